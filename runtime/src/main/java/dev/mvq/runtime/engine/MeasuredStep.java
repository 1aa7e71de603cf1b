package dev.mvq.runtime.engine;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What one step of a question gave and took, measured apart from the others: where DuckDB does several at once, or reads only the
 * columns that a later one needs, the whole takes less than their sum.
 *
 * @param rows how many rows came out of it
 * @param millis how long it took; empty where its rows were too many to be put down, and it was done with the next
 */
public record MeasuredStep(long rows, OptionalDouble millis) {
    @Override
    public String toString() {
        String counted = rows == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", rows);
        return millis.isPresent()
                ? counted + String.format(Locale.ROOT, " in %.1f ms", millis.getAsDouble())
                : counted + ", done with the next step";
    }
}
