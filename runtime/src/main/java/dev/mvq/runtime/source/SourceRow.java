package dev.mvq.runtime.source;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.QuoteFlag;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What one row of a file says. */
sealed interface SourceRow {
    /** The session it belongs to. */
    LocalDate session();

    /** The same row, said to be of a made market. */
    default SourceRow made() {
        return switch (this) {
            case Quote(OptionQuote quote, Bar bar, long capture) ->
                new Quote(
                        quote.from(Importer.MADE, QuoteFlag.MADE),
                        bar == null ? null : bar.from(Importer.MADE, QuoteFlag.MADE),
                        capture);
            case Session(Bar bar) -> new Session(bar.from(Importer.MADE, QuoteFlag.MADE));
        };
    }

    /**
     * A quote, as delivered: without forward, and without IV and Greeks where the vendor has none.
     *
     * @param underlying the underlying's bar, where the row carries one
     * @param capture when it was taken, in seconds since 1970, or 0 where the file does not say
     */
    record Quote(OptionQuote quote, @Nullable Bar underlying, long capture) implements SourceRow {
        @Override
        public LocalDate session() {
            return quote.date();
        }
    }

    /** A stock's session. */
    record Session(Bar bar) implements SourceRow {
        @Override
        public LocalDate session() {
            return bar.date();
        }
    }
}
