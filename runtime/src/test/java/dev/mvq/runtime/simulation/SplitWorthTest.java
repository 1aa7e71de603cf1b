package dev.mvq.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What somebody holds is worth the same after a split as before it, whatever the split: only the market moves it. */
class SplitWorthTest {
    private static final double DEEP = 0.9;

    /** The session before a split, the split's session, and what one share became. */
    private record Split(MarketDay before, MarketDay after, String underlying, double shares) {}

    private static final List<Split> SPLITS =
            LongStream.rangeClosed(1, 6).boxed().flatMap(SplitWorthTest::splits).toList();

    private static Stream<Split> splits(long seed) {
        SimulationOptions options = new SimulationOptions(seed, 31, 2_600, 31 * 60, 0, LocalDate.of(2023, 12, 29));
        MadeMarket market = new MadeMarket(options);
        DayMaker bars =
                new MadeMarket(new SimulationOptions(seed, 31, 1, 31 * 60, 2_599, LocalDate.of(2023, 12, 29))).maker();
        DayMaker maker = market.maker();
        List<LocalDate> sessions = market.sessions();
        return Stream.iterate(1, t -> t < sessions.size(), t -> t + 1)
                .flatMap(t -> bars.day(sessions.get(t)).bars().stream()
                        .filter(bar -> bar.splitFactor() != 1)
                        .map(bar -> split(maker, sessions.get(t - 1), bar)));
    }

    private static Split split(DayMaker maker, LocalDate before, Bar bar) {
        return new Split(maker.day(before), maker.day(bar.date()), bar.ticker(), bar.splitFactor());
    }

    @Test
    void thereAreSplitsOfAllKinds() {
        TreeSet<Double> factors = SPLITS.stream().map(Split::shares).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(SPLITS.size() >= 10 && factors.size() >= 3, () -> SPLITS.size() + " splits, by " + factors);
    }

    @Test
    void everyContractThatLivesOnIsThereUnderItsFirstTerms() {
        for (Split split : SPLITS) {
            Map<String, OptionQuote> after = byLineage(split.after, split.underlying);
            byLineage(split.before, split.underlying).values().stream()
                    .filter(quote -> quote.contract().expiry().isAfter(split.after.date()))
                    .forEach(quote -> assertTrue(after.containsKey(quote.lineage()), quote::toString));
        }
    }

    /** Deep in the money an option moves with the underlying, both counted in the shares of before. */
    @Test
    void aPositionDeepInTheMoneyMovesWithTheUnderlyingOnly() {
        int compared = 0;
        for (Split split : SPLITS) {
            Map<String, OptionQuote> after = byLineage(split.after, split.underlying);
            for (OptionQuote held : byLineage(split.before, split.underlying).values()) {
                OptionQuote now = after.get(held.lineage());
                if (now != null
                        && Math.abs(held.greeks().delta()) > DEEP
                        && Math.abs(now.greeks().delta()) > DEEP) {
                    double spot = split.shares * now.underlyingPrice();
                    double moved = held.greeks().delta() * (spot - held.underlyingPrice());
                    assertEquals(
                            held.mid() + moved, worth(held, now, split), 0.03 * spot, () -> held + " became " + now);
                    compared++;
                }
            }
        }
        assertTrue(compared > 50, "only " + compared + " positions were there to compare");
    }

    /** What one contract of before is worth now, a hundredth of it: a whole split makes several of it, another one changes its shares. */
    private static double worth(OptionQuote held, OptionQuote now, Split split) {
        boolean whole = now.multiplier() == held.multiplier();
        return now.mid() * (whole ? split.shares : 1);
    }

    @Test
    void openInterestCountsTheContractsThatAWholeSplitMakes() {
        for (Split split : SPLITS) {
            Map<String, OptionQuote> after = byLineage(split.after, split.underlying);
            for (OptionQuote held : byLineage(split.before, split.underlying).values()) {
                OptionQuote now = after.get(held.lineage());
                if (now != null) {
                    double made = now.multiplier() == held.multiplier() ? split.shares : 1;
                    assertEquals(
                            made * held.openInterest(),
                            now.openInterest(),
                            made * held.volume() + 1,
                            () -> held + " became " + now);
                }
            }
        }
    }

    private static Map<String, OptionQuote> byLineage(MarketDay day, String underlying) {
        return day.options().stream()
                .filter(quote -> quote.underlyingId().equals(underlying))
                .collect(Collectors.toMap(OptionQuote::lineage, Function.identity()));
    }
}
