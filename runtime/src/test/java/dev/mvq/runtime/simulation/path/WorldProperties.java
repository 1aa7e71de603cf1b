package dev.mvq.runtime.simulation.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What a seed promises of its paths, whatever is seen of them and however they are drawn. */
class WorldProperties {
    private record Seen(Bar bar, LatentState state, double activity, double near, double far, double skew) {
        private static Seen of(NamePath path, int t) {
            VarianceOutlook outlook = path.outlook(t);
            return new Seen(
                    path.bar(t), path.state(t), path.activityOn(t), outlook.near(), outlook.far(), outlook.skew());
        }
    }

    private static List<Seen> seen(World world, int names, int sessions) {
        return world.paths().subList(0, names).stream()
                .flatMap(path -> IntStream.range(0, sessions).mapToObj(t -> Seen.of(path, t)))
                .toList();
    }

    @Property(tries = 3)
    void theSameSeedGivesTheSameBitsWhateverTheNumberOfThreads(@ForAll @LongRange(min = 0) long seed) {
        List<Seen> alone = drawnBy(1, seed);
        assertEquals(alone, drawnBy(4, seed));
        assertNotEquals(alone, drawnBy(1, seed + 1));
    }

    private static List<Seen> drawnBy(int threads, long seed) {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> seen(Worlds.draw(seed, 6, Worlds.LAST_DAY), 6, 6000))
                    .join();
        }
    }

    @Property(tries = 4)
    void moreNamesChangeNothingOfThoseThereWere(
            @ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(min = 1, max = 20) int names) {
        World few = Worlds.draw(seed, names, Worlds.LAST_DAY);
        World more = Worlds.draw(seed, names + 5, Worlds.LAST_DAY);
        assertEquals(seen(few, names, 3000), seen(more, names, 3000));
        assertEquals(few.changes(), more.changes());
    }

    @Property(tries = 4)
    void aWorldThatEndsEarlierIsTheBeginningOfOneThatEndsLater(
            @ForAll @LongRange(min = 0) long seed, @ForAll @IntRange(min = 0, max = 6000) int earlier) {
        World early = Worlds.draw(seed, 4, LocalDate.of(2012, 6, 29).plusDays(earlier % 4000));
        World late = Worlds.draw(seed, 4, LocalDate.of(2026, 12, 31));
        int sessions = early.clock().last() + 1;
        assertEquals(seen(early, 4, sessions), seen(late, 4, sessions));
        assertEquals(
                early.changes(),
                late.changes().stream().filter(c -> c.session() < sessions).toList());
    }

    /** Prices of NVDA in this world stray far after the day on which all prices are known, which must not change how they began. */
    @Test
    void aPathThatStraysLaterBeginsNoOtherwise() {
        aWorldThatEndsEarlierIsTheBeginningOfOneThatEndsLater(377, 347);
    }

    @Property(tries = 5)
    void everyNameClosesAtTheRostersPriceOnTheAnchor(@ForAll @LongRange(min = 0) long seed) {
        World world = Worlds.draw(seed, 30, Worlds.LAST_DAY);
        int anchor = world.clock().anchor();
        world.paths().forEach(path -> assertEquals(path.name().anchor(), path.close(anchor), 1e-9));
    }

    @Test
    void sessionsCanBeAskedForInAnyOrder() {
        NamePath path = Worlds.path(Worlds.of(7), "NVDA");
        Bar late = path.bar(5000);
        Bar first = path.bar(0);
        assertEquals(LocalDate.of(2000, 1, 3), first.date());
        assertEquals(late, path.bar(5000));
    }

    @Test
    void changesOfTheRegimeAreOnFile() {
        World world = Worlds.of(7);
        for (RegimeChange change : world.changes()) {
            assertEquals(world.clock().day(change.session()), change.date());
            assertNotEquals(change.before(), change.after());
            assertEquals(change.before(), world.climate().regime(change.session() - 1));
            assertEquals(change.after(), world.climate().regime(change.session()));
        }
        assertTrue(world.changes().size() > 40 && world.changes().size() < 400);
    }

    @Test
    void theRosterHasSixHundredNamesOfWhichNoTwoAreTheSame() {
        List<Roster.Name> names = Roster.first(Roster.SIZE);
        List<String> tickers = names.stream().map(Roster.Name::ticker).toList();
        assertEquals(600, new HashSet<>(tickers).size());
        assertEquals(
                List.of("AAPL", "MSFT", "NVDA", "JPM", "XOM", "KO", "SPY", "QQQ", "IWM", "SPX", "NDX"),
                tickers.subList(0, 11));
        assertEquals(
                List.of("SPX", "NDX"),
                names.stream()
                        .filter(Roster.Name::index)
                        .map(Roster.Name::ticker)
                        .toList());
        assertTrue(names.stream().allMatch(name -> name.index() == (name.exercise() == Roster.Exercise.EUROPEAN)));
    }

    @Test
    void mostNamesAreIlliquid() {
        double[] liquidity = Roster.first(Roster.SIZE).stream()
                .mapToDouble(Roster.Name::liquidity)
                .sorted()
                .toArray();
        assertTrue(liquidity[300] < 0.15 * liquidity[599], "median " + liquidity[300]);
        assertTrue(liquidity[0] > 0);
    }

    @Test
    void anIndexAndTheFundOnItMoveAsOne() {
        World world = Worlds.of(7);
        NamePath index = Worlds.path(world, "SPX");
        NamePath fund = Worlds.path(world, "SPY");
        for (int t = 1; t <= world.clock().last(); t++) {
            assertEquals(0, index.bar(t).dividend());
            assertEquals(Worlds.totalReturn(fund, t), Worlds.totalReturn(index, t), 0.005);
        }
    }
}
