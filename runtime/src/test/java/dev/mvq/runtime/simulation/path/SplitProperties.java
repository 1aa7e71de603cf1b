package dev.mvq.runtime.simulation.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Splits change the count of shares and nothing else. */
class SplitProperties {
    private static final long[] SEEDS = LongStream.rangeClosed(1, 8).toArray();

    @Test
    void splitsLeaveTheValueOfAHoldingUnchanged() {
        List<Double> onSplits = new ArrayList<>();
        List<Double> onOthers = new ArrayList<>();
        for (long seed : SEEDS) {
            for (NamePath path : Worlds.of(seed).paths()) {
                path.splits().forEach(split -> onSplits.add(surprise(path, split.session())));
                IntStream.range(1, 6000).filter(t -> t % 97 == 0).forEach(t -> onOthers.add(surprise(path, t)));
            }
        }
        assertTrue(onSplits.size() > 100, "only " + onSplits.size() + " splits");
        for (double level : new double[] {0.25, 0.5, 0.75}) {
            double ratio = quantile(onSplits, level) / quantile(onOthers, level);
            assertTrue(ratio > 0.6 && ratio < 1.6, "overnight moves on splits over others: " + ratio + " at " + level);
        }
        assertTrue(quantile(onSplits, 1) < 15, "moved by " + quantile(onSplits, 1) + " deviations");
    }

    /** Size of the move to the open in the shares of the close before, dividend included, in daily deviations. */
    private static double surprise(NamePath path, int t) {
        Bar bar = path.bar(t);
        double move = Math.log((bar.open() + bar.dividend()) * bar.splitFactor() / path.close(t - 1));
        return Math.abs(move) / Math.sqrt(path.variance(t) / Factor.SESSIONS_A_YEAR);
    }

    private static double quantile(List<Double> values, double level) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, level * sorted.length)];
    }

    @Property(tries = 5)
    void aHoldingOfSharesGrowsByTheSplitsBetween(@ForAll @LongRange(min = 0) long seed) {
        World world = Worlds.draw(seed, 25, Worlds.LAST_DAY);
        for (NamePath path : world.paths()) {
            double shares = 1;
            for (int t = 1; t <= world.clock().last(); t++) {
                shares *= path.bar(t).splitFactor();
                if (t % 250 == 0) {
                    assertEquals(shares, path.shares(0, t), 1e-9 * shares);
                }
            }
            double product =
                    path.shares(0, 2000) * path.shares(2000, world.clock().last());
            assertEquals(shares, product, 1e-9 * shares);
        }
    }

    @Test
    void splitsAreAnnouncedWeeksBeforeTheyTakeEffectAndAreFarApart() {
        for (NamePath path : allPaths()) {
            int before = -1000;
            for (Split split : path.splits()) {
                int notice = split.session() - split.announced();
                assertTrue(notice >= 15 && notice <= 30, split::toString);
                assertTrue(split.announced() - before >= 200, split::toString);
                assertEquals(split.factor(), path.bar(split.session()).splitFactor());
                before = split.session();
            }
        }
    }

    @Test
    void sharesSplitWhenDearAndAreJoinedWhenCheap() {
        List<Double> before = new ArrayList<>();
        List<Double> joined = new ArrayList<>();
        for (NamePath path : allPaths()) {
            for (Split split : path.splits()) {
                (split.isReverse() ? joined : before).add(path.close(split.announced()));
            }
        }
        assertTrue(quantile(before, 0.5) > 150, "split at a median of " + quantile(before, 0.5));
        assertTrue(quantile(joined, 0.5) < 6, "joined at a median of " + quantile(joined, 0.5));
    }

    @Test
    void ratiosAreThoseThatCompaniesChoose() {
        Set<String> ratios = allPaths().stream()
                .flatMap(path -> path.splits().stream())
                .map(split -> split.newShares() + ":" + split.oldShares())
                .collect(Collectors.toSet());
        assertTrue(
                Set.of("2:1", "3:1", "4:1", "7:1", "10:1", "20:1", "3:2", "1:10", "1:8")
                        .containsAll(ratios),
                ratios::toString);
        assertTrue(ratios.containsAll(Set.of("2:1", "3:2", "1:10")), ratios::toString);
    }

    @Test
    void fundsAndIndicesDoNotSplit() {
        assertTrue(allPaths().stream()
                .filter(path -> path.name().fund())
                .allMatch(path -> path.splits().isEmpty()));
    }

    @Property(tries = 25)
    void applesContractKeepsItsStrike(@ForAll @LongRange(min = 0) long seed) {
        World world = Worlds.draw(seed, 1, LocalDate.of(2024, 12, 31));
        NamePath apple = world.paths().getFirst();
        assertEquals(158.00, apple.close(world.clock().anchor()));
        for (Split split : apple.splits()) {
            LocalDate day = world.clock().day(split.session());
            assertTrue(day.isBefore(LocalDate.of(2023, 6, 1)) || day.isAfter(LocalDate.of(2024, 6, 30)), day::toString);
        }
    }

    private static List<NamePath> allPaths() {
        return LongStream.of(SEEDS)
                .boxed()
                .flatMap(seed -> Worlds.of(seed).paths().stream())
                .toList();
    }
}
