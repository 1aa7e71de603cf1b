package dev.mvq.runtime.simulation;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.listing.Chain;
import dev.mvq.runtime.simulation.listing.ListedExpiries;
import dev.mvq.runtime.simulation.path.LatentState;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import dev.mvq.runtime.simulation.path.Regime;
import dev.mvq.runtime.simulation.path.RegimeChange;
import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.path.World;
import dev.mvq.runtime.simulation.planting.Underlying;
import dev.mvq.runtime.simulation.quoting.IntradayQuote;
import dev.mvq.runtime.simulation.quoting.QuoteDesk;
import dev.mvq.runtime.simulation.quoting.TickSize;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A market drawn from a seed. Latent paths are drawn when it is made (half a megabyte a name, however many days are asked for); days
 * are made as they are asked for, and nothing is carried from one to the next.
 *
 * <p>What is the same: equal options give equal days, whichever were made before and on however many threads. Bars of a name on a day
 * depend on the seed alone. A day does not depend on the days and the history asked for beside it. Adding underlyings changes no bar,
 * and no quote either when the contracts an underlying has stay as many.
 */
public final class MadeMarket {
    /** The source that every row names. */
    public static final String SOURCE = NamePath.SOURCE;

    private static final int LEAST_PAIRS = 2;

    private final MarketClock clock;
    private final World world;
    private final List<Booth> booths;
    private final Queue<DayMaker> idle = new ConcurrentLinkedQueue<>();

    /**
     * Draws the market's latent paths.
     *
     * @throws dev.mvq.runtime.market.MvqException where days and history reach back before the made market begins
     */
    public MadeMarket(SimulationOptions options) {
        this.clock = new MarketClock(options.lastDay(), options.days(), options.history(), TradingCalendar.newYork());
        this.world = World.draw(options.seed(), options.underlyings(), clock);
        this.booths = booths(options.contractsPerDay());
    }

    private List<Booth> booths(int contractsPerDay) {
        double weights = world.paths().stream().mapToDouble(MadeMarket::weight).sum();
        ListedExpiries expiries = new ListedExpiries(clock.calendar());
        return world.paths().parallelStream()
                .map(path -> {
                    double contracts = contractsPerDay * weight(path) / weights;
                    int pairs = (int) Math.max(LEAST_PAIRS, Math.round(contracts / 2));
                    return new Booth(path, new Chain(path, clock, expiries, pairs), new QuoteDesk(path, clock));
                })
                .toList();
    }

    /** Liquid names have more contracts: nearly in proportion to how much they trade. */
    private static double weight(NamePath path) {
        return 0.1 + path.name().liquidity();
    }

    /** Where one name's options are listed and quoted. */
    record Booth(NamePath path, Chain chain, QuoteDesk desk) {
        /** For another thread. */
        Booth another() {
            return new Booth(path, chain.another(), desk);
        }
    }

    /** The sessions that {@link #days()} gives, in order. */
    public List<LocalDate> sessions() {
        return IntStream.rangeClosed(clock.firstBar(), clock.last())
                .mapToObj(clock::day)
                .toList();
    }

    /** The first session that has options; those before it have bars only. */
    public LocalDate firstOptionDay() {
        return clock.day(clock.firstOption());
    }

    /** The sessions that have options, in order. */
    public List<LocalDate> optionDays() {
        return IntStream.rangeClosed(clock.firstOption(), clock.last())
                .mapToObj(clock::day)
                .toList();
    }

    /** One of {@link #sessions()}, clean. Safe for use by several threads. */
    public MarketDay day(LocalDate date) {
        DayMaker maker = borrowed();
        MarketDay day = maker.day(date);
        idle.add(maker);
        return day;
    }

    /**
     * The day's quotes within the session, at its half hours and at the close, by underlying; of all underlyings.
     *
     * @return by underlying; moments one after the other, contracts of a moment in the order of the day's
     */
    public SortedMap<String, List<IntradayQuote>> intraday(LocalDate date) {
        DayMaker maker = borrowed();
        SortedMap<String, List<IntradayQuote>> quotes = maker.intraday(date);
        idle.add(maker);
        return quotes;
    }

    private DayMaker borrowed() {
        DayMaker maker = idle.poll();
        return maker == null ? maker() : maker;
    }

    /** What planting must know of the names on a day, in roster order. */
    List<Underlying> underlyings(LocalDate date) {
        return world.paths().stream()
                .map(NamePath::name)
                .map(name -> new Underlying(
                        name.ticker(), TickSize.of(name, date), name.exercise() == Roster.Exercise.EUROPEAN))
                .toList();
    }

    /** What the market knows of itself on a session, by underlying in roster order. */
    public List<LatentState> states(LocalDate date) {
        int session = clock.sessionOf(date);
        return world.states(session, session).toList();
    }

    /** The regime of the session before, where it was another. */
    Optional<Regime> changedFrom(LocalDate date) {
        int session = clock.sessionOf(date);
        return Optional.of(world.climate().regime(Math.max(session - 1, 0)))
                .filter(before -> before != world.climate().regime(session));
    }

    /** Makes days; each thread asks for one of its own. */
    public DayMaker maker() {
        return new DayMaker(clock, booths.stream().map(Booth::another).toList());
    }

    /** The days in date order, made as they are taken. Every call begins anew and gives the same. */
    public Stream<MarketDay> days() {
        DayMaker maker = maker();
        return sessions().stream().map(maker::day);
    }

    /** What the market knows of itself, by day and, within it, by underlying in roster order: for the sessions of {@link #days()}. */
    public Stream<LatentState> states() {
        return world.states(clock.firstBar(), clock.last());
    }

    /** When the whole market's regime changed, from the made world's beginning to the last session. */
    public List<RegimeChange> changes() {
        return world.changes();
    }
}
