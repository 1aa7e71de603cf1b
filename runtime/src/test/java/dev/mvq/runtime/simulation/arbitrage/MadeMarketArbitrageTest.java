package dev.mvq.runtime.simulation.arbitrage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
    /** Whether the market quotes single names at American values. While not, all are held to what European options allow. */
    private static final boolean AMERICAN_VALUES = true;

    private static final int FIRST_YEAR = 2003;
    private static final int YEARS = 24;
    private static final int SEEDS = 48;
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
        int underlyings = 1 + (int) (seed % 3);
        int contracts = CONTRACTS[(int) (seed % CONTRACTS.length)] * underlyings;
        LocalDate last = LocalDate.of(year, 1 + (int) (seed * 5 % 12), 20);
        SimulationOptions options = new SimulationOptions(seed, underlyings, 3 * STRIDE, contracts, 0, last);
        List<MarketDay> days = new MadeMarket(options).days().toList();
        return Stream.of(0, STRIDE, 2 * STRIDE + 4).map(days::get);
    }

    private static Exercise exercise(String underlying) {
        return AMERICAN_VALUES ? Exercise.of(underlying) : Exercise.EUROPEAN;
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
                ArbitrageCheck check = ArbitrageCheck.of(chain.getValue(), exercise(chain.getKey()));
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
                ArbitrageCheck check = ArbitrageCheck.of(chain.getValue(), exercise(chain.getKey()));
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

    /** What one market says that it hides on one day. */
    record Planted(LocalDate date, String underlying, List<Leg> legs, double profit, Set<Contract> moved) {}

    /**
     * The planted arbitrage is the best one among its own contracts, with its legs up to their common size, brings what was promised, is
     * contained in what the whole chain holds, and goes when the quotes that were moved go.
     */
    static void checkPlanted(List<MarketDay> days, List<Planted> planted) {
        for (Planted hidden : planted) {
            ArbitrageCheck check = check(days, hidden.date, hidden.underlying);
            Map<Contract, Double> positions =
                    hidden.legs.stream().collect(Collectors.toMap(Leg::contract, Leg::quantity));
            assertEquals(hidden.profit, check.profitOf(positions), ArbitrageCheck.NOTHING, hidden::toString);
            Arbitrage found = check.best(positions.keySet()).orElseThrow(() -> new AssertionError("unseen " + hidden));
            double size =
                    positions.values().stream().mapToDouble(Math::abs).max().orElseThrow();
            assertTrue(found.profit() >= hidden.profit / size - ArbitrageCheck.NOTHING, hidden + " / " + found);
            found.legs()
                    .forEach(leg -> assertEquals(
                            positions.get(leg.contract()) / size, leg.quantity(), 1e-6, () -> hidden + " / " + found));
            assertEquals(positions.size(), found.legs().size(), () -> hidden + " / " + found);
            assertTrue(check.best().orElseThrow().profit() >= found.profit() - ArbitrageCheck.NOTHING);
            assertEquals(Optional.empty(), check.without(hidden.moved).best(), hidden::toString);
        }
    }

    /** A near-miss pays at the mids alone: there is no arbitrage on its day, nor do its legs bring anything. */
    static void checkNearMisses(List<MarketDay> days, List<Planted> missed) {
        for (Planted miss : missed) {
            ArbitrageCheck check = check(days, miss.date, miss.underlying);
            Map<Contract, Double> positions =
                    miss.legs.stream().collect(Collectors.toMap(Leg::contract, Leg::quantity));
            assertEquals(Optional.empty(), check.best(), miss::toString);
            assertTrue(check.profitOf(positions) <= ArbitrageCheck.NOTHING, miss::toString);
        }
    }

    private static ArbitrageCheck check(List<MarketDay> days, LocalDate date, String underlying) {
        MarketDay day =
                days.stream().filter(one -> one.date().equals(date)).findFirst().orElseThrow();
        return ArbitrageCheck.of(chains(day).get(underlying), exercise(underlying));
    }

    private static Map<String, List<OptionQuote>> chains(MarketDay day) {
        return day.options().stream().collect(Collectors.groupingBy(OptionQuote::underlyingId));
    }

    @Test
    void aVerticalPlantedByHandIsFoundAndOneInsideTheSpreadIsNot() {
        MarketDay clean = DAYS.stream()
                .filter(day -> day.options().size() > 100)
                .findFirst()
                .orElseThrow();
        OptionQuote near = call(clean, 1.00);
        OptionQuote far = clean.options().stream()
                .filter(quote -> quote.contract().right() == Right.CALL
                        && quote.contract().expiry().equals(near.contract().expiry())
                        && quote.underlyingId().equals(near.underlyingId())
                        && quote.contract().strike() > near.contract().strike())
                .findFirst()
                .orElseThrow();
        double bid = near.ask() + 0.07;
        MarketDay hidden = with(clean, quoted(far, bid, bid + 0.10));
        Planted planted = new Planted(
                clean.date(),
                near.underlyingId(),
                List.of(new Leg(near.contract(), 1, near.ask()), new Leg(far.contract(), -1, bid)),
                0.07,
                Set.of(far.contract()));
        checkPlanted(List.of(hidden), List.of(planted));
        assertThrows(AssertionError.class, () -> checkClean(List.of(hidden)), "a planted day passes as clean");
        assertThrows(AssertionError.class, () -> checkNearMisses(List.of(hidden), List.of(planted)));
        double most = bid
                - check(List.of(hidden), clean.date(), near.underlyingId())
                        .best()
                        .orElseThrow()
                        .profit();
        // Its bid a cent inside of what the rest of the chain allows, its mid far beyond.
        MarketDay missed = with(clean, quoted(far, Math.min(most, near.ask()) - 0.01, near.ask() + 2));
        checkNearMisses(List.of(missed), List.of(planted));
    }

    private static OptionQuote call(MarketDay day, double moneyness) {
        return day.options().stream()
                .filter(quote -> quote.contract().right() == Right.CALL && quote.dte() > 20 && quote.bid() > 1)
                .min(Comparator.comparingDouble(quote -> Math.abs(quote.moneyness() - moneyness)))
                .orElseThrow();
    }

    private static MarketDay with(MarketDay day, OptionQuote changed) {
        List<OptionQuote> options = new ArrayList<>(day.options());
        options.replaceAll(quote -> quote.contract().equals(changed.contract()) ? changed : quote);
        return new MarketDay(day.date(), day.bars(), options);
    }

    private static OptionQuote quoted(OptionQuote quote, double bid, double ask) {
        return new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                bid,
                ask,
                quote.last(),
                quote.bidSize(),
                quote.askSize(),
                quote.volume(),
                quote.openInterest(),
                quote.underlyingPrice(),
                quote.forward(),
                quote.iv(),
                quote.greeks(),
                quote.ivSource(),
                quote.greeksSource(),
                quote.multiplier(),
                quote.source(),
                quote.flags());
    }
}
