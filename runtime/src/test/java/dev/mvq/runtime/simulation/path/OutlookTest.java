package dev.mvq.runtime.simulation.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How implied variance stands to the variance that comes: level, persistence, lead and lag. */
class OutlookTest {
    private static final long[] SEEDS = LongStream.rangeClosed(1, 8).toArray();
    private static final double MONTH = 30 / 365.0;

    @Test
    void impliedLeadsRealisedWhenARegimeTurns() {
        double implied = onTurns("SPX", 0, (path, t) -> path.outlook(t).near());
        double realisedAtOnce = onTurns("SPX", 0, NamePath::variance);
        double realisedLater = onTurns("SPX", 10, NamePath::variance);
        assertTrue(implied > 0.25, "log implied variance rises by " + implied);
        assertEquals(0, realisedAtOnce, 0.15, "variance itself on that day");
        assertTrue(realisedLater > realisedAtOnce + 0.4, "variance two weeks later " + realisedLater);
    }

    @Test
    void theInformedLead() {
        assertTrue(Worlds.path(Worlds.of(1), "SPX").name().informed()
                > Worlds.path(Worlds.of(1), "KO").name().informed());
        double informed = onTurns("SPX", 0, (path, t) -> path.outlook(t).near());
        double late = onTurns("KO", 0, (path, t) -> path.outlook(t).near());
        assertTrue(informed > 1.5 * late, "SPX " + informed + ", KO " + late);
    }

    /** Mean change of a logarithm from the close before the market turns worse to {@code later} sessions after the turn. */
    private static double onTurns(String ticker, int later, ToDoubleBiFunction<NamePath, Integer> variance) {
        return LongStream.of(SEEDS)
                .boxed()
                .flatMap(seed -> {
                    World world = Worlds.of(seed);
                    NamePath path = Worlds.path(world, ticker);
                    return world.changes().stream()
                            .filter(change -> isWorse(change.after()) && !isWorse(change.before()))
                            .filter(change ->
                                    change.session() + later <= world.clock().last())
                            .map(change -> Math.log(variance.applyAsDouble(path, change.session() + later)
                                    / variance.applyAsDouble(path, change.session() - 1)));
                })
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    private static boolean isWorse(Regime regime) {
        return regime == Regime.STRESSED || regime == Regime.CRASH;
    }

    @Test
    void impliedVolatilityOfTheIndexLooksLikeTheRealOne() {
        // S&P 500 and VIX 2000-2018: mean 19.7, half of log changes' variance against the index, -0.73, implied over
        // realised 1.33.
        double mean = median(seed -> IntStream.range(0, 4600)
                .mapToDouble(t -> volatility(index(seed), t))
                .average()
                .orElseThrow());
        assertTrue(mean > 0.14 && mean < 0.28, "mean " + mean);
        double correlation = median(seed -> {
            double[] returns = new double[4599];
            double[] changes = new double[4599];
            for (int t = 1; t < 4600; t++) {
                returns[t - 1] = Worlds.totalReturn(index(seed), t);
                changes[t - 1] = Math.log(volatility(index(seed), t) / volatility(index(seed), t - 1));
            }
            return Series.correlation(returns, changes);
        });
        assertTrue(correlation < -0.55 && correlation > -0.9, "with the index " + correlation);
        double premium = median(seed -> Series.median(IntStream.range(0, 4500)
                .mapToDouble(t -> volatility(index(seed), t) / realised(index(seed), t))
                .toArray()));
        assertTrue(premium > 1.1 && premium < 1.6, "implied over realised " + premium);
    }

    @Test
    void skewIsSteepestInACrash() {
        World world = Worlds.of(1);
        NamePath path = index(1);
        double crash = skew(world, path, Regime.CRASH);
        assertTrue(crash > skew(world, path, Regime.CALM), "crash " + crash);
    }

    private static double skew(World world, NamePath path, Regime regime) {
        return IntStream.rangeClosed(0, world.clock().last())
                .filter(t -> world.climate().regime(t) == regime)
                .mapToDouble(t -> path.outlook(t).skew())
                .average()
                .orElseThrow();
    }

    private static NamePath index(long seed) {
        return Worlds.path(Worlds.of(seed), "SPX");
    }

    private static double volatility(NamePath path, int t) {
        VarianceOutlook outlook = path.outlook(t);
        return Math.sqrt(outlook.atTheMoney(path.bar(t).date(), MONTH) / MONTH);
    }

    private static double realised(NamePath path, int t) {
        double sum = 0;
        for (int k = t + 1; k <= t + 21; k++) {
            sum += Math.pow(Worlds.totalReturn(path, k), 2);
        }
        return Math.sqrt(sum / 21 * Factor.SESSIONS_A_YEAR);
    }

    private interface OfSeed {
        double of(long seed);
    }

    private static double median(OfSeed statistic) {
        return Series.median(LongStream.of(SEEDS).mapToDouble(statistic::of).toArray());
    }
}
