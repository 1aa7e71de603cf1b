package dev.mvq.runtime.measure;

import dev.mvq.runtime.encoder.QuoteForm;
import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.util.Arrays;
import java.util.List;

/** What real sources do not deliver, together: a view is seen as one of them would have written it. */
enum SourceForm {
    /** Chains as of 2026: quotes and sizes, but neither volume nor open interest. */
    CHAINS,
    /** Histories such as L2 and L3: volume and open interest, but no sizes. */
    HISTORIES,
    /** Flat files of trades and quotes: no open interest. */
    FLAT_FILES,
    /** Indices: bars without volume. */
    INDEX_BARS,
    /** Lists of closes: no open, high, low, or volume. */
    CLOSES;

    /** The forms that take something away from the rows of a day, and leave the rest. */
    static List<SourceForm> taking(MarketDay day) {
        return Arrays.stream(values()).filter(form -> form.takesFrom(day)).toList();
    }

    private boolean takesFrom(MarketDay day) {
        List<OptionQuote> quotes = day.options();
        return switch (this) {
            case CHAINS -> quotes.stream().anyMatch(quote -> !Double.isNaN(quote.volume()));
            case HISTORIES ->
                quotes.stream().anyMatch(quote -> !Double.isNaN(quote.bidSize()) || !Double.isNaN(quote.askSize()));
            case FLAT_FILES -> quotes.stream().anyMatch(quote -> !Double.isNaN(quote.openInterest()));
            case INDEX_BARS -> quotes.isEmpty() && day.bars().stream().anyMatch(bar -> !Double.isNaN(bar.volume()));
            case CLOSES -> quotes.isEmpty() && day.bars().stream().anyMatch(bar -> !Double.isNaN(bar.high()));
        };
    }

    OptionQuote of(OptionQuote quote) {
        double none = Double.NaN;
        return switch (this) {
            case CHAINS -> QuoteForm.of(quote).withVolume(none, none).quote();
            case HISTORIES -> QuoteForm.of(quote).withSizes(none, none).quote();
            case FLAT_FILES ->
                QuoteForm.of(quote).withVolume(quote.volume(), none).quote();
            case INDEX_BARS, CLOSES -> quote;
        };
    }

    Bar of(Bar bar) {
        double none = Double.NaN;
        return switch (this) {
            case CHAINS, HISTORIES, FLAT_FILES -> bar;
            case INDEX_BARS -> bar.with(bar.open(), bar.high(), bar.low(), bar.close(), none);
            case CLOSES -> bar.with(none, none, none, bar.close(), none);
        };
    }
}
