package dev.mvq.runtime.measure;

import dev.mvq.runtime.encoder.QuoteForm;
import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.path.Noise;
import org.jspecify.annotations.Nullable;

/**
 * Another glance at the same market. Bid and ask of every quote each move uniformly within half the spread either way (they may meet,
 * they never cross), IV and Greeks as the mid's move makes of them; the prices of a bar move within half of {@link #BAR_SPREAD}. Of the
 * days before the last a random fifth of all quotes and bars is missing, and what one source does not deliver is missing throughout.
 * What is drawn for a row depends on the seed, the row's identity and its day. Training knows none of this noise: it moves scaled features.
 */
final class Glance {
    /** Part of the earlier rows that is missing. */
    static final double MISSING = 0.2;

    /** Effective spread of a liquid US share at its close, relative: some basis points (Angel, Harris and Spatt 2015). */
    static final double BAR_SPREAD = 4e-4;

    private final long seed;
    private final @Nullable SourceForm form;

    /** @param form what is missing throughout; null for nothing */
    Glance(long seed, @Nullable SourceForm form) {
        this.seed = Noise.key(seed, "a glance of the measure");
        this.form = form;
    }

    /** An earlier day, with a fifth of its rows missing. A bar with a split or a dividend stays: else the past would be another's. */
    MarketDay past(MarketDay day) {
        return new MarketDay(
                day.date(),
                day.bars().stream()
                        .filter(bar -> isEvent(bar)
                                || !noise(day, bar.underlyingId(), "missing").happens(MISSING))
                        .map(this::moved)
                        .toList(),
                day.options().stream()
                        .filter(quote -> !noise(day, quote.lineage(), "missing").happens(MISSING))
                        .map(this::moved)
                        .toList());
    }

    /** The day looked at: all its rows are there. */
    MarketDay today(MarketDay day) {
        return new MarketDay(
                day.date(),
                day.bars().stream().map(this::moved).toList(),
                day.options().stream().map(this::moved).toList());
    }

    private static boolean isEvent(Bar bar) {
        // Many sources deliver neither: unknown is no event.
        return (bar.splitFactor() > 0 && bar.splitFactor() != 1) || bar.dividend() > 0;
    }

    private Noise noise(MarketDay day, String id, String what) {
        return new Noise(Noise.key(Noise.key(Noise.key(seed, day.date().toEpochDay()), id), what));
    }

    private Bar moved(Bar bar) {
        Noise noise = new Noise(Noise.key(Noise.key(seed, bar.date().toEpochDay()), bar.underlyingId()));
        double open = moved(bar.open(), noise);
        double close = moved(bar.close(), noise);
        double high = Math.max(moved(bar.high(), noise), Math.max(open, close));
        double low = Math.min(moved(bar.low(), noise), Math.min(open, close));
        return as(bar.with(open, high, low, close, bar.volume()));
    }

    private static double moved(double price, Noise noise) {
        return price * (1 + BAR_SPREAD / 2 * (2 * noise.uniform() - 1));
    }

    private OptionQuote moved(OptionQuote quote) {
        if (!(quote.spread() > 0)) {
            return as(quote);
        }
        Noise noise = new Noise(Noise.key(Noise.key(seed, quote.date().toEpochDay()), quote.lineage()));
        double reach = quote.spread() / 2;
        double bid = Math.max(0, quote.bid() + reach * (2 * noise.uniform() - 1));
        double ask = quote.ask() + reach * (2 * noise.uniform() - 1);
        return as(QuoteForm.of(quote).quotedAt(bid, ask).quote());
    }

    private Bar as(Bar bar) {
        return form == null ? bar : form.of(bar);
    }

    private OptionQuote as(OptionQuote quote) {
        return form == null ? quote : form.of(quote);
    }
}
