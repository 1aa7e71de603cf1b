package dev.mvq.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.path.LatentState;
import dev.mvq.runtime.simulation.path.Regime;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is listed and when, and what a seed promises. */
class MadeMarketTest {
    private static final Contract SUBJECT = new Contract("AAPL", LocalDate.of(2024, 1, 19), 150_000, Right.CALL);
    private static final SimulationOptions DEMO = SimulationOptions.of(Map.of("days", 150L));
    private static final SimulationOptions SMALL =
            SimulationOptions.of(Map.of("days", 40L, "underlyings", 3L, "contracts_per_day", 120L, "history", 20L));

    private static final List<MarketDay> DEMO_DAYS = new MadeMarket(DEMO).days().toList();

    @Test
    void theSameSeedGivesTheSameBytes() {
        assertEquals(written(SMALL), written(SMALL));
    }

    @Test
    void oneMarketGivesTheSameDaysTwice() {
        MadeMarket market = new MadeMarket(SMALL);
        assertEquals(market.days().toList(), market.days().toList());
    }

    @Test
    void anotherSeedGivesAnotherMarket() {
        assertNotEquals(written(SMALL), written(SMALL.withSeed(8)));
    }

    @Test
    void aMarketThatEndsEarlierIsTheBeginningOfTheLongerOne() {
        LocalDate earlier = TradingCalendar.newYork().sessions(range()).get(29);
        SimulationOptions shorter = new SimulationOptions(SMALL.seed(), 3, 30, 120, SMALL.history(), earlier);
        List<MarketDay> all = new MadeMarket(SMALL).days().toList();
        assertEquals(all.subList(0, 50), new MadeMarket(shorter).days().toList());
    }

    @Test
    void barsDependOnSeedNameAndDayAlone() {
        SimulationOptions other =
                SimulationOptions.of(Map.of("days", 5L, "underlyings", 2L, "contracts_per_day", 40L, "history", 10L));
        Map<LocalDate, Bar> known = bars(new MadeMarket(SMALL));
        bars(new MadeMarket(other)).forEach((day, bar) -> assertEquals(known.get(day), bar));
    }

    @ParameterizedTest
    @CsvSource({"7, 150", "7, 250", "1, 150"})
    void theDemosSubjectIsListedFromNovemberToItsExpiry(long seed, int days) {
        SimulationOptions options = SimulationOptions.of(Map.of("seed", seed, "days", (long) days));
        List<LocalDate> quoted = new MadeMarket(options)
                .days()
                .filter(day -> day.options().stream().anyMatch(q -> q.contract().equals(SUBJECT) && q.ask() > 0))
                .map(MarketDay::date)
                .toList();
        List<LocalDate> promised =
                TradingCalendar.newYork().sessions(new DateRange(LocalDate.of(2023, 11, 15), SUBJECT.expiry()));
        assertTrue(quoted.containsAll(promised), "quoted on " + quoted);
        assertTrue(quoted.getLast().equals(SUBJECT.expiry()), "delisted after expiry");
    }

    @Test
    void theDemosSubjectHasAVolatilityOnItsDay() {
        OptionQuote quote = day(LocalDate.of(2024, 1, 12)).options().stream()
                .filter(q -> q.contract().equals(SUBJECT))
                .findFirst()
                .orElseThrow();
        assertEquals(158.00, quote.underlyingPrice());
        assertTrue(quote.iv() > 0.1 && quote.iv() < 1, "iv " + quote.iv());
        assertTrue(quote.bid() > 0);
    }

    @ParameterizedTest
    @CsvSource({"8, 400", "8, 1000", "31, 2000", "31, 400"})
    void aDayHasAboutAsManyContractsAsAskedFor(long underlyings, long contracts) {
        SimulationOptions options =
                SimulationOptions.of(Map.of("days", 25L, "underlyings", underlyings, "contracts_per_day", contracts));
        new MadeMarket(options).days().skip(options.history()).forEach(day -> {
            assertEquals((double) contracts, day.options().size(), 0.25 * contracts, () -> "on " + day.date());
            assertEquals(underlyings, day.bars().size());
        });
    }

    @Test
    void barsComeBeforeOptionsDo() {
        MadeMarket market = new MadeMarket(DEMO);
        assertEquals(410, DEMO_DAYS.size());
        assertEquals(market.sessions(), DEMO_DAYS.stream().map(MarketDay::date).toList());
        assertTrue(DEMO_DAYS.stream()
                .allMatch(day -> day.options().isEmpty() == day.date().isBefore(market.firstOptionDay())));
        assertEquals(LocalDate.of(2024, 1, 31), DEMO_DAYS.getLast().date());
    }

    @Test
    void contractsLiveLongEnoughToHaveAHistory() {
        Map<Contract, Long> sessions =
                quotes().collect(Collectors.groupingBy(OptionQuote::contract, Collectors.counting()));
        List<Long> lives = DEMO_DAYS.getLast().options().stream()
                .map(quote -> sessions.getOrDefault(quote.contract(), 0L))
                .sorted()
                .toList();
        assertTrue(lives.get(lives.size() / 2) >= 25, "median history " + lives.get(lives.size() / 2));
    }

    @Test
    void aContractOnceListedIsQuotedUntilItExpires() {
        Set<Contract> alive = new HashSet<>();
        for (MarketDay day : DEMO_DAYS) {
            alive.removeIf(contract -> contract.expiry().isBefore(day.date()));
            Set<Contract> today =
                    day.options().stream().map(OptionQuote::contract).collect(Collectors.toSet());
            assertTrue(today.containsAll(alive), () -> "contracts went missing on " + day.date());
            assertTrue(today.stream().noneMatch(contract -> contract.expiry().isBefore(day.date())));
            alive.addAll(today);
        }
    }

    @Test
    void expiriesAreSessionsAndThirdFridaysOrWeeklies() {
        Set<LocalDate> expiries =
                quotes().map(quote -> quote.contract().expiry()).collect(Collectors.toSet());
        for (LocalDate expiry : expiries) {
            assertTrue(TradingCalendar.newYork().isTradingDay(expiry), () -> expiry + " is no session");
            boolean eve = expiry.getDayOfWeek() == DayOfWeek.THURSDAY
                    && !TradingCalendar.newYork().isTradingDay(expiry.plusDays(1));
            assertTrue(expiry.getDayOfWeek() == DayOfWeek.FRIDAY || eve, () -> expiry + " is no Friday");
        }
        assertTrue(expiries.contains(LocalDate.of(2024, 1, 19)));
    }

    @Test
    void monthliesOfOldArePrintedOnSaturdays() {
        SimulationOptions options = new SimulationOptions(7, 2, 30, 60, 5, LocalDate.of(2008, 6, 30));
        Set<LocalDate> expiries = new MadeMarket(options)
                .days()
                .flatMap(day -> day.options().stream())
                .map(quote -> quote.contract().expiry())
                .collect(Collectors.toSet());
        assertTrue(expiries.contains(LocalDate.of(2008, 6, 21)), "the Saturday after the third Friday of June 2008");
        assertTrue(expiries.stream().allMatch(expiry -> expiry.getDayOfWeek() == DayOfWeek.SATURDAY));
    }

    @Test
    void barsAndOptionsAgreeOnTheUnderlyingsPrice() {
        for (MarketDay day : DEMO_DAYS) {
            Map<String, Double> closes = day.bars().stream().collect(Collectors.toMap(Bar::underlyingId, Bar::close));
            day.options().forEach(quote -> assertEquals(closes.get(quote.underlyingId()), quote.underlyingPrice()));
        }
    }

    @Test
    void everyRowSaysThatItIsMade() {
        assertTrue(quotes().allMatch(
                        q -> QuoteFlag.MADE.in(q.flags()) && q.source().equals("made-market")));
        assertTrue(DEMO_DAYS.stream()
                .flatMap(day -> day.bars().stream())
                .allMatch(bar -> QuoteFlag.MADE.in(bar.flags()) && bar.source().equals("made-market")));
    }

    @Test
    void truthIsKnownForEveryDayAndUnderlying() {
        List<LatentState> truth = new MadeMarket(DEMO).states().toList();
        assertEquals(410 * 8, truth.size());
        assertTrue(truth.stream().allMatch(t -> t.variance() > 0 && Math.abs(t.flow()) <= 1));
        assertTrue(truth.stream().map(LatentState::regime).distinct().count() >= 4, "the demo sees most regimes");
        Map<LocalDate, Set<Regime>> byDay = truth.stream()
                .collect(Collectors.groupingBy(
                        LatentState::date, Collectors.mapping(LatentState::regime, Collectors.toSet())));
        assertTrue(byDay.values().stream().allMatch(regimes -> regimes.size() == 1), "the market has one regime");
    }

    private static Stream<OptionQuote> quotes() {
        return DEMO_DAYS.stream().flatMap(day -> day.options().stream());
    }

    private static MarketDay day(LocalDate date) {
        return DEMO_DAYS.stream()
                .filter(day -> day.date().equals(date))
                .findFirst()
                .orElseThrow();
    }

    private static DateRange range() {
        List<LocalDate> sessions = new MadeMarket(SMALL).sessions();
        return new DateRange(sessions.get(SMALL.history()), sessions.getLast());
    }

    private static String written(SimulationOptions options) {
        return new MadeMarket(options).days().map(MarketDay::toString).collect(Collectors.joining("\n"));
    }

    private static Map<LocalDate, Bar> bars(MadeMarket market) {
        Map<LocalDate, Bar> bars = new HashMap<>();
        market.days().forEach(day -> bars.put(day.date(), day.bars().getFirst()));
        return bars;
    }
}
