package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.simulation.planting.QuotedChain.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Portfolios of a chain whose payoff is never below 0, those first that need the least to pay. Within the options of each there is one
 * portfolio that can be made to pay and no other, up to its size. The bounds are Merton's (1973, "Theory of rational option pricing",
 * theorems 1 to 4), with those for American options of his section 7; a portfolio pays although whoever holds its short options exercises
 * them early.
 */
final class Candidates {
    private static final int SHOWN = 40;
    /** About what is still to be planted where nothing lacks, currency per share. */
    private static final double LEAST = 0.02;
    /** Steps between strikes of a portfolio. */
    private static final int FARTHEST = 3;

    private final Underlying underlying;
    private final QuotedChain chain;

    Candidates(Underlying underlying, QuotedChain chain) {
        this.underlying = underlying;
        this.chain = chain;
    }

    /** @param pays at bid and ask, or at the mid only; what does so in the clean market already is no candidate */
    List<Portfolio> of(ArbitrageKind kind, boolean pays) {
        List<Portfolio> found = new ArrayList<>();
        for (Side side : chain.sides()) {
            switch (kind) {
                case VERTICAL -> verticals(side, found);
                case BUTTERFLY -> butterflies(side, found);
                case CALENDAR -> calendars(side, found);
                case PARITY -> parities(side, found);
                case BOX -> boxes(side, found);
                case PORTFOLIO -> portfolios(side, found);
            }
        }
        ToDoubleFunction<Portfolio> lack =
                pays ? portfolio -> -portfolio.profit() : portfolio -> -portfolio.midProfit();
        return found.stream()
                .filter(portfolio -> lack.applyAsDouble(portfolio) >= 0)
                .sorted(Comparator.comparingDouble(portfolio -> effort(portfolio, lack)))
                .limit(SHOWN)
                .toList();
    }

    /** What it lacks, in currency times that as a share of what is traded: quotes move by few ticks and by little of their price. */
    private static double effort(Portfolio portfolio, ToDoubleFunction<Portfolio> lack) {
        double traded = 0;
        for (Portfolio.Leg leg : portfolio.legs()) {
            traded += Math.abs(leg.quantity()) * leg.quote().mid();
        }
        double missing = lack.applyAsDouble(portfolio) + LEAST;
        return missing * missing / traded;
    }

    /**
     * Calls only: of two puts the lower is covered by less than one of the higher, so that other portfolios of the same two would pay
     * more.
     */
    private void verticals(Side side, List<Portfolio> found) {
        if (side.right() == Right.PUT) {
            return;
        }
        List<OptionQuote> calls = chain.liquid(side);
        for (int i = 0; i + 1 < calls.size(); i++) {
            found.add(Portfolio.of(
                    ArbitrageKind.VERTICAL, Portfolio.buy(1, calls.get(i)), Portfolio.sell(calls.get(i + 1))));
        }
    }

    private void butterflies(Side side, List<Portfolio> found) {
        List<OptionQuote> quotes = chain.liquid(side);
        for (int i = 1; i + 1 < quotes.size(); i++) {
            found.add(around(ArbitrageKind.BUTTERFLY, quotes.get(i - 1), quotes.get(i), quotes.get(i + 1)));
        }
    }

    /** Short the middle, long as much of both wings as covers it. */
    private static Portfolio around(ArbitrageKind kind, OptionQuote low, OptionQuote middle, OptionQuote high) {
        double lower = low.contract().strikeThousandths();
        double upper = high.contract().strikeThousandths();
        double share = (upper - middle.contract().strikeThousandths()) / (upper - lower);
        return Portfolio.of(kind, Portfolio.buy(share, low), Portfolio.sell(middle), Portfolio.buy(1 - share, high));
    }

    private void calendars(Side near, List<Portfolio> found) {
        later(near).ifPresent(far -> {
            for (OptionQuote sold : chain.liquid(near)) {
                chain.liquid(far, strike(sold))
                        .ifPresent(bought -> found.add(
                                Portfolio.of(ArbitrageKind.CALENDAR, Portfolio.sell(sold), Portfolio.buy(1, bought))));
            }
        });
    }

    /** The next expiry of the same root and right. */
    private Optional<Side> later(Side near) {
        return chain.expiries(near.root(), near.right()).stream()
                .filter(side -> side.expiry().isAfter(near.expiry()))
                .findFirst();
    }

    private void parities(Side side, List<Portfolio> found) {
        if (side.right() == Right.PUT) {
            return;
        }
        for (Map.Entry<OptionQuote, OptionQuote> pair : chain.pairs(side)) {
            found.add(conversion(pair.getKey(), pair.getValue()));
            found.add(reversal(pair.getKey(), pair.getValue()));
        }
    }

    /** American: C − P ≤ S − K e^(−rT). European: C − P ≤ S e^(−qT) − K e^(−rT). */
    private Portfolio conversion(OptionQuote call, OptionQuote put) {
        ExpiryForward market = ExpiryForward.of(call);
        double cash = rounded(call.contract().strike() * market.discount());
        Carry carry = new Carry(1, underlying.european() ? prepaid(market) : market.spot(), cash);
        return new Portfolio(
                ArbitrageKind.PARITY, List.of(Portfolio.sell(call), Portfolio.buy(1, put)), Optional.of(carry));
    }

    /** American: C − P ≥ S e^(−qT) − K. European: C − P ≥ S e^(−qT) − K e^(−rT). */
    private Portfolio reversal(OptionQuote call, OptionQuote put) {
        ExpiryForward market = ExpiryForward.of(call);
        double strike = call.contract().strike();
        double cash = underlying.european() ? rounded(strike * market.discount()) : strike;
        Carry carry = new Carry(-1, prepaid(market), -cash);
        return new Portfolio(
                ArbitrageKind.PARITY, List.of(Portfolio.buy(1, call), Portfolio.sell(put)), Optional.of(carry));
    }

    /** The forward's present value: the spot less dividends to come. */
    private static double prepaid(ExpiryForward market) {
        return rounded(market.forward() * market.discount());
    }

    private static double rounded(double price) {
        return Math.rint(price * 1e6) / 1e6;
    }

    /** Long the lower call and the upper put, short the other two: worth the strikes' difference at expiry. And the other way round. */
    private void boxes(Side side, List<Portfolio> found) {
        if (side.right() == Right.PUT) {
            return;
        }
        List<Map.Entry<OptionQuote, OptionQuote>> pairs = chain.pairs(side);
        for (int i = 0; i + 1 < pairs.size(); i++) {
            found.add(box(pairs.get(i), pairs.get(i + 1), true));
            found.add(box(pairs.get(i), pairs.get(i + 1), false));
        }
    }

    private static Portfolio box(
            Map.Entry<OptionQuote, OptionQuote> low, Map.Entry<OptionQuote, OptionQuote> high, boolean bought) {
        double width =
                high.getKey().contract().strike() - low.getKey().contract().strike();
        double worth = rounded(width * ExpiryForward.of(low.getKey()).discount());
        int sign = bought ? 1 : -1;
        List<Portfolio.Leg> legs = List.of(
                new Portfolio.Leg(low.getKey(), sign),
                new Portfolio.Leg(high.getKey(), -sign),
                new Portfolio.Leg(high.getValue(), sign),
                new Portfolio.Leg(low.getValue(), -sign));
        return new Portfolio(ArbitrageKind.BOX, legs, Optional.of(new Carry(0, 0, sign * worth)));
    }

    /** Short one near, long fractions of two of the next expiry around it. */
    private void portfolios(Side near, List<Portfolio> found) {
        later(near).ifPresent(far -> {
            List<OptionQuote> wings = chain.liquid(far);
            for (OptionQuote sold : chain.liquid(near)) {
                int above = (int) wings.stream()
                        .filter(wing -> wing.contract().strikeThousandths() <= strike(sold))
                        .count();
                for (int low = Math.max(0, above - FARTHEST); low < above; low++) {
                    for (int high = above; high < Math.min(wings.size(), above + FARTHEST); high++) {
                        if (strike(wings.get(low)) < strike(sold)) {
                            found.add(around(ArbitrageKind.PORTFOLIO, wings.get(low), sold, wings.get(high)));
                        }
                    }
                }
            }
        });
    }

    private static long strike(OptionQuote quote) {
        return quote.contract().strikeThousandths();
    }
}
