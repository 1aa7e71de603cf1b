package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.DateRange;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Stored rows of some days, and what is asked of them.
 *
 * @param source which rows
 * @param at one day; the session before where it is none
 * @param during days from a first to a last; with neither, every day
 * @param asked of the rows
 * @param asOf the generation whose days are read, as the user names it; with it, contracts and bars are those it was made of
 */
public record FromQuery(
        RowSource source, Optional<LocalDate> at, Optional<DateRange> during, RowQuery asked, Optional<String> asOf) {
    /** Rows as they are now. */
    public FromQuery(RowSource source, Optional<LocalDate> at, Optional<DateRange> during, RowQuery asked) {
        this(source, at, during, asked, Optional.empty());
    }

    /** The same rows, and another question. */
    public FromQuery with(RowQuery other) {
        return new FromQuery(source, at, during, other, asOf);
    }
}
