package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.Contract;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a raw file.
 *
 * @param underlyingId whose it is
 * @param contract what it quotes; null for a bar
 * @param line its text, fields between commas, none of them quoted
 */
record RawRow(String underlyingId, @Nullable Contract contract, String line) {
    String field(int column) {
        return fields().get(column);
    }

    RawRow with(int column, String value) {
        List<String> fields = fields();
        fields.set(column, value);
        return new RawRow(underlyingId, contract, String.join(",", fields));
    }

    private List<String> fields() {
        return Arrays.asList(line.split(",", -1));
    }
}
