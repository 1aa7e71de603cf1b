package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.arbitrage.CoverProgramme.Claim;
import dev.mvq.runtime.simulation.arbitrage.CoverProgramme.Offer;
import dev.mvq.runtime.simulation.arbitrage.CoverProgramme.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Quotes as claims on two assets, as {@link CoverProgramme} describes. */
final class Offers {
    private static final int BUY = 1;
    private static final int SELL = -1;

    private Offers() {}

    /** How much of a quote may be traded. */
    @FunctionalInterface
    interface Limit {
        /** One contract of each quote that there is. */
        Limit ONE = (quote, side) -> new Range(0, 1);

        /** The range of quantities to buy, for side 1, or to sell, for side −1. */
        Range of(OptionQuote quote, int side);
    }

    /** European calls, and puts as calls less forwards. */
    static List<Offer> european(List<Maturity> maturities) {
        List<Offer> offers = new ArrayList<>();
        for (int j = 0; j < maturities.size(); j++) {
            Maturity maturity = maturities.get(j);
            double mass = maturity.discount() * maturity.forward();
            Map<Long, Claim> claims = new HashMap<>();
            for (OptionQuote quote : maturity.quotes()) {
                double strike = maturity.kink(quote.contract());
                Claim fresh = new Claim(quote.contract(), j, mass, strike, mass * Math.max(0, 1 - strike));
                Claim claim = claims.computeIfAbsent(quote.contract().strikeThousandths(), key -> fresh);
                double forward = quote.contract().right() == Right.PUT ? mass * (1 - strike) : 0;
                offers.add(offer(quote, claim, forward, Limit.ONE));
            }
        }
        return offers;
    }

    /** American options of one right. Each contract is a claim by itself. */
    static List<Offer> american(Right right, List<OptionQuote> quotes, Limit limit) {
        return quotes.stream()
                .filter(quote -> quote.contract().right() == right)
                .map(quote -> offer(quote, american(quote), 0, limit))
                .toList();
    }

    private static Claim american(OptionQuote quote) {
        double spot = quote.underlyingPrice();
        double strike = quote.contract().strike();
        int order = (int) quote.contract().expiry().toEpochDay();
        return quote.contract().right() == Right.CALL
                ? new Claim(quote.contract(), order, spot, strike / spot, 0)
                : new Claim(quote.contract(), order, strike, spot / strike, 0);
    }

    private static Offer offer(OptionQuote quote, Claim claim, double adjustment, Limit limit) {
        return new Offer(
                quote,
                claim,
                adjustment,
                quote.ask() > 0 ? limit.of(quote, BUY) : Range.NONE,
                quote.bid() > 0 ? limit.of(quote, SELL) : Range.NONE);
    }
}
