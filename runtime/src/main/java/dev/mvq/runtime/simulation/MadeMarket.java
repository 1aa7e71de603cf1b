package dev.mvq.runtime.simulation;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.listing.Chain;
import dev.mvq.runtime.simulation.listing.ListedExpiries;
import dev.mvq.runtime.simulation.path.Climate;
import dev.mvq.runtime.simulation.path.LatentState;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import dev.mvq.runtime.simulation.path.Regime;
import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.planting.Underlying;
import dev.mvq.runtime.simulation.quoting.QuoteDesk;
import dev.mvq.runtime.simulation.quoting.TickSize;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A market drawn from a seed. Latent paths are drawn when it is made (some hundred bytes a name and session); days are made one by one
 * as they are asked for, and only open contracts are carried from one to the next.
 *
 * <p>What is the same: equal options give equal days. Bars of a name on a day depend on the seed alone. Days of a market that ends
 * earlier but begins with the same first option day are the first days of the longer one. Adding underlyings changes no bar, and no
 * quote either when the contracts an underlying has stay as many.
 */
public final class MadeMarket {
    /** The source that every row names. */
    public static final String SOURCE = NamePath.SOURCE;

    private final MarketClock clock;
    private final List<NamePath> paths;
    private final int contractsPerDay;
    private final DayByDay dayByDay;

    /**
     * Draws the market's latent paths.
     *
     * @throws dev.mvq.runtime.market.MvqException where days and history reach back before the made market begins
     */
    public MadeMarket(SimulationOptions options) {
        this.clock = new MarketClock(options.lastDay(), options.days(), options.history(), TradingCalendar.newYork());
        this.contractsPerDay = options.contractsPerDay();
        Climate climate = new Climate(options.seed(), clock.count());
        this.paths = Roster.first(options.underlyings()).stream()
                .map(name -> new NamePath(options.seed(), name, clock, climate))
                .toList();
        this.dayByDay = new DayByDay();
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

    /** The days in date order, made as they are taken. Every call begins anew and gives the same. */
    public Stream<MarketDay> days() {
        int count = clock.last() - clock.firstBar() + 1;
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliterator(new Days(booths()), count, traits), false);
    }

    /** The sessions that have options, in order. */
    public List<LocalDate> optionDays() {
        return IntStream.rangeClosed(clock.firstOption(), clock.last())
                .mapToObj(clock::day)
                .toList();
    }

    /** One of {@link #sessions()}. Safe for use by several threads; days asked for in order are made once. */
    public MarketDay day(LocalDate date) {
        return dayByDay.day(date);
    }

    /** What planting must know of the names, in roster order. */
    List<Underlying> underlyings() {
        return paths.stream()
                .map(path -> new Underlying(
                        path.name().ticker(), new TickSize(path.name().penny()), false))
                .toList();
    }

    /** What the market knows of itself on a session, by underlying in roster order. */
    public List<LatentState> states(LocalDate date) {
        int session = session(date);
        return paths.stream().map(path -> path.state(session)).toList();
    }

    /** The regime of the session before, where it was another. */
    Optional<Regime> changedFrom(LocalDate date) {
        int session = session(date);
        NamePath any = paths.getFirst();
        return Stream.of(session - 1)
                .filter(before -> before >= 0)
                .map(before -> any.state(before).regime())
                .filter(regime -> regime != any.state(session).regime())
                .findFirst();
    }

    private int session(LocalDate date) {
        return clock.last() - (sessions().size() - 1) + sessions().indexOf(date);
    }

    /** Days on demand from a walk through all of them: those passed by are kept for whoever asks next, some of them. */
    private final class DayByDay {
        private static final int KEPT = 40;
        private final NavigableMap<LocalDate, MarketDay> passed = new TreeMap<>();
        private Iterator<MarketDay> walk = days().iterator();

        private synchronized MarketDay day(LocalDate date) {
            MarketDay known = passed.get(date);
            if (known != null) {
                return known;
            }
            if (!passed.isEmpty() && passed.lastKey().isAfter(date)) {
                passed.clear();
                walk = days().iterator();
            }
            MarketDay next = walk.next();
            keep(next);
            while (next.date().isBefore(date)) {
                next = walk.next();
                keep(next);
            }
            return next;
        }

        private void keep(MarketDay day) {
            passed.put(day.date(), day);
            if (passed.size() > KEPT) {
                passed.pollFirstEntry();
            }
        }
    }

    /** What the market knows of itself, by day and, within it, by underlying in roster order: for the sessions of {@link #days()}. */
    public Stream<LatentState> states() {
        return IntStream.rangeClosed(clock.firstBar(), clock.last())
                .boxed()
                .flatMap(session -> paths.stream().map(path -> path.state(session)));
    }

    private List<Booth> booths() {
        double weights = paths.stream().mapToDouble(MadeMarket::weight).sum();
        ListedExpiries expiries = new ListedExpiries(clock.calendar());
        return paths.stream()
                .map(path -> {
                    double contracts = contractsPerDay * weight(path) / weights;
                    int pairs = (int) Math.max(2, Math.round(contracts / 2));
                    return new Booth(path, new Chain(path, clock, expiries, pairs), new QuoteDesk(path, clock));
                })
                .toList();
    }

    /** Liquid names have more contracts. */
    private static double weight(NamePath path) {
        return 0.6 + 0.4 * path.name().liquidity();
    }

    /** Where one name's options are listed and quoted. */
    private record Booth(NamePath path, Chain chain, QuoteDesk desk) {}

    /** Goes through the sessions once; listings begin before the first day that is seen. */
    private final class Days implements Iterator<MarketDay> {
        private final List<Booth> booths;
        private int next = clock.firstKept();

        private Days(List<Booth> booths) {
            this.booths = booths;
            while (next < clock.firstBar()) {
                list(next++);
            }
        }

        @Override
        public boolean hasNext() {
            return next <= clock.last();
        }

        @Override
        public MarketDay next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the made market ends on " + clock.day(clock.last()));
            }
            list(next);
            return day(next++);
        }

        private void list(int session) {
            if (session >= clock.firstListing()) {
                booths.forEach(booth -> booth.chain.advance(session));
            }
        }

        private MarketDay day(int session) {
            List<Bar> bars = new ArrayList<>(booths.size());
            List<OptionQuote> options = new ArrayList<>(contractsPerDay);
            for (Booth booth : booths) {
                bars.add(booth.path.bar(session));
                if (session >= clock.firstOption()) {
                    options.addAll(booth.desk.quote(session, booth.chain.listed()));
                }
            }
            return new MarketDay(clock.day(session), bars, options);
        }
    }
}
