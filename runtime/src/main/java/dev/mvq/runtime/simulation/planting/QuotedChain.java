package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One underlying's quotes on one day, by root, expiry and right. */
final class QuotedChain {
    private static final int SHARES = 100;
    private static final double LEAST_BID = 0.10;
    private static final double LEAST_TIME_VALUE = 0.15;
    private static final double WIDEST = 0.5;
    private static final int FIRST_DAYS = 2;
    private static final int LAST_DAYS = 400;

    /** Quotes of one root, expiry and right. */
    record Side(String root, LocalDate expiry, Right right) implements Comparable<Side> {
        private static final Comparator<Side> ORDER =
                Comparator.comparing(Side::root).thenComparing(Side::expiry).thenComparing(Side::right);

        static Side of(Contract contract) {
            return new Side(contract.root(), contract.expiry(), contract.right());
        }

        Side other() {
            return new Side(root, expiry, right == Right.CALL ? Right.PUT : Right.CALL);
        }

        @Override
        public int compareTo(Side that) {
            return ORDER.compare(this, that);
        }
    }

    private final NavigableMap<Side, NavigableMap<Long, OptionQuote>> sides = new TreeMap<>();

    QuotedChain(Collection<OptionQuote> quotes) {
        quotes.forEach(this::put);
    }

    /** Adds the quote, or puts it in the place of the contract's. */
    void put(OptionQuote quote) {
        sides.computeIfAbsent(Side.of(quote.contract()), side -> new TreeMap<>())
                .put(quote.contract().strikeThousandths(), quote);
    }

    /** Takes the contract out. */
    void remove(Contract contract) {
        strikes(Side.of(contract)).remove(contract.strikeThousandths());
    }

    /** A chain of its own with the same quotes. */
    QuotedChain copy() {
        return new QuotedChain(
                sides.values().stream().flatMap(side -> side.values().stream()).toList());
    }

    Collection<Side> sides() {
        return sides.keySet();
    }

    /** The quotes of a side by strike. */
    NavigableMap<Long, OptionQuote> strikes(Side side) {
        return sides.getOrDefault(side, new TreeMap<>());
    }

    /** Sides of the same root and right, by expiry. */
    List<Side> expiries(String root, Right right) {
        return sides.keySet().stream()
                .filter(side -> side.root().equals(root) && side.right() == right)
                .toList();
    }

    Optional<OptionQuote> quote(Side side, long strike) {
        return Optional.ofNullable(strikes(side).get(strike));
    }

    /** The quotes of a side that somebody would trade at, by ascending strike. */
    List<OptionQuote> liquid(Side side) {
        return strikes(side).values().stream().filter(QuotedChain::isLiquid).toList();
    }

    /** The quote of a strike, if somebody would trade at it. */
    Optional<OptionQuote> liquid(Side side, long strike) {
        return quote(side, strike).filter(QuotedChain::isLiquid);
    }

    /** Strikes ascending: pairs of each call and put that are both liquid. */
    List<Map.Entry<OptionQuote, OptionQuote>> pairs(Side calls) {
        return liquid(calls).stream()
                .flatMap(call -> quote(calls.other(), call.contract().strikeThousandths()).stream()
                        .filter(QuotedChain::isLiquid)
                        .map(put -> Map.entry(call, put)))
                .toList();
    }

    private static double timeValue(OptionQuote quote) {
        Contract contract = quote.contract();
        double intrinsic = contract.right().sign() * (quote.underlyingPrice() - contract.strike());
        return quote.mid() - Math.max(0, intrinsic);
    }

    /**
     * A bid worth the name, a spread below half the mid, sizes on both sides, a plain deliverable, and not so deep in the money that a few
     * ticks bring the quote past the bounds that the underlying alone sets.
     */
    private static boolean isLiquid(OptionQuote quote) {
        return quote.bid() >= LEAST_BID
                && quote.ask() > quote.bid()
                && quote.spread() <= WIDEST * quote.mid()
                && quote.bidSize() > 0
                && quote.askSize() > 0
                && quote.multiplier() == SHARES
                && timeValue(quote) >= LEAST_TIME_VALUE * quote.mid()
                && !Character.isDigit(
                        quote.contract().root().charAt(quote.contract().root().length() - 1))
                && quote.dte() >= FIRST_DAYS
                && quote.dte() <= LAST_DAYS;
    }
}
