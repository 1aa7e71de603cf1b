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
 * <p>A path of raw prices needs a price to begin with. It is chosen, and the board with it, so that the close of
 * {@link MarketClock#ANCHOR}, after the splits that follow, comes near to the roster's price from a first price that is nothing unusual.
 * What is left is a scale of the whole path, to which the thresholds belong.
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
    /** Boards that are tried, and the misfit with which one is content. */
    private static final int MOST_BOARDS = 12;

    private static final double PATIENCE = 1.25;
    private static final double CONTENT = 0.15;
    /** Prices in 2000 that are nothing unusual lie within a factor, in logs, of this one. */
    private static final double USUAL_FIRST_PRICE = 40;

    private static final double USUAL_RANGE = 1.5;
    /** Monthly means of prices that are nothing unusual. */
    private static final double LEAST_USUAL = 3;

    private static final double MOST_USUAL = 1500;
    private static final double ODD_WEIGHT = 2;

    /** A contract of this name is promised by its strike, so it does not split while that contract lives. */
    private static final String UNSPLIT_TICKER = "AAPL";

    private static final LocalDate UNSPLIT_FROM = LocalDate.of(2023, 6, 1);
    private static final LocalDate UNSPLIT_TO = LocalDate.of(2024, 6, 30);

    private final Roster.Name name;
    private final MarketClock clock;
    private final long key;
    /** Mean of the last sixty closes at each meeting, over the price that the path began with, as if there were no splits. */
    private final double[] means;

    private final double unsplitAtAnchor;

    /** What was decided, and the log by which the path begins. */
    record Decided(List<Split> splits, double logStart) {}

    /** How a company sees its price: what it thinks dear, what it likes, and what it must not fall below; and what it draws from. */
    private record Board(double dear, double preferred, double cheap, long key) {}

    /** A way for the path to go, and how unlikely it looks, from 0. */
    private record Trial(Decided decided, double misfit) {}

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
    }

    /** Boards tried later mind a high price less, so that there is one for a path that was always dear. */
    private Board board(int number) {
        long boardKey = Noise.key(key, number);
        Noise taste = new Noise(boardKey);
        double usual = Math.max(150 * StrictMath.exp(0.5 * taste.normal()), 1.2 * name.anchor());
        double dear = usual * StrictMath.pow(PATIENCE, number);
        double wish = taste.uniform();
        return new Board(
                dear, dear / (1.6 * StrictMath.pow(7, wish * wish)), Math.min(CHEAP, name.anchor() / 1.5), boardKey);
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
        if (name.fund()) {
            return new Decided(List.of(), StrictMath.log(name.anchor()) - unsplitAtAnchor);
        }
        Trial best = trial(board(0), 0);
        for (int number = 0; number < MOST_BOARDS && best.misfit > CONTENT; number++) {
            Board board = board(number);
            for (double guess = LEAST_GUESS; guess <= MOST_GUESS; guess += GUESS_STEP) {
                Trial trial = trial(board, guess);
                best = trial.misfit < best.misfit ? trial : best;
            }
        }
        return best.decided;
    }

    /** The path if the splits up to the anchor are guessed to multiply to {@code exp(guess)}: at best they do. */
    private Trial trial(Board board, double guess) {
        double unsplitStart = StrictMath.log(name.anchor()) - unsplitAtAnchor;
        List<Split> splits = decided(board, StrictMath.exp(unsplitStart + guess));
        double made = logSplitByAnchor(splits);
        double logStart = unsplitStart + made;
        double unusual = Math.abs(logStart - StrictMath.log(USUAL_FIRST_PRICE)) - USUAL_RANGE;
        double misfit = Math.abs(made - guess) + Math.max(0, unusual) + odd(splits, StrictMath.exp(logStart));
        return new Trial(new Decided(splits, logStart), misfit);
    }

    /** How far, in logs, the path strays up to the anchor to prices that hardly a share has ever had; later days must not change earlier ones. */
    private double odd(List<Split> splits, double firstPrice) {
        double scale = firstPrice;
        double least = name.anchor();
        double most = name.anchor();
        int next = 0;
        for (int meeting = 0; meeting < (clock.anchor() + 1) / MONTH; meeting++) {
            for (; next < splits.size() && splits.get(next).session() <= meeting * MONTH; next++) {
                scale /= splits.get(next).factor();
            }
            least = Math.min(least, scale * means[meeting]);
            most = Math.max(most, scale * means[meeting]);
        }
        double high = StrictMath.log(most / Math.max(MOST_USUAL, 2 * name.anchor()));
        double low = StrictMath.log(Math.min(LEAST_USUAL, 0.5 * name.anchor()) / least);
        return ODD_WEIGHT * (Math.max(0, high) + Math.max(0, low));
    }

    private double logSplitByAnchor(List<Split> splits) {
        double log = 0;
        for (Split split : splits) {
            log += split.session() <= clock.anchor() ? StrictMath.log(split.factor()) : 0;
        }
        return log;
    }

    private List<Split> decided(Board board, double firstPrice) {
        List<Split> splits = new ArrayList<>();
        double scale = firstPrice;
        int free = WINDOW;
        for (int meeting = 0; meeting < means.length; meeting++) {
            int session = meeting * MONTH + MONTH - 1;
            double mean = scale * means[meeting];
            if (session >= free && (mean > board.dear || mean < board.cheap)) {
                Noise noise = new Noise(Noise.key(board.key, session));
                int effective = session + LEAST_NOTICE + (int) ((MOST_NOTICE - LEAST_NOTICE + 1) * noise.uniform());
                boolean agreed = noise.happens(mean > board.dear ? SPLITS_WHEN_DEAR : JOINS_WHEN_CHEAP);
                if (agreed && effective < clock.count() && !isPromised(effective)) {
                    Split split = mean > board.dear
                            ? forward(session, effective, mean / board.preferred, noise)
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
