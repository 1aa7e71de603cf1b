package dev.mvq.runtime.simulation;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.MadeMarket.Booth;
import dev.mvq.runtime.simulation.path.IntradayPath;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.quoting.DayCourse;
import dev.mvq.runtime.simulation.quoting.IntradayQuote;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes the days of a made market, in any order. Going forward is fastest, since ladders are followed from the day asked for before.
 * For one thread at a time: {@link MadeMarket#maker()} gives each its own.
 */
public final class DayMaker {
    /** Minutes between the moments of a session at which options are quoted. */
    private static final int MOMENT = 30;

    private final MarketClock clock;
    private final List<Booth> booths;
    private int expected;

    DayMaker(MarketClock clock, List<Booth> booths) {
        this.clock = clock;
        this.booths = booths;
    }

    /**
     * The day, clean: as it is before anything is planted in it.
     *
     * @throws MvqException where the date is no session of this market
     */
    public MarketDay day(LocalDate date) {
        int session = session(date);
        List<Bar> bars = new ArrayList<>(booths.size());
        List<OptionQuote> options = new ArrayList<>(expected);
        for (Booth booth : booths) {
            bars.add(booth.path().bar(session));
            if (session >= clock.firstOption()) {
                options.addAll(booth.desk().quote(session, booth.chain().on(session)));
            }
        }
        expected = options.size();
        return new MarketDay(date, bars, options);
    }

    /** The quotes within a day with options, by underlying: at every half hour from 10:00, and at the close. */
    SortedMap<String, List<IntradayQuote>> intraday(LocalDate date) {
        int session = session(date);
        SortedMap<String, List<IntradayQuote>> quotes = new TreeMap<>();
        for (Booth booth : session >= clock.firstOption() ? booths : List.<Booth>of()) {
            List<DayCourse.Moment> moments = moments(booth.path().intraday(session));
            quotes.put(
                    booth.path().name().ticker(),
                    booth.desk().intraday(session, booth.chain().on(session), () -> moments));
        }
        return quotes;
    }

    private static List<DayCourse.Moment> moments(IntradayPath path) {
        double minutes = path.minutes();
        double volume = path.volume(path.minutes());
        return IntStream.rangeClosed(1, path.minutes())
                .filter(minute -> minute % MOMENT == 0 || minute == path.minutes())
                .mapToObj(minute -> new DayCourse.Moment(
                        IntradayPath.OPEN.plusMinutes(minute),
                        path.price(minute),
                        minute / minutes,
                        path.volume(minute) / volume))
                .toList();
    }

    private int session(LocalDate date) {
        int session = clock.sessionOf(date);
        if (session < clock.firstBar() || session > clock.last()) {
            throw new MvqException(
                    date + " is no session of this made market",
                    "it has those from " + clock.day(clock.firstBar()) + " to " + clock.day(clock.last()));
        }
        return session;
    }
}
