package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/** The strikes of one expiry of a name. A strike once listed stays; new ones appear where the ladder has its widest gap near the spot. */
final class Ladder {
    private static final double[] ROUND_STEPS = {0.5, 1, 2.5, 5, 10, 25, 50, 100};
    private static final double HALF_WIDTH_DEVIATIONS = 1.6;

    private final LocalDate expiry;
    private final TreeMap<Long, ListedExpiry.Pair> strikes = new TreeMap<>();

    public Ladder(LocalDate expiry) {
        this.expiry = expiry;
    }

    /**
     * A strike that could be listed next.
     *
     * @param thousandths the strike
     * @param need how much it is needed: its distance from the nearest listed strike in standard deviations, less far from the spot
     */
    public record Candidate(long thousandths, double need) {}

    public LocalDate expiry() {
        return expiry;
    }

    public int strikeCount() {
        return strikes.size();
    }

    public List<ListedExpiry.Pair> pairs() {
        return List.copyOf(strikes.values());
    }

    public boolean lists(long thousandths) {
        return strikes.containsKey(thousandths);
    }

    /** Lists the call and the put of a strike. */
    void list(Roster.Name name, long nameKey, long thousandths, int session) {
        strikes.put(
                thousandths,
                new ListedExpiry.Pair(
                        listed(contract(name, thousandths, Right.CALL), nameKey, session),
                        listed(contract(name, thousandths, Right.PUT), nameKey, session)));
    }

    private static ListedContract listed(Contract contract, long nameKey, int session) {
        String name = contract.name();
        return new ListedContract(contract, name, Noise.key(nameKey, name.hashCode()), session, 100);
    }

    private Contract contract(Roster.Name name, long thousandths, Right right) {
        return new Contract(name.ticker(), expiry, thousandths, right);
    }

    /**
     * The strike needed most.
     *
     * @param spot price of the underlying
     * @param deviation standard deviation of the log price to expiry
     * @param ladder how many strikes the ladder is meant to have
     */
    public Candidate candidate(double spot, double deviation, int ladder) {
        double width = spot * deviation;
        double centre = spot * (1 - 0.1 * deviation);
        double step = roundStep(spot, 2 * HALF_WIDTH_DEVIATIONS * width / Math.max(1, ladder - 1));
        long stepThousandths = Math.round(step * 1000);
        long at = nearestUnlisted(centre * 1000, stepThousandths);
        double away = Math.abs(at / 1000.0 - centre) / width;
        double gap = Math.min(gap(at) / 1000.0 / width, 2 * HALF_WIDTH_DEVIATIONS);
        return new Candidate(at, gap / (1 + 0.5 * away * away));
    }

    private long nearestUnlisted(double centre, long step) {
        long middle = Math.max(1, Math.round(centre / step));
        for (long i = 0; ; i++) {
            boolean upFirst = centre >= middle * step;
            long first = (middle + (upFirst ? i : -i)) * step;
            long second = (middle + (upFirst ? -i : i)) * step;
            if (first > 0 && !lists(first)) {
                return first;
            }
            if (second > 0 && !lists(second)) {
                return second;
            }
        }
    }

    private double gap(long at) {
        Long below = strikes.floorKey(at);
        Long above = strikes.ceilingKey(at);
        double down = below == null ? Double.POSITIVE_INFINITY : at - below;
        double up = above == null ? Double.POSITIVE_INFINITY : above - at;
        return Math.min(down, up);
    }

    /** The largest step in use that is not above what is wished for, and not below what exchanges list at this price. */
    public static double roundStep(double spot, double wished) {
        double least = spot < 25 ? 0.5 : spot < 80 ? 1 : spot < 200 ? 2.5 : spot < 700 ? 5 : 10;
        double step = least;
        for (double round : ROUND_STEPS) {
            if (round > least && round <= wished) {
                step = round;
            }
        }
        return step;
    }
}
