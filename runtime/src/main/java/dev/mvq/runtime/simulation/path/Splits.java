package dev.mvq.runtime.simulation.path;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * When a share splits. Boards meet once a month and look at the mean close of the last sixty sessions, as it was quoted: above what
 * the company thinks dear they may split so that the price comes near to what it prefers (Weld, Michaely, Thaler & Benartzi 2009, the
 * norm of nominal prices), below what an exchange tolerates they may join shares. What they decide is announced that evening and
 * takes effect three to six weeks later. No decision knows a later price.
 *
 * <p>A path of raw prices needs a price to begin with. It is chosen so that the close of {@link MarketClock#ANCHOR}, after
 * the splits that follow from it, comes as near as can be to the roster's price, and what is left is a scale of the whole path, to
 * which the thresholds belong.
 */
final class Splits {
    private static final int MONTH = 21;
    private static final int WINDOW = 60;
    private static final int LEAST_NOTICE = 15;
    private static final int MOST_NOTICE = 30;
    /** Sessions after a split in which there is no other. */
    private static final int REST = 250;

    private static final double SPLITS_WHEN_DEAR = 0.30;
    private static final double JOINS_WHEN_CHEAP = 0.35;
    private static final double CHEAP = 2.5;
    private static final double UNEVEN = 0.40;
    private static final double MOST_WISH_OF_UNEVEN = 2.2;
    private static final double TEN_FOR_ONE = 0.7;
    private static final int[] WHOLE = {2, 3, 4, 7, 10, 20};

    /** Product of all splits up to the anchor, in logs: what is tried, and how fine. */
    private static final double LEAST_GUESS = -5;

    private static final double MOST_GUESS = 7;
    private static final double GUESS_STEP = 0.1;
    private static final double USUAL_FIRST_PRICE = 40;
    private static final double WEIGHT_OF_USUAL = 0.03;

    /** A contract of this name is promised by its strike, so it does not split while that contract lives. */
    private static final String UNSPLIT_TICKER = "AAPL";

    private static final LocalDate UNSPLIT_FROM = LocalDate.of(2023, 6, 1);
    private static final LocalDate UNSPLIT_TO = LocalDate.of(2024, 6, 30);

    private final Roster.Name name;
    private final MarketClock clock;
    private final long key;
    /** Mean of the last sixty closes at each meeting, over the price that the path began with, as if there were no splits. */
    private final double[] means;

    private final double dear;
    private final double preferred;
    private final double cheap;
    private final double unsplitAtAnchor;

    /** What was decided, and the log by which the path begins. */
    record Decided(List<Split> splits, double logStart) {}

    /**
     * Looks at a name's path.
     *
     * @param closes log of each close over the price that the path begins with, as if there were no splits
     */
    Splits(Roster.Name name, MarketClock clock, long key, double[] closes) {
        this.name = name;
        this.clock = clock;
        this.key = key;
        this.means = means(closes);
        this.unsplitAtAnchor = closes[clock.anchor()];
        Noise taste = new Noise(Noise.key(key, -1));
        this.dear = Math.max(150 * StrictMath.exp(0.5 * taste.normal()), 1.2 * name.anchor());
        double wish = taste.uniform();
        this.preferred = dear / (1.6 * StrictMath.pow(10, wish * wish));
        this.cheap = Math.min(CHEAP, name.anchor() / 1.5);
    }

    private static double[] means(double[] closes) {
        double[] means = new double[closes.length / MONTH];
        double sum = 0;
        double[] prices = new double[closes.length];
        for (int t = 0; t < closes.length; t++) {
            prices[t] = StrictMath.exp(closes[t]);
            sum += prices[t] - (t >= WINDOW ? prices[t - WINDOW] : 0);
            if (t % MONTH == MONTH - 1) {
                means[t / MONTH] = sum / Math.min(t + 1, WINDOW);
            }
        }
        return means;
    }

    /** Decides all splits and with what price the path begins. */
    Decided decide() {
        double logAnchor = StrictMath.log(name.anchor());
        if (name.fund()) {
            return new Decided(List.of(), logAnchor - unsplitAtAnchor);
        }
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double guess = LEAST_GUESS; guess <= MOST_GUESS; guess += GUESS_STEP) {
            double logStart = logAnchor - unsplitAtAnchor + guess;
            double missed = Math.abs(logSplitByAnchor(decided(StrictMath.exp(logStart))) - guess);
            double unusual = Math.abs(logStart - StrictMath.log(USUAL_FIRST_PRICE));
            double cost = missed + WEIGHT_OF_USUAL * unusual;
            if (cost < least) {
                least = cost;
                best = logStart;
            }
        }
        List<Split> splits = decided(StrictMath.exp(best));
        return new Decided(splits, logAnchor - unsplitAtAnchor + logSplitByAnchor(splits));
    }

    private double logSplitByAnchor(List<Split> splits) {
        double log = 0;
        for (Split split : splits) {
            log += split.session() <= clock.anchor() ? StrictMath.log(split.factor()) : 0;
        }
        return log;
    }

    private List<Split> decided(double firstPrice) {
        List<Split> splits = new ArrayList<>();
        double scale = firstPrice;
        int free = WINDOW;
        for (int meeting = 0; meeting < means.length; meeting++) {
            int session = meeting * MONTH + MONTH - 1;
            double mean = scale * means[meeting];
            if (session >= free && (mean > dear || mean < cheap)) {
                Noise noise = new Noise(Noise.key(key, session));
                int effective = session + LEAST_NOTICE + (int) ((MOST_NOTICE - LEAST_NOTICE + 1) * noise.uniform());
                boolean agreed = noise.happens(mean > dear ? SPLITS_WHEN_DEAR : JOINS_WHEN_CHEAP);
                if (agreed && effective < clock.count() && !isPromised(effective)) {
                    Split split = mean > dear
                            ? forward(session, effective, mean / preferred, noise)
                            : new Split(effective, session, 1, noise.happens(TEN_FOR_ONE) ? 10 : 8);
                    splits.add(split);
                    scale /= split.factor();
                    free = effective + REST;
                }
            }
        }
        return splits;
    }

    private boolean isPromised(int effective) {
        LocalDate day = clock.day(effective);
        return name.ticker().equals(UNSPLIT_TICKER) && !day.isBefore(UNSPLIT_FROM) && !day.isAfter(UNSPLIT_TO);
    }

    /** The split whose ratio is nearest to the wish. */
    private static Split forward(int announced, int effective, double wish, Noise noise) {
        if (wish < MOST_WISH_OF_UNEVEN && noise.happens(UNEVEN)) {
            return new Split(effective, announced, 3, 2);
        }
        int best = WHOLE[0];
        for (int ratio : WHOLE) {
            if (Math.abs(StrictMath.log(ratio / wish)) < Math.abs(StrictMath.log(best / wish))) {
                best = ratio;
            }
        }
        return new Split(effective, announced, best, 1);
    }
}
