package dev.mvq.runtime.simulation.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What splits do to contracts: value and identity stay, terms change as the OCC changes them. */
class AdjustmentTest {
    private static final int SPLIT = Exchange.CALENDAR.session(LocalDate.of(2014, 6, 9));

    private static Chain chain(int pairs, double price, Map<Integer, Double> splits) {
        return Exchange.chain(Exchange.name("AAPL"), pairs, new Exchange.Walk(5, price, splits, Map.of()));
    }

    private static Map<String, ListedContract> listed(Chain chain, int session) {
        return Exchange.contracts(chain.on(session))
                .filter(contract -> contract.contract().expiry().isAfter(Exchange.CALENDAR.day(SPLIT)))
                .collect(Collectors.toMap(ListedContract::lineage, Function.identity()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 4, 7, 10, 20})
    void aWholeSplitDividesStrikesToTheCentAndChangesNothingElse(double factor) {
        Chain chain = chain(150, 640, Map.of(SPLIT, factor));
        Map<String, ListedContract> before = listed(chain, SPLIT - 1);
        Map<String, ListedContract> after = listed(chain, SPLIT);
        before.forEach((lineage, old) -> {
            ListedContract now = after.get(lineage);
            assertEquals(old.contract().strike() / factor, now.contract().strike(), 0.00501, lineage);
            assertEquals(0, now.contract().strikeThousandths() % 10, lineage);
            assertEquals("AAPL", now.contract().root());
            assertEquals(100, now.shares());
            assertEquals(old.key(), now.key());
            assertEquals(old.since(), now.since());
        });
    }

    @Test
    void sevenForOneMakesOf640TheStrike91Point43() {
        Chain chain = chain(400, 640, Map.of(SPLIT, 7.0));
        ListedContract old = Exchange.contracts(chain.on(SPLIT - 1))
                .filter(contract -> contract.contract().strikeThousandths() == 640_000)
                .reduce((one, later) -> later)
                .orElseThrow();
        assertEquals(91_430, listed(chain, SPLIT).get(old.lineage()).contract().strikeThousandths());
    }

    @ParameterizedTest
    @CsvSource({"1.5, 150", "1.25, 125", "0.1, 10", "0.5, 50"})
    void anUnevenSplitKeepsTheStrikeAndChangesRootAndDeliverable(double factor, int shares) {
        Chain chain = chain(60, 60, Map.of(SPLIT, factor));
        Map<String, ListedContract> before = listed(chain, SPLIT - 1);
        Map<String, ListedContract> after = listed(chain, SPLIT);
        before.forEach((lineage, old) -> {
            ListedContract now = after.get(lineage);
            assertEquals("AAPL1", now.contract().root());
            assertEquals(old.contract().strikeThousandths(), now.contract().strikeThousandths());
            assertEquals(shares, now.shares());
            assertEquals(old.key(), now.key());
        });
    }

    @Test
    void adjustedRootsListNoNewStrikesAndStandardOnesFollowTheNewPrice() {
        Chain chain = chain(60, 60, Map.of(SPLIT, 0.1));
        Set<String> before = listed(chain, SPLIT - 1).keySet();
        for (int t = SPLIT; t < SPLIT + 60; t++) {
            for (ListedExpiry expiry : chain.on(t)) {
                ListedContract lowest = expiry.pairs().getFirst().call();
                boolean adjusted = lowest.contract().root().equals("AAPL1");
                assertTrue(!adjusted
                        || expiry.pairs().stream()
                                .allMatch(pair -> before.contains(pair.call().lineage())));
                assertTrue(adjusted || lowest.contract().strike() > 100, lowest::toString);
            }
        }
    }

    @Test
    void theNextUnevenSplitAdjustsToTheNextRoot() {
        Chain chain = chain(60, 90, Map.of(SPLIT, 1.5, SPLIT + 20, 1.5));
        chain.on(SPLIT);
        Map<String, Integer> shares = Exchange.contracts(chain.on(SPLIT + 20))
                .collect(Collectors.toMap(
                        contract -> contract.contract().root(), ListedContract::shares, (one, other) -> {
                            assertEquals(one, other);
                            return one;
                        }));
        assertEquals(Map.of("AAPL", 100, "AAPL1", 225, "AAPL2", 150), shares);
    }

    @Test
    void aContractWithTheFirstTermsOfAnOlderOneSaysAfterWhichSplitItWasListed() {
        Chain chain = chain(900, 100, Map.of(SPLIT, 1.5));
        chain.on(SPLIT - 1);
        List<ListedContract> suffixed = Exchange.contracts(chain.on(SPLIT + 30))
                .filter(contract -> contract.lineage().contains("/"))
                .toList();
        assertTrue(!suffixed.isEmpty());
        suffixed.forEach(contract -> {
            assertEquals(contract.contract().name() + "/1", contract.lineage());
            assertTrue(contract.since() >= SPLIT);
        });
    }

    @Test
    void anAdjustedStrikeOnTheNewGridIsTheOlderContract() {
        Chain chain = chain(900, 100, Map.of(SPLIT, 2.0));
        Set<String> before = listed(chain, SPLIT - 1).keySet();
        List<ListedContract> at45 = Exchange.contracts(chain.on(SPLIT + 10))
                .filter(contract ->
                        contract.since() < SPLIT && contract.contract().strikeThousandths() == 45_000)
                .toList();
        assertTrue(!at45.isEmpty());
        at45.forEach(contract -> assertTrue(
                before.contains(contract.lineage()) && contract.lineage().contains("_90_"), contract.lineage()));
    }
}
