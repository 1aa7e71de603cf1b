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
import org.jspecify.annotations.Nullable;

/**
 * The values of all of a name's options at one time. Free of static arbitrage as a whole: within an expiry by {@link Slice}, and over
 * expiries because total variance never falls and because an American option may be exercised as if it ended earlier.
 *
 * <p>The latter needs care only where near variance is far above far variance, and only for ends some months away: the approximation then
 * undervalues waiting (measured over rates of 0.1..6.5%, the roster's yields, and near over far volatility of 0.5..3: nothing above
 * 0.0003 of the price below a ratio of 1.4 or 60 days). There each value is compared with those of a fixed lattice of earlier ends. The
 * lattice does not depend on what is listed; between its ends a fall is of second order, below a cent.
 */
final class ValueBoard {
    /** Part of a session's time that has passed once it has opened: what an option that settles at the open does without. */
    static final double DAYTIME = 0.78;

    private static final double INVERTED = 1.3 * 1.3;
    private static final int LATTICE_FROM = 45;
    private static final int LATTICE_TO = 1100;
    private static final double LATTICE_RATIO = 1.12;
    private static final int PROBES = 33;
    private static final double PROBE_WIDTH = 3.5;

    private final LocalDate day;
    private final double spot;
    private final double rate;
    private final Roster.Name name;
    private final VarianceOutlook outlook;
    private final Surface surface;
    private final double elapsed;
    private @Nullable List<Earlier> lattice;

    /** An earlier end, and its values at the probes: calls, puts. */
    private record Earlier(double years, Slice slice, double[] calls, double[] puts) {}

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
        boolean american = ExerciseStyle.isAmerican(name);
        Slice slice = plain(expiry, settlement, years, american);
        if (american && isInverted() && years * YearFraction.DAYS > LATTICE_FROM) {
            admitEarlier(slice, Right.CALL);
            admitEarlier(slice, Right.PUT);
        }
        return slice;
    }

    /** Cash changes hands at the printed expiry; only variance ends with the last session's close where the open settles. */
    private Slice plain(LocalDate expiry, Settlement settlement, double years, boolean american) {
        double risky = settlement == Settlement.OPEN ? years - DAYTIME / YearFraction.DAYS : years;
        double theta = risky > 0 ? outlook.atTheMoney(expiry, risky) : 0;
        return Slice.of(spot, rate, name.yield(), years, surface, theta, american);
    }

    private boolean isInverted() {
        return outlook.near() > INVERTED * outlook.far();
    }

    private void admitEarlier(Slice slice, Right right) {
        double[] own = probe(slice, right);
        List<Slice> kept = new ArrayList<>();
        for (Earlier earlier : lattice()) {
            if (earlier.years < slice.years()) {
                double[] other = right == Right.CALL ? earlier.calls : earlier.puts;
                if (exceedsSomewhere(other, own)) {
                    kept.add(earlier.slice);
                }
            }
        }
        slice.admit(right, kept.toArray(Slice[]::new));
    }

    /** Where both are the payoff, neither exceeds the other. */
    private boolean exceedsSomewhere(double[] other, double[] own) {
        for (int i = 0; i < own.length; i++) {
            if (other[i] > own[i] + 1e-9 * spot) {
                return true;
            }
        }
        return false;
    }

    private List<Earlier> lattice() {
        if (lattice == null) {
            List<Earlier> made = new ArrayList<>();
            for (double days = LATTICE_FROM; days < LATTICE_TO; days *= LATTICE_RATIO) {
                LocalDate end = day.plusDays((long) days);
                double years = (long) days / YearFraction.DAYS + (1 - elapsed) * DAYTIME / YearFraction.DAYS;
                Slice slice = plain(end, Settlement.CLOSE, years, true);
                made.add(new Earlier(years, slice, probe(slice, Right.CALL), probe(slice, Right.PUT)));
            }
            lattice = made;
        }
        return lattice;
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
