package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.PolicyRate;
import dev.mvq.runtime.pricing.YearFraction;
import dev.mvq.runtime.simulation.listing.Settlement;
import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.path.VarianceOutlook;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of all of a name's options at one time, free of static arbitrage within each expiry ({@link Slice}) and, as total variance
 * never falls with maturity, over the expiries of European options.
 *
 * <p>American values never fall with maturity either, but the approximation to them may, by cents, where variance is crowded into the
 * time just ahead: in a crash or before earnings. A holder of the longer contract could then do better by following the plan of an
 * earlier end. The greatest over all plans is a surface free of arbitrage; {@link #shortfall} says how far above the value it may lie, and
 * asks are kept above that, so that this surface runs between all bids and asks.
 */
final class ValueBoard {
    /** Part of a session's time that has passed once it has opened: what an option that settles at the open does without. */
    static final double DAYTIME = 0.78;

    /** How much more variance a year an earlier end must have on average to be worth a comparison. */
    private static final double CROWDED = 1.03;

    private static final int[] LATTICE = lattice();
    /** Strikes to compare at, as logs over the spot into the money: from where early exercise begins to matter to the end of ladders. */
    private static final double[] PROBES =
            IntStream.range(0, 26).mapToDouble(i -> -0.1 + 0.015 * i + 0.002 * i * i).toArray();

    /** What the lattice and the probes may have missed: over what they have found, and part of the price (measured: 0.0009 at most). */
    private static final double MISSED = 1.5;

    private static final double MISSED_OF_PRICE = 0.001;

    private final LocalDate day;
    private final double spot;
    private final double rate;
    private final Roster.Name name;
    private final VarianceOutlook outlook;
    private final Surface surface;
    private final double elapsed;
    private final @Nullable Earlier[] earlier = new Earlier[LATTICE.length];

    /** An earlier end, and its values at the probes: calls, puts. */
    private record Earlier(double[] calls, double[] puts) {}

    /** Days ahead: each of the first week, then about a sixth further each time. */
    private static int[] lattice() {
        return IntStream.iterate(1, days -> days < 1100, days -> days < 7 ? days + 1 : days + days / 6)
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
        return plain(expiry, settlement, years);
    }

    /** Cash changes hands at the printed expiry; only variance ends with the last session's close where the open settles. */
    private Slice plain(LocalDate expiry, Settlement settlement, double years) {
        double risky = settlement == Settlement.OPEN ? years - DAYTIME / YearFraction.DAYS : years;
        double theta = risky > 0 ? outlook.atTheMoney(expiry, risky) : 0;
        return Slice.of(spot, rate, name.yield(), years, surface, theta, ExerciseStyle.isAmerican(name));
    }

    /**
     * How far above a slice's values on one side, currency, the plan of an earlier end may lie at any strike well in the money. 0 where no
     * earlier end has more variance a year, and for European options.
     */
    double shortfall(Slice slice, Right right) {
        double shortfall = 0;
        @Nullable double[] own = null;
        double least = CROWDED * slice.theta() / slice.years();
        for (int i = 0; i < LATTICE.length && years(LATTICE[i]) < slice.years(); i++) {
            double years = years(LATTICE[i]);
            if (slice.isAmerican() && outlook.atTheMoney(day.plusDays(LATTICE[i]), years) > least * years) {
                own = own == null ? probe(slice, right) : own;
                Earlier end = earlier(i, years);
                shortfall = Math.max(shortfall, excess(right == Right.CALL ? end.calls : end.puts, own));
            }
        }
        return own == null ? 0 : MISSED * shortfall + MISSED_OF_PRICE * spot;
    }

    private double years(int daysAhead) {
        return (daysAhead + (1 - elapsed) * DAYTIME) / YearFraction.DAYS;
    }

    private static double excess(double[] other, double[] own) {
        double excess = 0;
        for (int i = 0; i < own.length; i++) {
            excess = Math.max(excess, other[i] - own[i]);
        }
        return excess;
    }

    private Earlier earlier(int i, double years) {
        Earlier end = earlier[i];
        if (end == null) {
            Slice slice = plain(day.plusDays(LATTICE[i]), Settlement.CLOSE, years);
            end = new Earlier(probe(slice, Right.CALL), probe(slice, Right.PUT));
            earlier[i] = end;
        }
        return end;
    }

    private double[] probe(Slice slice, Right right) {
        double[] values = new double[PROBES.length];
        Arrays.setAll(values, i -> slice.worth(right, spot * StrictMath.exp(-right.sign() * PROBES[i]), 1).value());
        return values;
    }
}
