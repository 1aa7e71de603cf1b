package dev.mvq.runtime.simulation.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every name, budget, path and day from 2002 to 2026, splits included. */
class ChainProperties {
    private static final Map<List<Object>, Chain.Plan> PLANS = new HashMap<>();

    /**
     * A name's chain and the session that a property looks at.
     *
     * @param splits by session, whole, uneven and reverse ones
     */
    record Case(long seed, Roster.Name name, int pairs, int session, Map<Integer, Double> splits) {
        Exchange.Walk walk(Map<Integer, Double> jumps) {
            return new Exchange.Walk(seed, name.anchor(), splits, jumps);
        }

        Chain chain() {
            return chain(walk(Map.of()));
        }

        Chain chain(Spots spots) {
            Chain.Plan plan = PLANS.computeIfAbsent(
                    List.of(name.ticker(), pairs), key -> Chain.plan(name, Exchange.CALENDAR, 1, pairs));
            return new Chain(plan, spots);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Integer> sessions = Arbitraries.integers().between(Exchange.FIRST, Exchange.LAST - 70);
        return Combinators.combine(
                        Arbitraries.longs().between(0, 1_000_000),
                        Arbitraries.of(Exchange.NAMES),
                        Arbitraries.of(Exchange.BUDGETS),
                        sessions)
                .as((seed, name, pairs, session) -> new Case(seed, name, pairs, session, Map.of()));
    }

    @Provide
    Arbitrary<Case> casesWithSplits() {
        Arbitrary<Map<Integer, Double>> splits = Arbitraries.maps(
                        Arbitraries.integers().between(-150, 65), Arbitraries.of(2.0, 3.0, 7.0, 1.5, 1.25, 0.1, 0.2))
                .ofMaxSize(3);
        return Combinators.combine(cases(), splits).as((plain, offsets) -> {
            if (plain.name.index()) {
                return plain;
            }
            Map<Integer, Double> at = new HashMap<>();
            offsets.forEach((offset, factor) -> at.put(plain.session + offset, factor));
            return new Case(plain.seed, plain.name, plain.pairs, plain.session, at);
        });
    }

    @Property(tries = 150)
    void everyExpiryIsOneThatTheCalendarAllows(@ForAll("cases") Case on) {
        List<ListedExpiry> listed = on.chain().on(on.session);
        assertFalse(listed.isEmpty());
        for (ListedExpiry expiry : listed) {
            String root = expiry.pairs().getFirst().call().contract().root();
            assertTrue(
                    CalendarRules.allow(on.name, root, expiry.settlement(), expiry.expiry(), day(on.session)),
                    () -> root + " " + expiry.expiry() + " listed on " + day(on.session));
        }
    }

    @Property(tries = 100)
    void strikesLieOnTheGridOfTheExchangeInOrderCallsAndPutsInPairs(@ForAll("cases") Case on) {
        long unit = on.name.index() ? 5_000 : 500;
        for (ListedExpiry expiry : on.chain().on(on.session)) {
            long before = 0;
            for (ListedExpiry.Pair pair : expiry.pairs()) {
                Contract call = pair.call().contract();
                assertEquals(0, call.strikeThousandths() % unit, call::name);
                assertTrue(call.strikeThousandths() > before, call::name);
                before = call.strikeThousandths();
                assertEquals(
                        new Contract(call.root(), call.expiry(), before, Right.PUT),
                        pair.put().contract());
                assertEquals(Right.CALL, call.right());
                assertEquals(expiry.expiry(), call.expiry());
                assertEquals(call.name(), pair.call().lineage());
                assertEquals(100, pair.call().shares());
            }
        }
    }

    @Property(tries = 60)
    void whatIsListedStaysUntilItsLastSession(@ForAll("casesWithSplits") Case on) {
        Chain chain = on.chain();
        Map<String, ListedContract> before = byLineage(chain.on(on.session));
        for (int t = on.session + 1; t <= on.session + 60; t++) {
            Map<String, ListedContract> now = byLineage(chain.on(t));
            int session = t;
            before.forEach((lineage, contract) -> {
                boolean ended = CalendarRules.lastSession(on.name, contract).isBefore(day(session));
                ListedContract kept = now.get(lineage);
                assertEquals(ended, kept == null, () -> lineage + " on " + day(session));
                assertTrue(kept == null || (kept.key() == contract.key() && kept.since() == contract.since()));
            });
            before = now;
        }
    }

    @Property(tries = 60)
    void aDayDoesNotDependOnTheDaysAskedForBefore(@ForAll("casesWithSplits") Case on) {
        List<Integer> sessions = new ArrayList<>(
                IntStream.rangeClosed(on.session, on.session + 30).boxed().toList());
        Chain inOrder = on.chain();
        Map<Integer, List<ListedExpiry>> expected =
                sessions.stream().collect(Collectors.toMap(Function.identity(), inOrder::on));
        Collections.shuffle(sessions, new Random(on.seed));
        Chain used = inOrder.another();
        sessions.forEach(session -> assertEquals(expected.get(session), used.on(session)));
        int last = sessions.getLast();
        assertEquals(expected.get(last), on.chain().on(last));
    }

    @Property(tries = 60)
    void strikesAnswerYesterdaysCloseAndNothingLater(@ForAll("casesWithSplits") Case on) {
        Exchange.Walk known = on.walk(Map.of());
        Exchange.Walk other = on.walk(Map.of(on.session, 1.4));
        assertEquals(on.chain(known).on(on.session), on.chain(other).on(on.session));
        double spot = other.before(on.session + 1);
        for (ListedExpiry expiry : on.chain(other).on(on.session + 1)) {
            double highest = expiry.pairs().getLast().call().contract().strike();
            boolean standard = expiry.pairs().getFirst().call().shares() == 100;
            assertTrue(
                    on.pairs < 25 || !standard || highest > spot * (1 - Exchange.tolerance(expiry, other)),
                    () -> expiry.expiry() + " ends at " + highest);
        }
    }

    @Property(tries = 40)
    void sinceIsTheFirstSessionThatHasTheContract(@ForAll("casesWithSplits") Case on) {
        Chain chain = on.chain();
        Map<String, ListedContract> now = byLineage(chain.on(on.session));
        Map<Integer, List<ListedContract>> bySince =
                now.values().stream().collect(Collectors.groupingBy(ListedContract::since));
        bySince.entrySet().stream().limit(12).forEach(entry -> {
            int since = entry.getKey();
            assertTrue(since <= on.session);
            Set<String> then = byLineage(on.chain().on(since)).keySet();
            Set<String> before =
                    since == 0 ? Set.of() : byLineage(on.chain().on(since - 1)).keySet();
            for (ListedContract contract : entry.getValue()) {
                assertTrue(then.contains(contract.lineage()), () -> contract + " since " + since);
                assertFalse(before.contains(contract.lineage()), () -> contract + " before " + since);
            }
        });
    }

    @Property(tries = 60)
    void noTwoContractsShareTermsLineageOrKey(@ForAll("casesWithSplits") Case on) {
        Chain chain = on.chain();
        Map<String, Long> keys = new HashMap<>();
        for (int t = on.session; t <= on.session + 60; t += 3) {
            List<ListedContract> listed = Exchange.contracts(chain.on(t)).toList();
            Set<Contract> terms = new HashSet<>();
            for (ListedContract contract : listed) {
                assertTrue(terms.add(contract.contract()), () -> contract + " is listed twice");
                Long key = keys.putIfAbsent(contract.lineage(), contract.key());
                assertTrue(key == null || key == contract.key(), () -> contract + " has two keys");
            }
            assertEquals(listed.size(), byLineage(chain.on(t)).size());
        }
        assertEquals(keys.size(), new HashSet<>(keys.values()).size());
    }

    private static Map<String, ListedContract> byLineage(List<ListedExpiry> listed) {
        return Exchange.contracts(listed).collect(Collectors.toMap(ListedContract::lineage, Function.identity()));
    }

    private static LocalDate day(int session) {
        return Exchange.CALENDAR.day(session);
    }
}
