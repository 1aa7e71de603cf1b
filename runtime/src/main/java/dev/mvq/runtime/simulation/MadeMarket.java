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
import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.quoting.QuoteDesk;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A market drawn from a seed. Latent paths are drawn when it is made (some hundred bytes a name and session); days are made one by one
 * as they are asked for, and only what the quotes of open contracts need is carried from one to the next.
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
    private final List<Chain> chains;
    private final int contractsPerDay;

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
        this.chains = chains(paths, clock, contractsPerDay);
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

    /** What the market knows of itself, by day and, within it, by underlying in roster order: for the sessions of {@link #days()}. */
    public Stream<LatentState> states() {
        return IntStream.rangeClosed(clock.firstBar(), clock.last())
                .boxed()
                .flatMap(session -> paths.stream().map(path -> path.state(session)));
    }

    private static List<Chain> chains(List<NamePath> paths, MarketClock clock, int contractsPerDay) {
        double weights = paths.stream().mapToDouble(MadeMarket::weight).sum();
        ListedExpiries expiries = new ListedExpiries(clock.calendar());
        return paths.stream()
                .map(path -> {
                    double contracts = contractsPerDay * weight(path) / weights;
                    int pairs = (int) Math.max(2, Math.round(contracts / 2));
                    return new Chain(path, clock, expiries, pairs);
                })
                .toList();
    }

    private List<Booth> booths() {
        return IntStream.range(0, paths.size())
                .mapToObj(i -> new Booth(paths.get(i), chains.get(i).another(), new QuoteDesk(paths.get(i), clock)))
                .toList();
    }

    /** Liquid names have more contracts. */
    private static double weight(NamePath path) {
        return 0.6 + 0.4 * path.name().liquidity();
    }

    /** Where one name's options are listed and quoted. */
    private record Booth(NamePath path, Chain chain, QuoteDesk desk) {}

    /** Goes through the sessions once. */
    private final class Days implements Iterator<MarketDay> {
        private final List<Booth> booths;
        private int next = clock.firstBar();

        private Days(List<Booth> booths) {
            this.booths = booths;
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
            return day(next++);
        }

        private MarketDay day(int session) {
            List<Bar> bars = new ArrayList<>(booths.size());
            List<OptionQuote> options = new ArrayList<>(contractsPerDay);
            for (Booth booth : booths) {
                bars.add(booth.path.bar(session));
                if (session >= clock.firstOption()) {
                    options.addAll(booth.desk.quote(session, booth.chain.on(session)));
                }
            }
            return new MarketDay(clock.day(session), bars, options);
        }
    }
}
