package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.PolicyRate;
import dev.mvq.runtime.pricing.YearFraction;
import dev.mvq.runtime.simulation.listing.Settlement;
import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.path.VarianceOutlook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of all of a name's options at one time. Free of static arbitrage as a whole: within an expiry by {@link Slice}, and over
 * expiries because total variance never falls and because an American option may be exercised as if it ended earlier.
 *
 * <p>The latter needs care only where variance is crowded into the time just ahead, in a crash or before earnings: the approximation then
 * undervalues a longer contract, which could be exercised once that time is over. (Measured over rates of 0.1..6.5%, the roster's yields,
 * near over far volatility of 0.5..3: nothing of a cent in a hundred below a ratio of 1.4.) There each value is compared with those of a
 * fixed lattice of earlier ends. The lattice does not depend on what is listed; between its ends a fall is of second order, below a cent,
 * and so below what quotes in cents can show.
 */
final class ValueBoard {
    /** Part of a session's time that has passed once it has opened: what an option that settles at the open does without. */
    static final double DAYTIME = 0.78;

    /** How much more variance a year an earlier end must have on average to be worth a comparison. */
    private static final double CROWDED = 1.25;

    private static final int[] LATTICE = lattice();
    private static final int PROBES = 33;
    private static final double PROBE_WIDTH = 3.5;
    /** A fall of less than this, currency, cannot be seen in quotes of whole cents. */
    private static final double UNSEEN = 0.002;

    private final LocalDate day;
    private final double spot;
    private final double rate;
    private final Roster.Name name;
    private final VarianceOutlook outlook;
    private final Surface surface;
    private final double elapsed;
    private final @Nullable Earlier[] earlier = new Earlier[LATTICE.length];

    /** An earlier end, and its values at the probes: calls, puts. */
    private record Earlier(Slice slice, double[] calls, double[] puts) {}

    /** Days ahead: each of the first fortnight, then about an eighth further each time. */
    private static int[] lattice() {
        return IntStream.iterate(1, days -> days < 1100, days -> days < 14 ? days + 1 : days + days / 8)
                .toArray();
    }

    /**
     * The values at one time.
     *
     * @param elapsed part of the session's time gone by: 1 at the close
     */
    ValueBoard(Roster.Name name, LocalDate day, double spot, VarianceOutlook outlook, double elapsed) {
        this.name = name;
        this.day = day;
        this.spot = spot;
        this.outlook = outlook;
        this.elapsed = elapsed;
        this.rate = PolicyRate.on(day);
        this.surface = Surface.of(name, outlook);
    }

    LocalDate day() {
        return day;
    }

    double spot() {
        return spot;
    }

    VarianceOutlook outlook() {
        return outlook;
    }

    /** The values of an expiry. */
    Slice slice(LocalDate expiry, Settlement settlement) {
        double years = YearFraction.between(day, expiry) + (1 - elapsed) * DAYTIME / YearFraction.DAYS;
        boolean american = name.exercise() == Roster.Exercise.AMERICAN;
        Slice slice = plain(expiry, settlement, years, american);
        if (american) {
            admitEarlier(slice);
        }
        return slice;
    }

    /** Cash changes hands at the printed expiry; only variance ends with the last session's close where the open settles. */
    private Slice plain(LocalDate expiry, Settlement settlement, double years, boolean american) {
        double risky = settlement == Settlement.OPEN ? years - DAYTIME / YearFraction.DAYS : years;
        double theta = risky > 0 ? outlook.atTheMoney(expiry, risky) : 0;
        return Slice.of(spot, rate, name.yield(), years, surface, theta, american);
    }

    private void admitEarlier(Slice slice) {
        List<Earlier> crowded = crowded(slice);
        if (!crowded.isEmpty()) {
            double[] calls = probe(slice, Right.CALL);
            double[] puts = probe(slice, Right.PUT);
            slice.admit(Right.CALL, slices(crowded.stream().filter(end -> exceeds(end.calls, calls))));
            slice.admit(Right.PUT, slices(crowded.stream().filter(end -> exceeds(end.puts, puts))));
        }
    }

    private static Slice[] slices(Stream<Earlier> ends) {
        return ends.map(Earlier::slice).toArray(Slice[]::new);
    }

    /** The earlier ends into whose time variance is crowded. */
    private List<Earlier> crowded(Slice slice) {
        List<Earlier> crowded = new ArrayList<>();
        double least = CROWDED * slice.theta() / slice.years();
        for (int i = 0; i < LATTICE.length && years(LATTICE[i]) < slice.years(); i++) {
            double years = years(LATTICE[i]);
            if (outlook.atTheMoney(day.plusDays(LATTICE[i]), years) > least * years) {
                crowded.add(earlier(i, years));
            }
        }
        return crowded;
    }

    private double years(int daysAhead) {
        return (daysAhead + (1 - elapsed) * DAYTIME) / YearFraction.DAYS;
    }

    private static boolean exceeds(double[] other, double[] own) {
        for (int i = 0; i < own.length; i++) {
            if (other[i] > own[i] + UNSEEN) {
                return true;
            }
        }
        return false;
    }

    private Earlier earlier(int i, double years) {
        Earlier end = earlier[i];
        if (end == null) {
            Slice slice = plain(day.plusDays(LATTICE[i]), Settlement.CLOSE, years, true);
            end = new Earlier(slice, probe(slice, Right.CALL), probe(slice, Right.PUT));
            earlier[i] = end;
        }
        return end;
    }

    /** Values at strikes spread over what is listed. */
    private double[] probe(Slice slice, Right right) {
        double[] values = new double[PROBES];
        double width = PROBE_WIDTH * Math.min(0.4, Math.sqrt(outlook.far()));
        Arrays.setAll(values, i -> {
            double strike = spot * StrictMath.exp(width * (2.0 * i / (PROBES - 1) - 1));
            return slice.own(right, strike);
        });
        return values;
    }
}
