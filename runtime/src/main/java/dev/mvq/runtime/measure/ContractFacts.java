package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.YearFraction;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of contracts on a day, and a few sessions later. */
final class ContractFacts {
    private static final double LEAST_SPREAD = 1e-4;
    private static final double LEAST_IV_MOVE = 1e-3;
    private static final int IV_SESSIONS = 5;

    /** Days that one and five sessions may take, with holidays. */
    private static final int LONGEST_NEXT = 5;

    private static final int LONGEST_WEEK = 11;

    private final Map<String, List<Waiting>> waiting = new HashMap<>();

    /** A row whose contract's next sessions are waited for. */
    private record Waiting(int row, int session, LocalDate date, double iv) {}

    /** The quotes of a day by what finds a neighbour of the same expiry and strike. */
    private record Terms(LocalDate expiry, long strike, Right right, String root) {
        static Terms of(OptionQuote quote) {
            return new Terms(
                    quote.contract().expiry(),
                    quote.contract().strikeThousandths(),
                    quote.contract().right(),
                    quote.contract().root());
        }
    }

    /** One underlying's chain of a day. */
    static final class Chain {
        private final Map<Terms, OptionQuote> quotes = new HashMap<>();
        private final Map<LocalDate, Slope> slopes = new HashMap<>();

        Chain(MarketDay day) {
            for (OptionQuote quote : day.options()) {
                quotes.put(Terms.of(quote), quote);
                slopes.computeIfAbsent(quote.contract().expiry(), expiry -> new Slope())
                        .add(quote, 1);
            }
        }

        /** Writes what the day says of a row. */
        void describe(OptionQuote quote, int row, EnumMap<Quantity, double[]> facts) {
            FinerGreeks finer = FinerGreeks.ofAsk(quote);
            set(facts, Quantity.ZOMMA_OF_ASK, row, finer.zomma());
            set(facts, Quantity.COLOR_OF_ASK, row, finer.color());
            set(facts, Quantity.ULTIMA_OF_ASK, row, finer.ultima());
            set(facts, Quantity.SPREAD, row, logSpread(quote));
            OptionQuote mirror = quotes.get(mirrored(quote));
            set(facts, Quantity.MIRROR_SPREAD, row, mirror == null ? Double.NaN : logSpread(mirror));
            Slope slope = slopes.get(quote.contract().expiry());
            set(facts, Quantity.SMILE_SLOPE, row, slope == null ? Double.NaN : slope.without(quote));
            double root = Math.sqrt(years(quote));
            double spot = quote.underlyingPrice();
            set(facts, Quantity.LOG_IV, row, Math.log(quote.iv()));
            set(facts, Quantity.DELTA, row, quote.greeks().delta());
            set(facts, Quantity.GAMMA, row, quote.greeks().gamma() * spot * quote.iv() * root);
            set(facts, Quantity.VEGA, row, quote.greeks().vega() * 100 / (spot * root));
        }

        private Terms mirrored(OptionQuote quote) {
            Terms own = Terms.of(quote);
            return new Terms(own.expiry, own.strike, own.right.sign() > 0 ? Right.PUT : Right.CALL, own.root);
        }
    }

    /** Waits for what the row's contract does next. */
    void await(OptionQuote quote, int row, int session) {
        waiting.computeIfAbsent(quote.lineage(), lineage -> new ArrayList<>())
                .add(new Waiting(row, session, quote.date(), quote.iv()));
    }

    /** Writes what a day says of rows of the sessions before. */
    void hear(MarketDay day, int session, EnumMap<Quantity, double[]> facts) {
        for (OptionQuote quote : day.options()) {
            for (Waiting before : waiting.getOrDefault(quote.lineage(), List.of())) {
                long days = ChronoUnit.DAYS.between(before.date, day.date());
                if (session - before.session == 1 && days <= LONGEST_NEXT) {
                    set(facts, Quantity.NEXT_SPREAD, before.row, logSpread(quote));
                    set(facts, Quantity.NEXT_VOLUME, before.row, Math.log(1 + quote.volume()));
                }
                if (session - before.session == IV_SESSIONS && days <= LONGEST_WEEK) {
                    double moved = Math.abs(Math.log(quote.iv() / before.iv)) + LEAST_IV_MOVE;
                    set(facts, Quantity.IV_MOVE_5, before.row, Math.log(moved));
                }
            }
        }
        waiting.values().removeIf(rows -> {
            rows.removeIf(row -> session - row.session >= IV_SESSIONS);
            return rows.isEmpty();
        });
    }

    private static double logSpread(OptionQuote quote) {
        return Math.log(Math.max(LEAST_SPREAD, quote.spread() / quote.mid()));
    }

    private static double years(OptionQuote quote) {
        return Math.max(
                1 / YearFraction.DAYS,
                YearFraction.between(quote.date(), quote.contract().expiry()));
    }

    private static void set(EnumMap<Quantity, double[]> facts, Quantity quantity, int row, double value) {
        double[] values = facts.get(quantity);
        if (values != null) {
            values[row] = Double.isFinite(value) ? value : Double.NaN;
        }
    }

    /** Least squares of log iv over standardised distance to the forward, out of the money; any one contract can be left out. */
    private static final class Slope {
        private static final int FEWEST = 5;
        private double count;
        private double x;
        private double y;
        private double xx;
        private double xy;

        void add(OptionQuote quote, int times) {
            double distance = Math.log(quote.moneyness()) / Math.sqrt(years(quote));
            double level = Math.log(quote.iv());
            boolean out = quote.contract().right().sign() * distance > 0;
            if (out && Double.isFinite(distance) && Double.isFinite(level)) {
                count += times;
                x += times * distance;
                y += times * level;
                xx += times * distance * distance;
                xy += times * distance * level;
            }
        }

        double without(OptionQuote quote) {
            add(quote, -1);
            double variance = xx - x * x / count;
            double slope = count < FEWEST || variance < 1e-9 ? Double.NaN : (xy - x * y / count) / variance;
            add(quote, 1);
            return slope;
        }
    }
}
