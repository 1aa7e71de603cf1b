package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.path.Noise;

/**
 * Another world in which the same market was looked at less well: what training takes for "the same contract-day". Every contract has
 * a quality of its own, by which its bids and asks are normally off by a part of the spread; rows are missing singly
 * and in runs; prices of bars are normally off by some basis points. The errors go through the features as any quote does, so that a
 * view differs from the row in the directions in which real looks differ.
 *
 * <p>What is drawn depends on the seed, the identity and the day only. No field is taken away here: {@link FieldGroups} knows which
 * features go with which field, and training masks those anew in every view.
 */
final class Disturbance {
    /** Standard deviation of an error of bid or ask, as a part of the spread. */
    private static final double LEAST_ERROR = 0.05;

    private static final double MOST_ERROR = 0.4;

    /** Of a bar's prices, relative. */
    private static final double BAR_ERROR = 1.5e-4;

    private static final double MOST_MISSING = 0.35;

    /** Sessions of a run; in each a contract is away throughout, or not. */
    private static final int RUN = 4;

    private static final double RUN_MISSING = 0.05;

    private final long seed;

    Disturbance(long seed) {
        this.seed = Noise.key(seed, "a disturbance of training");
    }

    /** The day as it looks from here. */
    MarketDay of(MarketDay day) {
        return new MarketDay(
                day.date(),
                day.bars().stream()
                        .filter(bar -> isEvent(bar) || !isMissing(bar.underlyingId(), day))
                        .map(this::moved)
                        .toList(),
                day.options().stream()
                        .filter(quote -> !isMissing(quote.lineage(), day))
                        .map(this::moved)
                        .toList());
    }

    /** Without a split or a dividend the past would be another's. */
    private static boolean isEvent(Bar bar) {
        return (bar.splitFactor() > 0 && bar.splitFactor() != 1) || bar.dividend() > 0;
    }

    private boolean isMissing(String id, MarketDay day) {
        long own = Noise.key(seed, id);
        double rate = MOST_MISSING * Noise.of(own, "rate").uniform();
        long epochDay = day.date().toEpochDay();
        return Noise.of(Noise.key(own, Math.floorDiv(epochDay, RUN)), "run").happens(RUN_MISSING)
                || Noise.of(Noise.key(own, epochDay), "missing").happens(rate);
    }

    private OptionQuote moved(OptionQuote quote) {
        if (!(quote.spread() > 0)) {
            return quote;
        }
        long own = Noise.key(seed, quote.lineage());
        double error = LEAST_ERROR
                * Math.pow(MOST_ERROR / LEAST_ERROR, Noise.of(own, "quality").uniform());
        Noise noise = Noise.of(Noise.key(own, quote.date().toEpochDay()), "quote");
        double reach = quote.spread() * error;
        double bid = Math.max(0, quote.bid() + reach * noise.normal());
        double ask = Math.max(bid, quote.ask() + reach * noise.normal());
        return QuoteForm.of(quote).quotedAt(bid, ask).quote();
    }

    private Bar moved(Bar bar) {
        Noise noise = Noise.of(
                Noise.key(Noise.key(seed, bar.underlyingId()), bar.date().toEpochDay()), "bar");
        double open = bar.open() * (1 + BAR_ERROR * noise.normal());
        double close = bar.close() * (1 + BAR_ERROR * noise.normal());
        double high = Math.max(bar.high() * (1 + BAR_ERROR * noise.normal()), Math.max(open, close));
        double low = Math.min(bar.low() * (1 + BAR_ERROR * noise.normal()), Math.min(open, close));
        return bar.with(open, high, low, close, bar.volume());
    }
}
