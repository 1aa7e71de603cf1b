package dev.mvq.runtime.simulation.planting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.simulation.quoting.TickSize;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is planted in a clean market, and that it can be found for itself. */
class PlantingTest {
    private static final int DAYS = 30;
    private static final double NEAR_THE_MONEY = 0.05;
    private static final PlantingCounts COUNTS = new PlantingCounts(30, 30, 28);
    private static final SimulationOptions OPTIONS =
            new SimulationOptions(7, 6, DAYS, 900, 0, LocalDate.of(2024, 1, 31));
    private static final List<MarketDay> CLEAN = new MadeMarket(OPTIONS).days().toList();
    private static final List<LocalDate> DATES =
            CLEAN.stream().map(MarketDay::date).toList();

    /** The first name's tick is one that all quotes of the made market have. */
    private static final List<Underlying> NAMES = CLEAN.getFirst().bars().stream()
            .map(bar -> new Underlying(bar.underlyingId(), new TickSize(true), false))
            .toList();

    private static final List<Underlying> EUROPEAN = NAMES.stream()
            .map(name -> new Underlying(name.id(), name.tick(), true))
            .toList();

    private static final List<Planted> PLANTED = planted(NAMES);
    private static final List<Planted> PLANTED_EUROPEAN = planted(EUROPEAN);

    private static List<Planted> planted(List<Underlying> names) {
        Planting planting = Planting.of(7, COUNTS, DATES, day -> names);
        return CLEAN.stream().map(day -> planting.plant(day, () -> before(day))).toList();
    }

    private static MarketDay before(MarketDay day) {
        return CLEAN.get(Math.max(0, CLEAN.indexOf(day) - 1));
    }

    @Test
    void asManyArePlantedAsWereAskedForEveryKindAmongThem() {
        List<PlantedArbitrage> paying = arbitrage(PLANTED).toList();
        assertEquals(COUNTS.arbitrage(), paying.size());
        assertEquals(
                EnumSet.complementOf(EnumSet.of(ArbitrageKind.BOX)),
                paying.stream()
                        .map(PlantedArbitrage::kind)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ArbitrageKind.class))));
        assertEquals(
                COUNTS.nearMisses(),
                PLANTED.stream().mapToInt(day -> day.nearMisses().size()).sum());
        assertEquals(
                EnumSet.allOf(AnomalyKind.class),
                PLANTED.stream()
                        .flatMap(day -> day.anomalies().stream())
                        .map(PlantedAnomaly::kind)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(AnomalyKind.class))));
    }

    @Test
    void whereOptionsAreEuropeanBoxesComeInAndWhatDependsOnEarlyExerciseGoes() {
        Set<ArbitrageKind> kinds =
                arbitrage(PLANTED_EUROPEAN).map(PlantedArbitrage::kind).collect(Collectors.toSet());
        assertEquals(
                EnumSet.of(ArbitrageKind.VERTICAL, ArbitrageKind.BUTTERFLY, ArbitrageKind.PARITY, ArbitrageKind.BOX),
                kinds);
    }

    @Test
    void aPlantedPortfolioBringsItsProfitAtTheQuotesOfItsDay() {
        forAll((day, planted) -> {
            Map<Contract, OptionQuote> quotes = byContract(day.day());
            double profit = planted.carry().map(Carry::proceeds).orElse(0.0);
            for (PlantedLeg leg : planted.legs()) {
                OptionQuote quote = quotes.get(leg.contract());
                assertEquals(leg.quantity() > 0 ? quote.ask() : quote.bid(), leg.price());
                profit -= leg.quantity() * leg.price();
            }
            assertEquals(profit, planted.profit(), 1e-6);
            assertTrue(planted.profit() >= 0.02 && planted.profit() < 0.25, () -> "profit " + planted.profit());
        });
    }

    @Test
    void withinItsLegsNothingPaysMoreThanThePlantedPortfolio() {
        PLANTED.forEach(day -> day.arbitrage().forEach(planted -> assertTheMost(day, planted, false)));
        PLANTED_EUROPEAN.forEach(day -> day.arbitrage().forEach(planted -> assertTheMost(day, planted, true)));
    }

    private static void assertTheMost(Planted day, PlantedArbitrage planted, boolean european) {
        OptionQuote any = byContract(day.day()).get(planted.legs().getFirst().contract());
        double discount = ExpiryForward.of(any).discount();
        assertEquals(planted.profit(), LegsProgramme.mostProfit(planted, discount, european), 2e-5, planted::toString);
    }

    @Test
    void aNearMissPaysAtTheMidAndNotAtBidAndAsk() {
        Stream.concat(PLANTED.stream(), PLANTED_EUROPEAN.stream())
                .flatMap(day -> day.nearMisses().stream())
                .forEach(miss -> assertTrue(miss.midProfit() >= 0.02 && miss.profit() <= 0, miss::toString));
    }

    @Test
    void nearMissesAndAnomaliesOnlyWidenQuotesSoThatNothingNewPays() {
        for (int i = 0; i < DAYS; i++) {
            Planted day = PLANTED.get(i);
            Map<Contract, OptionQuote> clean = byContract(CLEAN.get(i));
            Set<Contract> paying = moved(day.arbitrage());
            day.day().options().stream()
                    .filter(quote -> !paying.contains(quote.contract()))
                    .forEach(quote -> assertTrue(
                            quote.bid() <= clean.get(quote.contract()).bid()
                                    && quote.ask()
                                            >= clean.get(quote.contract()).ask(),
                            quote::toString));
        }
    }

    @Test
    void onlyQuotesOnRecordDifferFromTheCleanDay() {
        for (int i = 0; i < DAYS; i++) {
            Planted day = PLANTED.get(i);
            Map<Contract, OptionQuote> clean = byContract(CLEAN.get(i));
            Set<Contract> differing = day.day().options().stream()
                    .filter(quote -> !quote.equals(clean.get(quote.contract())))
                    .map(OptionQuote::contract)
                    .collect(Collectors.toSet());
            Set<Contract> recorded = moved(day.arbitrage());
            recorded.addAll(moved(day.nearMisses()));
            day.anomalies().forEach(odd -> odd.changes().forEach(change -> recorded.add(change.contract())));
            assertEquals(recorded, differing);
            assertEquals(CLEAN.get(i).options().size(), day.day().options().size());
        }
    }

    @Test
    void movedQuotesKeepTheirTicksTheirSizesAndTheirOrder() {
        for (int i = 0; i < DAYS; i++) {
            Map<Contract, OptionQuote> quotes = byContract(PLANTED.get(i).day());
            Map<Contract, OptionQuote> clean = byContract(CLEAN.get(i));
            PLANTED.get(i)
                    .arbitrage()
                    .forEach(planted -> planted.moved().forEach(moved -> {
                        OptionQuote quote = quotes.get(moved.contract());
                        assertEquals(clean.get(moved.contract()).bid(), moved.bidBefore());
                        assertEquals(clean.get(moved.contract()).ask(), moved.askBefore());
                        TickSize tick = new TickSize(true);
                        assertEquals(tick.nearest(quote.bid()), quote.bid());
                        assertEquals(tick.nearest(quote.ask()), quote.ask());
                        assertTrue(
                                quote.bid() < quote.ask() && quote.bidSize() > 0 && quote.askSize() > 0,
                                quote::toString);
                    }));
        }
    }

    @Test
    void aPortfolioOverStrikesAndMaturitiesIsShownByNoSimplerKind() {
        for (Planted day : PLANTED) {
            QuotedChain all = new QuotedChain(day.day().options());
            day.arbitrage().stream()
                    .filter(planted -> planted.kind() == ArbitrageKind.PORTFOLIO)
                    .flatMap(planted -> planted.moved().stream())
                    .map(MovedQuote::contract)
                    .map(contract -> byContract(day.day()).get(contract))
                    .forEach(quote -> assertTrue(!new SimpleKinds(all).show(quote), quote::toString));
        }
    }

    @Test
    void theCleanMarketShowsNoSimpleKindNearTheMoney() {
        CLEAN.stream().limit(3).forEach(day -> {
            SimpleKinds simple = new SimpleKinds(new QuotedChain(day.options()));
            day.options().stream()
                    .filter(quote -> Math.abs(quote.moneyness() - 1) < NEAR_THE_MONEY)
                    .forEach(quote -> assertTrue(!simple.show(quote), quote::toString));
        });
    }

    @Test
    void anUnderlyingHasOnePlantedThingADay() {
        for (Planted day : PLANTED) {
            List<String> taken = new ArrayList<>();
            day.arbitrage().forEach(planted -> taken.add(planted.underlyingId()));
            day.nearMisses().forEach(planted -> taken.add(planted.underlyingId()));
            day.anomalies().forEach(planted -> taken.add(planted.underlyingId()));
            assertEquals(new HashSet<>(taken).size(), taken.size());
        }
    }

    @Test
    void aDayPlantedAloneIsTheDayPlantedAmongOthers() {
        Planting planting = Planting.of(7, COUNTS, DATES, day -> NAMES);
        for (int i = DAYS - 1; i >= 0; i -= 4) {
            MarketDay clean = CLEAN.get(i);
            assertEquals(PLANTED.get(i), planting.plant(clean, () -> before(clean)));
        }
    }

    @Test
    void anotherSeedPlantsOtherwise() {
        Planting other = Planting.of(8, COUNTS, DATES, day -> NAMES);
        assertNotEquals(
                PLANTED,
                CLEAN.stream().map(day -> other.plant(day, () -> before(day))).toList());
    }

    private static void forAll(BiConsumer<Planted, PlantedArbitrage> check) {
        Stream.concat(PLANTED.stream(), PLANTED_EUROPEAN.stream())
                .forEach(day -> day.arbitrage().forEach(planted -> check.accept(day, planted)));
    }

    private static Stream<PlantedArbitrage> arbitrage(List<Planted> days) {
        return days.stream().flatMap(day -> day.arbitrage().stream());
    }

    private static Set<Contract> moved(List<PlantedArbitrage> planted) {
        return planted.stream()
                .flatMap(each -> each.moved().stream())
                .map(MovedQuote::contract)
                .collect(Collectors.toSet());
    }

    private static Map<Contract, OptionQuote> byContract(MarketDay day) {
        return day.options().stream().collect(Collectors.toMap(OptionQuote::contract, Function.identity()));
    }
}
