package dev.mvq.runtime.simulation;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.simulation.planting.DayTruth;
import dev.mvq.runtime.simulation.planting.Planted;
import dev.mvq.runtime.simulation.planting.Planting;
import dev.mvq.runtime.simulation.quoting.IntradayQuote;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/** A made market with what its options ask to be planted, and the truth of each day. Days can be asked for in any order, by any thread. */
public final class PlantedMarket {
    private final MadeMarket market;
    private final Planting planting;
    private final long seed;
    private final SortedMap<String, String> options;
    private final List<LocalDate> sessions;

    /**
     * A day and its truth.
     *
     * @param truth without the flaws of a delivery
     */
    public record Day(MarketDay day, DayTruth truth) {}

    public PlantedMarket(SimulationOptions options) {
        this.market = new MadeMarket(options);
        this.planting = Planting.of(options.seed(), options.planted(), market.optionDays(), market::underlyings);
        this.seed = options.seed();
        this.options = options.given();
        this.sessions = market.sessions();
    }

    /** The days there are, in order. */
    public List<LocalDate> sessions() {
        return sessions;
    }

    /** Those of them that have options. */
    public List<LocalDate> optionDays() {
        return market.optionDays();
    }

    /** The day of a session. */
    public Day day(LocalDate date) {
        Planted planted = planting.plant(market.day(date), () -> before(date));
        DayTruth truth = DayTruth.clean(options, seed, market.states(date), market.changedFrom(date));
        return new Day(planted.day(), truth.with(planted));
    }

    /** The quotes within a session, by underlying; nothing is planted in them. */
    public SortedMap<String, List<IntradayQuote>> intraday(LocalDate date) {
        return market.intraday(date);
    }

    /** The clean day of the session before; an empty one before the first. */
    private MarketDay before(LocalDate date) {
        int index = sessions.indexOf(date);
        return index > 0 ? market.day(sessions.get(index - 1)) : new MarketDay(date, List.of(), List.of());
    }
}
