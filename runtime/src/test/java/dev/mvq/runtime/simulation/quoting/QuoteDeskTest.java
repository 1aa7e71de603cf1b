package dev.mvq.runtime.simulation.quoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.simulation.listing.ListedContract;
import dev.mvq.runtime.simulation.listing.ListedExpiry;
import dev.mvq.runtime.simulation.listing.Settlement;
import dev.mvq.runtime.simulation.path.Climate;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A desk's quotes are a pure function, its open interest is carried over though nothing carries it, and its day ends in its close. */
class QuoteDeskTest {
    private static final MarketClock CLOCK =
            new MarketClock(LocalDate.of(2024, 1, 31), 120, 0, TradingCalendar.newYork());
    private static final int FROM = CLOCK.last() - 50;
    private static final int[] DAYS_AHEAD = {2, 9, 16, 37, 72, 163, 346, 710};

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 17})
    void theOrderOfSessionsAndWhatElseIsAskedForChangeNothing(int name) {
        NamePath path = path(7, name);
        List<ListedExpiry> listed = listed(path, 100);
        QuoteDesk desk = new QuoteDesk(path, CLOCK);
        int session = CLOCK.last() - 20;
        List<ListedExpiry> alive = alive(listed, session);
        List<OptionQuote> first = desk.quote(session, alive);
        desk.quote(session + 7, alive(listed, session + 7));
        desk.quote(session - 9, alive(listed, session - 9));
        assertEquals(first, desk.quote(session, alive));
        assertEquals(first, new QuoteDesk(path, CLOCK).quote(session, alive));
        List<OptionQuote> oneByOne = alive.reversed().stream()
                .flatMap(expiry -> desk.quote(session, List.of(expiry)).stream())
                .toList();
        assertEquals(byContract(first), byContract(oneByOne));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 17})
    void openInterestMovesByNoMoreThanWasTradedAndLastTradesAreCarriedOver(int name) {
        NamePath path = path(8, name);
        QuoteDesk desk = new QuoteDesk(path, CLOCK);
        List<ListedExpiry> listed = listed(path, 100);
        Map<Contract, OptionQuote> yesterday = new HashMap<>();
        int idle = 0;
        int rows = 0;
        for (int session = FROM; session < FROM + 45; session++) {
            for (OptionQuote quote : desk.quote(session, alive(listed, session))) {
                OptionQuote before = yesterday.put(quote.contract(), quote);
                rows++;
                if (before == null) {
                    assertEquals(0, quote.openInterest(), "open before the first session of " + quote.contract());
                } else {
                    double change = Math.abs(quote.openInterest() - before.openInterest());
                    assertTrue(change <= before.volume(), () -> before + " then " + quote);
                }
                if (quote.volume() > 0) {
                    assertTrue(quote.last() >= quote.bid() && quote.last() <= quote.ask(), quote::toString);
                } else {
                    idle++;
                    // Forgotten after a window without trade, kept exactly until then.
                    assertTrue(
                            Double.isNaN(quote.last()) || (before != null && quote.last() == before.last()),
                            () -> before + " then " + quote);
                }
            }
        }
        assertTrue(idle > 0.05 * rows && idle < 0.95 * rows, idle + " of " + rows + " without trade");
    }

    @Test
    void valuesRunBetweenAllBidsAndAsks() {
        for (int name = 0; name < 10; name++) {
            NamePath path = path(9, name);
            ValueBoard board =
                    new ValueBoard(path.name(), CLOCK.day(FROM), path.bar(FROM).close(), path.outlook(FROM), 1);
            for (ListedExpiry expiry : listed(path, 100)) {
                Slice slice = board.slice(expiry.expiry(), expiry.settlement());
                List<OptionQuote> quotes = new QuoteDesk(path, CLOCK).quote(FROM, List.of(expiry));
                for (OptionQuote quote : quotes) {
                    double value = slice.worth(
                                    quote.contract().right(), quote.contract().strike(), 1)
                            .value();
                    assertTrue(quote.bid() <= value + 1e-9 && quote.ask() >= value - 1e-9, quote::toString);
                }
            }
        }
    }

    @Test
    void theVendorsVolatilityPricesTheMidLessTheEarlyExercisePremium() {
        NamePath path = path(7, 3);
        ValueBoard board =
                new ValueBoard(path.name(), CLOCK.day(FROM), path.bar(FROM).close(), path.outlook(FROM), 1);
        int known = 0;
        for (ListedExpiry expiry : listed(path, 100)) {
            Slice slice = board.slice(expiry.expiry(), expiry.settlement());
            for (OptionQuote quote : new QuoteDesk(path, CLOCK).quote(FROM, List.of(expiry))) {
                if (quote.ivSource() == Provenance.VENDOR) {
                    Right right = quote.contract().right();
                    double strike = quote.contract().strike();
                    double premium = slice.worth(right, strike, 1).premium();
                    ExpiryForward market = ExpiryForward.of(quote);
                    double priced = EuropeanPricing.price(right, strike, market, quote.iv());
                    assertEquals(quote.mid(), priced + premium, 1e-3, quote::toString);
                    assertEquals(
                            EuropeanPricing.greeks(right, strike, market, quote.iv())
                                    .delta(),
                            quote.greeks().delta(),
                            1e-4);
                    assertEquals(
                            EuropeanPricing.greeks(right, strike, market, quote.iv())
                                    .theta(),
                            quote.greeks().theta(),
                            1e-4);
                    known++;
                }
            }
        }
        assertTrue(known > 100, known + " known");
    }

    @Test
    void anAdjustedContractIsQuotedForWhatItDelivers() {
        NamePath path = path(7, 0);
        ListedExpiry standard = listed(path, 100).get(3);
        ListedExpiry adjusted = listed(path, 150).get(3);
        List<OptionQuote> quotes = new QuoteDesk(path, CLOCK).quote(FROM, List.of(adjusted));
        assertTrue(quotes.stream().allMatch(quote -> quote.multiplier() == 150));
        assertTrue(new QuoteDesk(path, CLOCK)
                .quote(FROM, List.of(standard)).stream().allMatch(quote -> quote.multiplier() == 100));
        for (OptionQuote quote : quotes) {
            double payoff = 1.5 * quote.underlyingPrice() - quote.contract().strike();
            assertTrue(quote.ask() >= quote.contract().right().sign() * payoff - 1e-9, quote::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void theDayEndsInItsCloseAndVolumeGrowsToIt(int name) {
        NamePath path = path(7, name);
        QuoteDesk desk = new QuoteDesk(path, CLOCK);
        List<ListedExpiry> alive = alive(listed(path, 100), FROM + 5);
        List<OptionQuote> close = desk.quote(FROM + 5, alive);
        List<DayCourse.Moment> moments = moments(path, FROM + 5);
        List<IntradayQuote> quotes = desk.intraday(FROM + 5, alive, () -> moments);
        assertEquals(moments.size() * close.size(), quotes.size());
        for (int i = 0; i < close.size(); i++) {
            OptionQuote at = close.get(i);
            IntradayQuote last = quotes.get((moments.size() - 1) * close.size() + i);
            assertEquals(
                    List.of(at.contract(), at.bid(), at.ask(), at.bidSize(), at.askSize(), at.last(), at.volume()),
                    List.of(
                            last.contract(),
                            last.bid(),
                            last.ask(),
                            last.bidSize(),
                            last.askSize(),
                            last.last(),
                            last.volume()));
            double before = 0;
            for (int m = 0; m < moments.size(); m++) {
                IntradayQuote quote = quotes.get(m * close.size() + i);
                assertTrue(quote.volume() >= before && quote.bid() < quote.ask(), quote::toString);
                before = quote.volume();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void noVerticalOrCalendarPaysAtAnyTimeOfTheDay(int name) {
        NamePath path = path(7, name);
        List<ListedExpiry> alive = alive(listed(path, 100), FROM + 5);
        List<DayCourse.Moment> moments = moments(path, FROM + 5);
        List<IntradayQuote> quotes = new QuoteDesk(path, CLOCK).intraday(FROM + 5, alive, () -> moments);
        Map<LocalTime, List<IntradayQuote>> byTime =
                quotes.stream().collect(Collectors.groupingBy(IntradayQuote::time));
        for (List<IntradayQuote> at : byTime.values()) {
            for (IntradayQuote low : at) {
                for (IntradayQuote high : at) {
                    check(low, high);
                }
            }
        }
    }

    private static void check(IntradayQuote a, IntradayQuote b) {
        Contract near = a.contract();
        Contract far = b.contract();
        boolean later = !far.expiry().isBefore(near.expiry());
        boolean dearer = near.right().sign() * (near.strikeThousandths() - far.strikeThousandths()) >= 0;
        if (near.right() == far.right() && later && dearer) {
            assertTrue(b.ask() >= a.bid(), () -> a + " is above " + b);
        }
    }

    private static List<DayCourse.Moment> moments(NamePath path, int session) {
        double open = path.bar(session).open();
        double close = path.bar(session).close();
        return IntStream.rangeClosed(0, 13)
                .mapToObj(i -> new DayCourse.Moment(
                        LocalTime.of(9, 30).plusMinutes(30L * i),
                        i == 13 ? close : open + (close - open) * i / 13,
                        i / 13.0,
                        i / 13.0))
                .toList();
    }

    private static Map<Contract, OptionQuote> byContract(List<OptionQuote> quotes) {
        return quotes.stream().collect(Collectors.toMap(OptionQuote::contract, quote -> quote));
    }

    private static NamePath path(long seed, int name) {
        return new NamePath(seed, Roster.first(Roster.SIZE).get(name), CLOCK, new Climate(seed, CLOCK.count()));
    }

    private static List<ListedExpiry> alive(List<ListedExpiry> listed, int session) {
        return listed.stream()
                .filter(expiry -> !expiry.expiry().isBefore(CLOCK.day(session)))
                .toList();
    }

    /** Ladders of 21 strikes, listed on the first session. */
    private static List<ListedExpiry> listed(NamePath path, int shares) {
        double spot = path.bar(FROM).close() * shares / 100;
        List<ListedExpiry> listed = new ArrayList<>();
        for (int days : DAYS_AHEAD) {
            LocalDate expiry = CLOCK.day(FROM).plusDays(days);
            List<ListedExpiry.Pair> pairs = new ArrayList<>();
            for (int i = -10; i <= 10; i++) {
                long strike = Math.round(spot * (1 + 0.04 * i)) * 1000;
                pairs.add(new ListedExpiry.Pair(
                        contract(path, expiry, strike, Right.CALL, shares),
                        contract(path, expiry, strike, Right.PUT, shares)));
            }
            listed.add(new ListedExpiry(expiry, Settlement.CLOSE, pairs));
        }
        return listed;
    }

    private static ListedContract contract(NamePath path, LocalDate expiry, long strike, Right right, int shares) {
        Contract contract = new Contract(path.name().ticker(), expiry, strike, right);
        return new ListedContract(
                contract, contract.name(), Noise.key(path.key(), contract.name().hashCode()), FROM, shares);
    }
}
