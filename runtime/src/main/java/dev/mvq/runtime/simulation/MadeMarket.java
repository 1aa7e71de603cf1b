package dev.mvq.runtime.simulation;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
    public static final String SOURCE = "made-market";

    private final MarketClock clock;
    private final List<NamePath> paths;
    private final int contractsPerDay;

    /**
     * Draws the market's latent paths.
     *
     * @throws dev.mvq.runtime.market.MvqException where days and history reach back before the made market begins
     */
    public MadeMarket(SimulationOptions options) {
        this.clock = new MarketClock(options, TradingCalendar.newYork());
        this.contractsPerDay = options.contractsPerDay();
        Climate climate = new Climate(options.seed(), clock.count());
        this.paths = Roster.first(options.underlyings()).stream()
                .map(name -> new NamePath(options.seed(), name, clock, climate))
                .toList();
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
        List<Booth> booths = booths();
        return IntStream.rangeClosed(clock.firstKept(), clock.last())
                .peek(session -> booths.forEach(booth -> booth.open(session)))
                .filter(session -> session >= clock.firstBar())
                .mapToObj(session -> day(session, booths));
    }

    /** What the market knows of itself, by day and, within it, by underlying in roster order: for the sessions of {@link #days()}. */
    public Stream<MadeTruth> truth() {
        return IntStream.rangeClosed(clock.firstBar(), clock.last())
                .boxed()
                .flatMap(session -> paths.stream().map(path -> path.truth(session)));
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

    private MarketDay day(int session, List<Booth> booths) {
        List<Bar> bars = new ArrayList<>(booths.size());
        List<OptionQuote> options = new ArrayList<>();
        for (Booth booth : booths) {
            bars.add(booth.path.bar(session));
            if (session >= clock.firstOption()) {
                options.addAll(booth.desk.quote(session, booth.chain.listed()));
            }
        }
        return new MarketDay(clock.day(session), bars, options);
    }

    /** Where one name's options are listed and quoted. */
    private final class Booth {
        private final NamePath path;
        private final Chain chain;
        private final QuoteDesk desk;

        private Booth(NamePath path, Chain chain, QuoteDesk desk) {
            this.path = path;
            this.chain = chain;
            this.desk = desk;
        }

        private void open(int session) {
            if (session >= clock.firstListing()) {
                chain.advance(session);
            }
        }
    }
}
