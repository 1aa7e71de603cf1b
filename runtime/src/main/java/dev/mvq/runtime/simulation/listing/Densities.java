package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.pricing.YearFraction;
import dev.mvq.runtime.simulation.path.Noise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many strikes to list with a new expiry, so that about the budgeted pairs are listed on a day. It depends on the day of listing:
 * every kind of expiry that begins leaves less for the others. Found, when first asked for, on random walks that are the same for all
 * worlds and of no world, so that neither what is seen of a world nor its future has a part in what it lists.
 */
final class Densities {
    private static final int ROUNDS = 4;
    private static final double LEAST = 0.5;
    private static final double MOST = 1500;
    /** Sessions of the shortest era; until new expiries have come in, an era is not sampled. */
    private static final int SHORTEST_ERA = 60;
    /** Sessions until the longest-lived expiries have grown: sampled after that, if the era lasts. */
    private static final int GROWN = 500;
    /** So many sessions are sampled, every so many. */
    private static final int SAMPLED = 252;

    private static final int EVERY = 9;
    /** Over the name's own price on the world's anchor day: it was lower for most of the years before. */
    private static final double[] PRICES = {1, 0.62, 0.41};

    private final Style style;
    private final ListedExpiries calendar;
    private final Schedule schedule;
    private final double price;
    private final int pairs;
    private final List<LocalDate> since;
    private final double[] strikes;

    Densities(Style style, ListedExpiries calendar, Schedule schedule, double price, int pairs) {
        this.style = style;
        this.calendar = calendar;
        this.schedule = schedule;
        this.price = price;
        this.pairs = pairs;
        this.since = eras(calendar, schedule.changes());
        this.strikes = new double[since.size()];
    }

    /** The density of an expiry that is listed on the day. Any thread may ask. */
    synchronized double on(LocalDate day) {
        int era = since.size() - 1;
        while (era > 0 && day.isBefore(since.get(era))) {
            era--;
        }
        if (strikes[era] == 0) {
            strikes[era] = sample(era).densityFor(pairs);
        }
        return strikes[era];
    }

    private Sample sample(int era) {
        int begin = calendar.session(since.get(era));
        int next = era + 1 < strikes.length ? calendar.session(since.get(era + 1)) : Integer.MAX_VALUE;
        int first = Math.clamp(next - SAMPLED, begin + SHORTEST_ERA - 1, begin + GROWN);
        return new Sample(style, calendar, schedule, price, first, Math.min(next, first + SAMPLED));
    }

    /** The changes without those that another one follows soon: what begins together is one era. */
    private static List<LocalDate> eras(ListedExpiries calendar, List<LocalDate> changes) {
        List<LocalDate> eras = new ArrayList<>();
        for (LocalDate change : changes) {
            if (!eras.isEmpty() && calendar.session(change) - calendar.session(eras.getLast()) < SHORTEST_ERA) {
                continue;
            }
            eras.add(change);
        }
        return eras;
    }

    /** The sessions from {@code first} to before {@code end} on which a density is tried. */
    private record Sample(Style style, ListedExpiries calendar, Schedule schedule, double price, int first, int end) {
        double densityFor(int pairs) {
            List<RandomWalk> walks = IntStream.range(0, PRICES.length)
                    .mapToObj(i -> new RandomWalk(calendar, PRICES[i] * price, i, first, end))
                    .toList();
            double density = Math.max(
                    LEAST, pairs / (1.5 * Math.max(1, schedule.on(first).size())));
            for (int round = 0; round < ROUNDS; round++) {
                double tried = density;
                double listed = walks.stream()
                        .mapToDouble(walk -> mean(walk, tried))
                        .average()
                        .orElseThrow();
                density = Math.clamp(density * pairs / listed, LEAST, MOST);
            }
            return Math.rint(1e4 * density) / 1e4;
        }

        private double mean(Spots walk, double density) {
            Chain chain = new Chain(new Chain.Plan(style, calendar, schedule, day -> density, 0), walk);
            List<Integer> sizes = new ArrayList<>();
            for (int session = first; session < end; session += EVERY) {
                sizes.add(chain.pairs(session));
            }
            return sizes.stream().mapToInt(size -> size).average().orElse(1);
        }
    }

    /** A geometric random walk of constant volatility that tends back to one price: a stock without a history. */
    private static final class RandomWalk implements Spots {
        private static final double VOLATILITY = 0.25;
        /** Made stocks move in fits: their lows and highs lie further apart than implied volatility says of a steady walk. */
        private static final double REALISED = 1.15;

        private static final double SESSIONS_A_YEAR = 252;
        private static final double REVERSION = 0.005;
        private static final long KEY = 0x6C697374696E67L;

        /** Longer than any option lives. */
        private static final int BEFORE = 800;

        private final ListedExpiries calendar;
        private final int start;
        private final double[] prices;

        private RandomWalk(ListedExpiries calendar, double price, int number, int first, int end) {
            this.calendar = calendar;
            this.start = Math.max(0, first - BEFORE);
            Noise noise = new Noise(Noise.key(KEY, number));
            double[] log = {0};
            double deviation = REALISED * VOLATILITY / Math.sqrt(SESSIONS_A_YEAR);
            this.prices = IntStream.range(start, end)
                    .mapToDouble(t -> {
                        log[0] = (1 - REVERSION) * log[0] + deviation * noise.normal();
                        return Math.rint(100 * price * StrictMath.exp(log[0])) / 100;
                    })
                    .toArray();
        }

        @Override
        public double before(int session) {
            return prices[session - start];
        }

        @Override
        public double splitFactor(int session) {
            return 1;
        }

        @Override
        public double deviation(int session, LocalDate expiry) {
            double years = YearFraction.between(calendar.day(session), expiry);
            return VOLATILITY * Math.sqrt(Math.max(years, PathSpots.LEAST_YEARS));
        }
    }
}
