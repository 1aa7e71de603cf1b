package dev.mvq.runtime.pricing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The forward on which calls and puts of one expiry agree: put-call parity C - P = D (F - K) gives one at every strike,
 * and the median over the strikes nearest to the spot holds against stale or wide quotes. Far from the money the early
 * exercise premium of American options enters and parity is only an inequality, so those strikes have no say.
 */
public final class ParityForward {
    /** So many pairs nearest to the spot are asked. */
    private static final int PAIRS = 9;
    /** A pair further from the spot than this part of it is not near the money. */
    private static final double NEAR = 0.10;
    /** A forward off the spot by more than this and so much more a year contradicts it: stale spot or adjusted contract. */
    private static final double BIAS = 0.03;

    private static final double BIAS_PER_YEAR = 0.25;

    /**
     * A call and a put of equal strike.
     *
     * @param strike currency per share
     * @param callMid midpoint of the call's quote
     * @param putMid midpoint of the put's quote
     */
    public record Pair(double strike, double callMid, double putMid) {}

    private ParityForward() {}

    /**
     * The forward at one expiry.
     *
     * @param spot the underlying's price at the time of the quotes
     * @param rate continuously compounded, for discounting and for the forward where parity gives none
     * @param years time to expiry
     * @param pairs quotes with both mids meaningful (neither bid zero); any number, any order
     * @return with origin {@code PARITY}, or {@code RATE} where no pair is near the money or their median contradicts the
     *     spot
     */
    public static ExpiryForward imply(double spot, double rate, double years, List<Pair> pairs) {
        double growth = Math.exp(rate * years);
        double[] forwards = pairs.stream()
                .filter(pair -> Math.abs(pair.strike() / spot - 1) <= NEAR)
                .filter(pair -> pair.callMid() > 0 && pair.putMid() > 0)
                .sorted(Comparator.comparingDouble((Pair pair) -> Math.abs(pair.strike() - spot))
                        .thenComparingDouble(Pair::strike))
                .limit(PAIRS)
                .mapToDouble(pair -> pair.strike() + growth * (pair.callMid() - pair.putMid()))
                .sorted()
                .toArray();
        if (forwards.length == 0) {
            return ExpiryForward.fromRate(spot, rate, years);
        }
        double forward = median(forwards);
        boolean plausible = Math.abs(Math.log(forward / spot)) <= BIAS + BIAS_PER_YEAR * years;
        return plausible
                ? new ExpiryForward(spot, forward, rate, years, ExpiryForward.Origin.PARITY)
                : ExpiryForward.fromRate(spot, rate, years);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }
}
