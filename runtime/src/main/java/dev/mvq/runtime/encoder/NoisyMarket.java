package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Another glance at the same market: bid and ask of every quote each moved uniformly by up to a quarter of the spread either way, IV and
 * Greeks moved by what the mid's move makes of them, and of the days before the last a random fifth of quotes and bars missing.
 * This noise is the measure's; training never sees it.
 */
final class NoisyMarket {
    private static final double MISSING = 0.2;
    private static final double LEAST_IV = 1e-3;

    private final SplittableRandom random;

    NoisyMarket(long seed) {
        random = new SplittableRandom(seed);
    }

    /** An earlier day, with a fifth of its rows missing. */
    MarketDay past(MarketDay day) {
        List<Bar> bars = day.bars().stream().filter(bar -> isThere()).toList();
        return new MarketDay(
                day.date(),
                bars,
                day.options().stream()
                        .filter(quote -> isThere())
                        .map(this::moved)
                        .toList());
    }

    /** The day looked at: all its rows are there. */
    MarketDay today(MarketDay day) {
        return new MarketDay(
                day.date(), day.bars(), day.options().stream().map(this::moved).toList());
    }

    private boolean isThere() {
        return random.nextDouble() >= MISSING;
    }

    private OptionQuote moved(OptionQuote quote) {
        double reach = quote.spread() / 4;
        double bid = Math.max(0, quote.bid() + reach * (2 * random.nextDouble() - 1));
        double ask = quote.ask() + reach * (2 * random.nextDouble() - 1);
        if (!(quote.spread() > 0)) {
            return quote;
        }
        ExpiryForward market = ExpiryForward.of(quote);
        Right right = quote.contract().right();
        double strike = quote.contract().strike();
        double before = EuropeanPricing.impliedVolatility(right, strike, market, quote.mid());
        double after = EuropeanPricing.impliedVolatility(right, strike, market, (bid + ask) / 2);
        double shift = Double.isNaN(before) || Double.isNaN(after) ? 0 : after - before;
        double iv = Math.max(LEAST_IV, quote.iv() + shift);
        Greeks old = EuropeanPricing.greeks(right, strike, market, quote.iv());
        Greeks now = EuropeanPricing.greeks(right, strike, market, iv);
        return QuoteForm.of(quote)
                .withPrices(bid, ask, iv, moved(quote.greeks(), old, now))
                .quote();
    }

    /** As delivered, moved by the difference that the model makes. */
    private static Greeks moved(Greeks delivered, Greeks old, Greeks now) {
        return new Greeks(
                moved(delivered.delta(), old.delta(), now.delta()),
                moved(delivered.gamma(), old.gamma(), now.gamma()),
                moved(delivered.theta(), old.theta(), now.theta()),
                moved(delivered.vega(), old.vega(), now.vega()),
                moved(delivered.rho(), old.rho(), now.rho()));
    }

    private static double moved(double delivered, double old, double now) {
        double shift = now - old;
        return Double.isNaN(shift) ? delivered : delivered + shift;
    }
}
