package dev.mvq.runtime.simulation.planting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.simulation.quoting.TickSize;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class PlantingProperties {
    @Property(tries = 300)
    void everyEventFallsOnOneDayAndTheyAreSpread(
            @ForAll long key, @ForAll @IntRange(max = 400) int events, @ForAll @IntRange(min = 1, max = 300) int days) {
        Schedule schedule = new Schedule(key, events, days);
        List<List<Integer>> byDay =
                IntStream.range(0, days).mapToObj(schedule::on).toList();
        assertEquals(
                IntStream.range(0, events).boxed().toList(),
                byDay.stream().flatMap(List::stream).toList());
        int most = 2 + events / days;
        assertTrue(byDay.stream().allMatch(day -> day.size() <= most));
    }

    @Property(tries = 8)
    void underAnySeedWhatIsPlantedPaysWhatIsOnRecordAndNearMissesDoNot(@ForAll @LongRange(min = 0) long seed) {
        SimulationOptions options = new SimulationOptions(seed, 3, 6, 360, 0, LocalDate.of(2024, 1, 31));
        List<MarketDay> clean = new MadeMarket(options).days().toList();
        List<Underlying> names = clean.getFirst().bars().stream()
                .map(bar -> new Underlying(
                        bar.underlyingId(), new TickSize(bar.underlyingId().equals("AAPL")), false))
                .toList();
        Planting planting = Planting.of(
                seed,
                new PlantingCounts(6, 6, 3),
                clean.stream().map(MarketDay::date).toList(),
                day -> names);
        for (MarketDay day : clean) {
            Planted planted = planting.plant(day, () -> day);
            Map<Contract, OptionQuote> quotes = planted.day().options().stream()
                    .collect(Collectors.toMap(OptionQuote::contract, Function.identity()));
            planted.arbitrage().forEach(each -> {
                double discount = ExpiryForward.of(
                                quotes.get(each.legs().getFirst().contract()))
                        .discount();
                assertEquals(each.profit(), LegsProgramme.mostProfit(each, discount, false), 2e-5, each::toString);
                assertTrue(each.profit() > 0);
            });
            planted.nearMisses().forEach(each -> assertTrue(each.profit() <= 0 && each.midProfit() > 0));
        }
    }
}
