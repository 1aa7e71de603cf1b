package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.pricing.YearFraction;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import java.time.LocalDate;

/** The spots of a drawn path. */
final class PathSpots implements Spots {
    /** Nobody lists strikes for the last hour: at least a few days' worth of deviation. */
    static final double LEAST_YEARS = 5 / YearFraction.DAYS;

    private final NamePath path;
    private final MarketClock clock;

    PathSpots(NamePath path, MarketClock clock) {
        this.path = path;
        this.clock = clock;
    }

    @Override
    public double before(int session) {
        return session <= 0
                ? path.bar(0).open()
                : path.bar(session - 1).close() / path.bar(session).splitFactor();
    }

    @Override
    public double splitFactor(int session) {
        return session <= 0 ? 1 : path.bar(session).splitFactor();
    }

    @Override
    public double deviation(int session, LocalDate expiry) {
        int known = Math.max(session - 1, 0);
        double years = Math.max(YearFraction.between(clock.day(known), expiry), LEAST_YEARS);
        // Rounded, so that the last bit of a square root or an exponential moves no strike on another machine.
        return Math.rint(1e6 * Math.sqrt(path.outlook(known).atTheMoney(expiry, years))) / 1e6;
    }
}
