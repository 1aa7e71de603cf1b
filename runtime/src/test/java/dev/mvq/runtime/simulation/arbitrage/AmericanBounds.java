package dev.mvq.runtime.simulation.arbitrage;

import static dev.mvq.runtime.simulation.arbitrage.Arbitrage.Kind.CONVERSION;
import static dev.mvq.runtime.simulation.arbitrage.Arbitrage.Kind.EXPIRING;
import static dev.mvq.runtime.simulation.arbitrage.Arbitrage.Kind.FORWARD_BOUND;
import static dev.mvq.runtime.simulation.arbitrage.Arbitrage.Kind.IMMEDIATE_EXERCISE;
import static dev.mvq.runtime.simulation.arbitrage.Arbitrage.Kind.REVERSAL;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.ExpiryForward;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one American option, or a call and a put of equal terms, may cost beside the share. With the forward F, the discount D and the
 * spot S (Hull, "Options, Futures, and Other Derivatives", 11.5):
 *
 * <pre>C ≥ S − K, P ≥ K − S (exercise at once),   C ≥ D (F − K), P ≥ D (K − F) (hold),   D F − K ≤ C − P ≤ S − D K</pre>
 *
 * Assumed: the rate is not negative, and dividends are not either and are known as those that the forward implies, D F = S less their
 * present value; a forward above the spot grown at the rate is not believed, and D F taken as S. All gain is on the day itself: what is
 * left of a portfolio when someone exercises early is worth no less than nothing.
 */
final class AmericanBounds {
    private AmericanBounds() {}

    /** Every bound's slack, as an arbitrage whose profit is negative where the bound holds. */
    static Stream<Arbitrage> of(List<OptionQuote> quotes) {
        Map<Contract, OptionQuote> puts = quotes.stream()
                .filter(quote -> quote.contract().right() == Right.PUT)
                .collect(Collectors.toMap(OptionQuote::contract, Function.identity()));
        Stream<Arbitrage> pairs = quotes.stream()
                .filter(quote -> puts.containsKey(put(quote.contract())))
                .filter(quote -> quote.contract().right() == Right.CALL)
                .flatMap(call -> pair(call, puts.get(put(call.contract()))));
        return Stream.concat(quotes.stream().flatMap(AmericanBounds::single), pairs);
    }

    private static Contract put(Contract call) {
        return new Contract(call.root(), call.expiry(), call.strikeThousandths(), Right.PUT);
    }

    private static Stream<Arbitrage> single(OptionQuote quote) {
        ExpiryForward market = ExpiryForward.of(quote);
        int sign = quote.contract().right().sign();
        double strike = quote.contract().strike();
        double spot = market.spot();
        Stream.Builder<Arbitrage> found = Stream.builder();
        if (quote.ask() > 0) {
            found.add(locked(IMMEDIATE_EXERCISE, List.of(bought(quote)), -sign, spot, sign * strike));
            double carried = carriedSpot(market);
            double shares = -sign * carried / spot;
            found.add(locked(FORWARD_BOUND, List.of(bought(quote)), shares, spot, sign * market.discount() * strike));
        }
        if (quote.bid() > 0 && market.years() == 0) {
            double intrinsic = Math.max(0, sign * (spot - strike));
            found.add(locked(EXPIRING, List.of(sold(quote)), 0, spot, intrinsic));
        }
        return found.build();
    }

    private static Stream<Arbitrage> pair(OptionQuote call, OptionQuote put) {
        ExpiryForward market = ExpiryForward.of(call);
        double strike = call.contract().strike();
        double spot = market.spot();
        Stream.Builder<Arbitrage> found = Stream.builder();
        if (call.bid() > 0 && put.ask() > 0) {
            found.add(locked(CONVERSION, List.of(sold(call), bought(put)), 1, spot, -market.discount() * strike));
        }
        if (call.ask() > 0 && put.bid() > 0) {
            double shares = -carriedSpot(market) / spot;
            found.add(locked(REVERSAL, List.of(bought(call), sold(put)), shares, spot, strike));
        }
        return found.build();
    }

    /** D F, what a share to be delivered at expiry costs today. */
    private static double carriedSpot(ExpiryForward market) {
        return Math.min(market.spot(), market.discount() * market.forward());
    }

    private static Arbitrage locked(Arbitrage.Kind kind, List<Leg> legs, double shares, double spot, double cash) {
        double cost = legs.stream().mapToDouble(Leg::cost).sum();
        return new Arbitrage(kind, legs, shares, cash, -cost - shares * spot - cash);
    }

    private static Leg bought(OptionQuote quote) {
        return new Leg(quote.contract(), 1, quote.ask());
    }

    private static Leg sold(OptionQuote quote) {
        return new Leg(quote.contract(), -1, quote.bid());
    }
}
