package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.PolicyRate;
import dev.mvq.runtime.pricing.YearFraction;
import dev.mvq.runtime.simulation.listing.Settlement;
import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.path.VarianceOutlook;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final LocalDate day;
    private final double spot;
    private final double rate;
    private final Roster.Name name;
    private final VarianceOutlook outlook;
    private final Surface surface;
    private final double elapsed;
    private final Map<End, Slice> slices = new ConcurrentHashMap<>();
    private final @Nullable Earlier[] earlier = new Earlier[LATTICE.length];

    private record End(LocalDate expiry, Settlement settlement) {}

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
        End end = new End(expiry, settlement);
        Slice known = slices.get(end);
        if (known == null) {
            double years = YearFraction.between(day, expiry) + (1 - elapsed) * DAYTIME / YearFraction.DAYS;
            known = plain(expiry, settlement, years);
            slices.put(end, known);
        }
        return known;
    }

    /** Cash changes hands at the printed expiry; only variance ends with the last session's close where the open settles. */
    private Slice plain(LocalDate expiry, Settlement settlement, double years) {
        double risky = settlement == Settlement.OPEN ? years - DAYTIME / YearFraction.DAYS : years;
        double theta = risky > 0 ? outlook.atTheMoney(expiry, risky) : 0;
        return Slice.of(spot, rate, name.yield(), years, surface, theta, name.exercise() == Roster.Exercise.AMERICAN);
    }

    /** How far above a slice's values on one side the plans of earlier ends may lie: nothing where none has more variance a year. */
    Shortfall shortfall(Slice slice, Right right) {
        if (!slice.isAmerican()) {
            return Shortfall.NONE;
        }
        Shortfall shortfall = Shortfall.NONE;
        double[] own = {};
        double least = CROWDED * slice.theta() / slice.years();
        for (int i = 0; i < LATTICE.length && years(LATTICE[i]) < slice.years(); i++) {
            double years = years(LATTICE[i]);
            if (outlook.atTheMoney(day.plusDays(LATTICE[i]), years) > least * years) {
                if (shortfall == Shortfall.NONE) {
                    shortfall = new Shortfall(right, spot, Math.sqrt(slice.theta()));
                    own = Shortfall.probe(slice, right);
                }
                Earlier end = earlier(i, years);
                shortfall.include(right == Right.CALL ? end.calls : end.puts, own);
            }
        }
        return shortfall;
    }

    private double years(int daysAhead) {
        return (daysAhead + (1 - elapsed) * DAYTIME) / YearFraction.DAYS;
    }

    private Earlier earlier(int i, double years) {
        Earlier end = earlier[i];
        if (end == null) {
            Slice slice = plain(day.plusDays(LATTICE[i]), Settlement.CLOSE, years);
            end = new Earlier(Shortfall.probe(slice, Right.CALL), Shortfall.probe(slice, Right.PUT));
            earlier[i] = end;
        }
        return end;
    }
}
