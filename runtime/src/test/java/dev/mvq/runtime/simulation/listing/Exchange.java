package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Names whose options are listed and stocks that walk as a test wants them to. */
final class Exchange {
    static final ListedExpiries CALENDAR = new ListedExpiries(TradingCalendar.newYork());

    /** From the first days of 2002 to the last of 2026. */
    static final int FIRST = CALENDAR.session(LocalDate.of(2002, 1, 2));

    static final int LAST = CALENDAR.session(LocalDate.of(2026, 12, 31));

    static final List<Roster.Name> NAMES = Stream.concat(
                    Roster.first(Roster.SIZE).stream()
                            .filter(name ->
                                    List.of("AAPL", "KO", "UNH", "SPY", "NVDA").contains(name.ticker())),
                    Stream.of(index("SPX", 4780, 3), index("NDX", 16800, 3)))
            .toList();

    static final List<Integer> BUDGETS = List.of(4, 10, 25, 60, 150, 900);

    private Exchange() {}

    static Roster.Name index(String ticker, double price, int cycle) {
        return new Roster.Name(
                ticker,
                Roster.Kind.INDEX,
                Roster.Sector.INDEX,
                price,
                1,
                0.1,
                0.01,
                0,
                0.014,
                1e6,
                1.5,
                cycle,
                false,
                0.5);
    }

    static Roster.Name name(String ticker) {
        return NAMES.stream()
                .filter(name -> name.ticker().equals(ticker))
                .findFirst()
                .orElseThrow();
    }

    static Chain chain(Roster.Name name, int pairs, Spots spots) {
        return new Chain(Chain.plan(name, CALENDAR, 1, pairs), spots);
    }

    /** A stock's raw closes: a random walk that splits where it is told to and may jump. */
    static final class Walk implements Spots {
        private static final double VOLATILITY = 0.35;

        private final double[] closes = new double[LAST + 1];
        private final double[] factors = new double[LAST + 1];

        Walk(long seed, double price) {
            this(seed, price, Map.of(), Map.of());
        }

        /**
         * A walk.
         *
         * @param splits factors by session
         * @param jumps what the close of a session is multiplied by beside its move
         */
        Walk(long seed, double price, Map<Integer, Double> splits, Map<Integer, Double> jumps) {
            Noise noise = Noise.of(seed, "a stock for a test");
            double close = price;
            double usual = price;
            for (int t = 0; t < closes.length; t++) {
                factors[t] = splits.getOrDefault(t, 1.0);
                double move = VOLATILITY / Math.sqrt(252) * noise.normal() - 0.002 * Math.log(close / usual);
                usual /= factors[t];
                close *= Math.exp(move) * jumps.getOrDefault(t, 1.0) / factors[t];
                closes[t] = Math.rint(100 * close) / 100;
            }
        }

        double close(int session) {
            return closes[session];
        }

        @Override
        public double before(int session) {
            return closes[Math.max(session - 1, 0)] / factors[session];
        }

        @Override
        public double splitFactor(int session) {
            return factors[session];
        }

        @Override
        public double deviation(int session, LocalDate expiry) {
            long days = expiry.toEpochDay() - CALENDAR.day(session).toEpochDay();
            return VOLATILITY * Math.sqrt(Math.max(days, 5) / 365.0);
        }
    }

    /** By how much a strike may miss the spot: a deviation as it was when the expiry was listed. */
    static double tolerance(ListedExpiry expiry, Spots spots) {
        int first = expiry.pairs().stream()
                .mapToInt(pair -> pair.call().since())
                .min()
                .orElseThrow();
        return spots.deviation(first, expiry.expiry());
    }

    static Stream<ListedContract> contracts(List<ListedExpiry> listed) {
        return listed.stream()
                .flatMap(expiry -> expiry.pairs().stream())
                .flatMap(pair -> Stream.of(pair.call(), pair.put()));
    }
}
