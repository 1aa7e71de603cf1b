package dev.mvq.runtime.simulation.arbitrage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No clean day of a made market holds a static arbitrage, whatever the seed, the year and the number of contracts. */
class MadeMarketArbitrageTest {
    private static final int FIRST_YEAR = 2003;
    private static final int YEARS = 24;
    private static final int SEEDS = 48;
    private static final int FUNDS_AND_INDICES = 11;
    private static final int[] CONTRACTS = {16, 60, 150, 400};
    /** Days are taken this far apart, so that expiries come and go between them. */
    private static final int STRIDE = 13;
    /** One chain in this many is checked by programmes with every sale in them. */
    private static final int WHOLE = 8;
    /** Whole programmes beyond this many quotes take seconds. */
    private static final int WHOLE_QUOTES = 80;

    private static final List<MarketDay> DAYS = LongStream.rangeClosed(1, SEEDS)
            .boxed()
            .flatMap(MadeMarketArbitrageTest::someDays)
            .toList();

    private static Stream<MarketDay> someDays(long seed) {
        int year = FIRST_YEAR + (int) (seed * 7 % YEARS);
        // Every fourth market reaches the funds and indices, which stand seventh to eleventh.
        int underlyings = seed % 4 == 0 ? FUNDS_AND_INDICES : 1 + (int) (seed % 3);
        int contracts = CONTRACTS[(int) (seed % CONTRACTS.length)] * underlyings;
        LocalDate last = LocalDate.of(year, 1 + (int) (seed * 5 % 12), 20);
        SimulationOptions options = new SimulationOptions(seed, underlyings, 3 * STRIDE, contracts, 0, last);
        List<MarketDay> days = new MadeMarket(options).days().toList();
        return Stream.of(0, STRIDE, 2 * STRIDE + 4).map(days::get);
    }

    @Test
    void noCleanDayHoldsAnArbitrage() {
        checkClean(DAYS);
    }

    /** No chain of these days can be played against itself. */
    static void checkClean(List<MarketDay> days) {
        int checked = 0;
        for (MarketDay day : days) {
            for (Map.Entry<String, List<OptionQuote>> chain : chains(day).entrySet()) {
                ArbitrageCheck check = ArbitrageCheck.of(chain.getValue(), Exercise.of(chain.getKey()));
                assertClean(check, day, chain.getKey());
                if (++checked % WHOLE == 0 && chain.getValue().size() <= WHOLE_QUOTES) {
                    assertClean(check.unreduced(), day, chain.getKey());
                }
            }
        }
        assertTrue(checked > 0, "nothing was there to check");
    }

    private static void assertClean(ArbitrageCheck check, MarketDay day, String underlying) {
        assertEquals(Optional.empty(), check.best(), () -> underlying + " on " + day.date());
    }

    /** European: C − P = D (F − K) within the spreads; American: the two inequalities. */
    @Test
    void putCallParityHoldsWithinTheSpread() {
        int pairs = 0;
        for (MarketDay day : DAYS) {
            for (Map.Entry<String, List<OptionQuote>> chain : chains(day).entrySet()) {
                ArbitrageCheck check = ArbitrageCheck.of(chain.getValue(), Exercise.of(chain.getKey()));
                Set<Contract> quoted = chain.getValue().stream()
                        .filter(quote -> quote.bid() > 0 && quote.multiplier() == 100)
                        .map(OptionQuote::contract)
                        .collect(Collectors.toSet());
                for (Contract call : quoted) {
                    Contract put = new Contract(call.root(), call.expiry(), call.strikeThousandths(), Right.PUT);
                    if (call.right() == Right.CALL && quoted.contains(put)) {
                        pairs++;
                        assertTrue(check.profitOf(Map.of(call, 1.0, put, -1.0)) <= ArbitrageCheck.NOTHING, call::name);
                        assertTrue(check.profitOf(Map.of(call, -1.0, put, 1.0)) <= ArbitrageCheck.NOTHING, call::name);
                    }
                }
            }
        }
        assertTrue(pairs > 1000, "only " + pairs + " pairs were there to check");
    }

    static Map<String, List<OptionQuote>> chains(MarketDay day) {
        return day.options().stream().collect(Collectors.groupingBy(OptionQuote::underlyingId));
    }
}
