package dev.mvq.runtime.simulation.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.path.Climate;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much is listed, the two settlements of an index, and the promised contract. */
class ChainTest {
    /** Last days before and after weeklies and other weekdays began; 200 days before each are looked at. */
    @ParameterizedTest
    @CsvSource({
        "7, 25, 2004-12-31", "1, 25, 2010-06-30", "2, 25, 2013-12-31", "3, 25, 2020-12-31", "4, 25, 2024-01-31",
        "7, 60, 2008-12-31", "7, 60, 2018-12-31", "7, 200, 2006-12-29", "7, 200, 2016-12-30", "7, 500, 2024-12-31"
    })
    void aMarketListsAboutWhatIsAskedFor(long seed, int pairs, LocalDate last) {
        int days = 200;
        MarketClock clock = new MarketClock(last, days, 800, TradingCalendar.newYork());
        Climate climate = new Climate(seed, clock.count());
        List<Chain> chains = Roster.first(8).stream()
                .map(name -> new NamePath(seed, name, clock, climate))
                .map(path -> new Chain(path, clock, Exchange.CALENDAR, pairs))
                .toList();
        double[] listed = IntStream.rangeClosed(clock.firstOption(), clock.last())
                .mapToDouble(t -> chains.stream()
                                .mapToInt(chain -> chain.pairs(t))
                                .average()
                                .orElseThrow()
                        / pairs)
                .toArray();
        double mean =
                IntStream.range(0, days).mapToDouble(i -> listed[i]).average().orElseThrow();
        assertEquals(1, mean, 0.10, "on average");
        for (int i = 0; i < days; i++) {
            assertEquals(1, listed[i], 0.25, "on " + clock.day(clock.firstOption() + i));
        }
    }

    @Test
    void aFullIndexChainHasThousandsOfPairs() {
        Exchange.Walk walk = new Exchange.Walk(3, 4780);
        Chain chain = Exchange.chain(Exchange.name("SPX"), 8_000, walk);
        int session = Exchange.CALENDAR.session(LocalDate.of(2024, 1, 12));
        List<ListedExpiry> listed = chain.on(session);
        assertEquals(8_000, chain.pairs(session), 1_600);
        assertTrue(listed.size() >= 35, listed.size() + " expiries");
    }

    @Test
    void anIndexHasMonthliesThatSettleAtTheOpenAndOthersThatSettleAtTheClose() {
        Chain chain = Exchange.chain(Exchange.name("SPX"), 900, new Exchange.Walk(3, 4780));
        int friday = Exchange.CALENDAR.session(LocalDate.of(2023, 10, 20));
        assertEquals(Set.of("SPX OPEN", "SPXW CLOSE"), roots(chain, friday - 1, LocalDate.of(2023, 10, 20)));
        assertEquals(Set.of("SPXW CLOSE"), roots(chain, friday, LocalDate.of(2023, 10, 20)));
        assertEquals(Set.of("SPXW CLOSE"), roots(chain, friday, LocalDate.of(2023, 10, 27)));
    }

    @Test
    void beforeFebruary2015AnIndexMonthlyIsPrintedOnSaturdayAndLastTradedOnThursday() {
        Chain chain = Exchange.chain(Exchange.name("SPX"), 60, new Exchange.Walk(3, 900));
        int friday = Exchange.CALENDAR.session(LocalDate.of(2004, 3, 19));
        assertEquals(Set.of("SPX OPEN"), roots(chain, friday - 1, LocalDate.of(2004, 3, 20)));
        assertEquals(Set.of(), roots(chain, friday, LocalDate.of(2004, 3, 20)));
    }

    private static Set<String> roots(Chain chain, int session, LocalDate expiry) {
        return chain.on(session).stream()
                .filter(listed -> listed.expiry().equals(expiry))
                .map(listed -> listed.pairs().getFirst().call().contract().root() + " " + listed.settlement())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @CsvSource({
        "2008-03-10, 2008-03-22", // the Saturday after Good Friday: Thursday is the last session
        "2015-03-30, 2015-04-17", // Good Friday is not the third
        "2019-04-01, 2019-04-18", // Good Friday is the third
    })
    void monthliesMoveBeforeHolidays(LocalDate on, LocalDate printed) {
        Chain chain = Exchange.chain(Exchange.name("KO"), 25, new Exchange.Walk(3, 60));
        assertEquals(Set.of("KO CLOSE"), roots(chain, Exchange.CALENDAR.session(on), printed));
    }

    @Test
    void dullNamesHaveNoWeeklies() {
        Chain chain = Exchange.chain(Exchange.name("UNH"), 400, new Exchange.Walk(3, 500));
        int session = Exchange.CALENDAR.session(LocalDate.of(2023, 6, 1));
        assertTrue(chain.on(session).stream()
                .allMatch(listed -> ListedExpiries.isThird(listed.expiry())
                        || listed.expiry().equals(LocalDate.of(2024, 3, 28))));
    }

    @Test
    void januariesAreListedInSeptember28MonthsAhead() {
        Chain chain = Exchange.chain(Exchange.name("AAPL"), 400, new Exchange.Walk(3, 158));
        LocalDate january = LocalDate.of(2024, 1, 19);
        int monday = Exchange.CALENDAR.session(LocalDate.of(2021, 9, 20));
        assertEquals(Set.of(), roots(chain, monday - 1, january));
        assertEquals(Set.of("AAPL CLOSE"), roots(chain, monday, january));
    }

    @Test
    void aThinChainHasStrikesAroundTheMoneyFromAWeekToAYear() {
        Exchange.Walk walk = new Exchange.Walk(11, 158);
        Chain chain = Exchange.chain(Exchange.name("AAPL"), 25, walk);
        for (int t = Exchange.CALENDAR.session(LocalDate.of(2012, 1, 3)); t < Exchange.LAST; t += 50) {
            List<ListedExpiry> listed = chain.on(t);
            assertTrue(listed.size() >= 5 && listed.size() <= 7, listed.size() + " expiries");
            LocalDate day = Exchange.CALENDAR.day(t);
            assertTrue(listed.getFirst().expiry().isBefore(day.plusDays(45)));
            assertTrue(listed.getLast().expiry().isAfter(day.plusDays(150)));
            for (ListedExpiry expiry : listed) {
                double spot = walk.before(t);
                double off = Exchange.tolerance(expiry, walk);
                double lowest = expiry.pairs().getFirst().call().contract().strike();
                double highest = expiry.pairs().getLast().call().contract().strike();
                assertTrue(
                        lowest < spot * (1 + off) && highest > spot * (1 - off), () -> expiry.expiry() + " at " + spot);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 10, 25, 60, 200, 900, 4000})
    void thePromisedContractIsListedWhateverTheBudget(int pairs) {
        Contract promised = new Contract("AAPL", LocalDate.of(2024, 1, 19), 150_000, Right.CALL);
        List<LocalDate> days =
                TradingCalendar.newYork().sessions(new DateRange(LocalDate.of(2023, 11, 15), promised.expiry()));
        for (int seed = 0; seed < 3; seed++) {
            Map<Integer, Double> split = seed == 2 ? Map.of(Exchange.CALENDAR.session(days.get(9)), 4.0) : Map.of();
            Chain chain = Exchange.chain(
                    Exchange.name("AAPL"), pairs, new Exchange.Walk(seed, 100 + 60 * seed, split, Map.of()));
            for (LocalDate day : days) {
                assertTrue(
                        Exchange.contracts(chain.on(Exchange.CALENDAR.session(day)))
                                .anyMatch(contract -> contract.contract().equals(promised)),
                        () -> "on " + day);
            }
        }
    }
}
