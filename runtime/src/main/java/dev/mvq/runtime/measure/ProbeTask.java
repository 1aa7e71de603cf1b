package dev.mvq.runtime.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a linear read-out finds in vectors, learnt on some sessions and judged on others: quantities that should be there (R²), and what
 * should not, the underlying's absolute price (R²), its name, and the source whose fields a view lacks (accuracy, beside that of always
 * saying the most frequent one).
 */
final class ProbeTask implements Task {
    private static final List<Quantity> WANTED = List.of(
            Quantity.LOG_IV,
            Quantity.DELTA,
            Quantity.GAMMA,
            Quantity.VEGA,
            Quantity.SPREAD,
            Quantity.VOLATILITY_20,
            Quantity.RSI_14);
    // Less is better of what should not be there.
    private static final String TICKER = "accuracy ticker ↓";
    private static final String VENDOR = "accuracy vendor ↓";

    private static final int MOST_LEARNT = 6_000;
    private static final int MOST_JUDGED = 3_000;
    private static final int FEWEST = 100;

    /** Sessions that are learnt from or judged on together: neighbours in time are much alike. */
    private static final int STRETCH = 20;

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public Optional<String> lacking(Trial trial) {
        Halves halves = Halves.of(trial, trial.rows());
        return halves.learnt.length < FEWEST || halves.judged.length < FEWEST
                ? Optional.of("%d rows to learn from and %d to judge on, %d wanted of each"
                        .formatted(halves.learnt.length, halves.judged.length, FEWEST))
                : Optional.empty();
    }

    /** Rows of some sessions and rows of others. */
    private record Halves(int[] learnt, int[] judged) {
        static Halves of(Trial trial, int[] rows) {
            Pool pool = trial.pool();
            int stretch = trial.longEnough() ? STRETCH : 1;
            return new Halves(
                    thinned(
                            IntStream.of(rows)
                                    .filter(row -> !isJudged(pool, row, stretch))
                                    .toArray(),
                            MOST_LEARNT),
                    thinned(
                            IntStream.of(rows)
                                    .filter(row -> isJudged(pool, row, stretch))
                                    .toArray(),
                            MOST_JUDGED));
        }

        private static boolean isJudged(Pool pool, int row, int stretch) {
            return pool.places().get(row).session() / stretch % 2 == 1;
        }

        private static int[] thinned(int[] rows, int most) {
            int step = Math.max(1, (rows.length + most - 1) / most);
            return IntStream.range(0, rows.length / step)
                    .map(i -> rows[i * step])
                    .toArray();
        }
    }

    @Override
    public List<Finding> judge(Trial trial, Judged judged) {
        List<Finding> findings = new ArrayList<>(quantities(trial, judged));
        ticker(trial, judged).ifPresent(findings::add);
        vendor(trial, judged).ifPresent(findings::add);
        return findings;
    }

    private static List<Finding> quantities(Trial trial, Judged judged) {
        Pool pool = trial.pool();
        List<Finding> findings = new ArrayList<>();
        List<Quantity> all = new ArrayList<>(WANTED);
        all.add(Quantity.LOG_PRICE);
        Map<List<Integer>, List<Quantity>> together = all.stream()
                .collect(Collectors.groupingBy(quantity -> IntStream.of(trial.rows())
                        .filter(row -> !Double.isNaN(pool.of(quantity)[row]))
                        .boxed()
                        .toList()));
        together.forEach((rows, quantities) -> {
            Halves halves =
                    Halves.of(trial, rows.stream().mapToInt(Integer::intValue).toArray());
            if (halves.learnt.length >= FEWEST && halves.judged.length >= FEWEST) {
                findings.addAll(quantities(trial, judged, halves, quantities));
            }
        });
        return findings;
    }

    private static List<Finding> quantities(Trial trial, Judged judged, Halves halves, List<Quantity> quantities) {
        double[][] learnt = targets(trial.pool(), halves.learnt, quantities);
        Readout readout = new Readout(judged.of(halves.learnt), judged.vectors().width(), learnt);
        double[][] read = readout.read(judged.of(halves.judged));
        double[][] truth = targets(trial.pool(), halves.judged, quantities);
        int[] blocks = sessions(trial.pool(), halves.judged);
        return IntStream.range(0, quantities.size())
                .mapToObj(k -> new Finding(
                        "R² " + quantities.get(k).word() + (quantities.get(k) == Quantity.LOG_PRICE ? " ↓" : ""),
                        judged.method(),
                        Sample.explained(blocks, column(truth, k), column(read, k))))
                .toList();
    }

    private static double[][] targets(Pool pool, int[] rows, List<Quantity> quantities) {
        return IntStream.of(rows)
                .mapToObj(row -> quantities.stream()
                        .mapToDouble(quantity -> pool.of(quantity)[row])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] column(double[][] values, int column) {
        return Arrays.stream(values).mapToDouble(row -> row[column]).toArray();
    }

    private static int[] sessions(Pool pool, int[] rows) {
        return IntStream.of(rows).map(row -> pool.places().get(row).session()).toArray();
    }

    private static Optional<Finding> ticker(Trial trial, Judged judged) {
        Halves halves = Halves.of(trial, trial.rows());
        if (!trial.manyUnderlyings()) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                TICKER,
                judged.method(),
                named(
                        judged.of(halves.learnt),
                        tickers(trial, halves.learnt),
                        judged.of(halves.judged),
                        tickers(trial, halves.judged),
                        judged.vectors().width(),
                        sessions(trial.pool(), halves.judged))));
    }

    private static List<String> tickers(Trial trial, int[] rows) {
        return IntStream.of(rows)
                .mapToObj(row -> trial.pool().places().get(row).underlying())
                .toList();
    }

    private static Optional<Finding> vendor(Trial trial, Judged judged) {
        VendorViews views = VendorViews.of(trial);
        if (views.learnt.length < FEWEST || views.judged.length < FEWEST) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                VENDOR,
                judged.method(),
                named(
                        judged.seen(views.learnt),
                        views.names(trial, views.learnt),
                        judged.seen(views.judged),
                        views.names(trial, views.judged),
                        judged.vectors().width(),
                        IntStream.of(views.judged)
                                .map(view -> trial.pool().blocks()[view])
                                .toArray())));
    }

    /** Views with a form, by blocks of even and odd number. */
    private record VendorViews(int[] learnt, int[] judged) {
        static VendorViews of(Trial trial) {
            Pool pool = trial.pool();
            int[] formed = IntStream.of(trial.views())
                    .filter(view -> pool.forms().get(view).isPresent())
                    .toArray();
            return new VendorViews(
                    IntStream.of(formed)
                            .filter(view -> pool.blocks()[view] % 2 == 0)
                            .toArray(),
                    IntStream.of(formed)
                            .filter(view -> pool.blocks()[view] % 2 == 1)
                            .toArray());
        }

        List<String> names(Trial trial, int[] views) {
            return IntStream.of(views)
                    .mapToObj(view ->
                            trial.pool().forms().get(view).map(Enum::name).orElse(""))
                    .toList();
        }
    }

    /** Least squares on one column a name; the highest names it. */
    private static Sample named(
            float[] learnt, List<String> names, float[] judged, List<String> truth, int width, int[] blocks) {
        List<String> known = names.stream().distinct().sorted().toList();
        double[][] targets = names.stream()
                .map(name -> known.stream()
                        .mapToDouble(each -> each.equals(name) ? 1 : 0)
                        .toArray())
                .toArray(double[][]::new);
        double[][] read = new Readout(learnt, width, targets).read(judged);
        double[] right = IntStream.range(0, read.length)
                .mapToDouble(i -> known.get(highest(read[i])).equals(truth.get(i)) ? 1 : 0)
                .toArray();
        return Sample.mean(blocks, right);
    }

    private static int highest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    @Override
    public List<Finding> references(Trial trial) {
        List<Finding> findings = new ArrayList<>();
        if (trial.manyUnderlyings()) {
            Halves halves = Halves.of(trial, trial.rows());
            findings.add(new Finding(
                    TICKER,
                    "chance",
                    mostFrequent(
                            tickers(trial, halves.learnt),
                            tickers(trial, halves.judged),
                            sessions(trial.pool(), halves.judged))));
        }
        VendorViews views = VendorViews.of(trial);
        if (views.learnt.length >= FEWEST && views.judged.length >= FEWEST) {
            findings.add(new Finding(
                    VENDOR,
                    "chance",
                    mostFrequent(
                            views.names(trial, views.learnt),
                            views.names(trial, views.judged),
                            IntStream.of(views.judged)
                                    .map(view -> trial.pool().blocks()[view])
                                    .toArray())));
        }
        return findings;
    }

    private static Sample mostFrequent(List<String> learnt, List<String> truth, int[] blocks) {
        Map<String, Integer> counts = new HashMap<>();
        learnt.forEach(name -> counts.merge(name, 1, Integer::sum));
        String most = counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
        return Sample.mean(
                blocks,
                truth.stream().mapToDouble(name -> name.equals(most) ? 1 : 0).toArray());
    }
}
