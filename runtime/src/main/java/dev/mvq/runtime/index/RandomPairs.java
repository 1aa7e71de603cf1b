package dev.mvq.runtime.index;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.ColumnKind;
import dev.mvq.runtime.storage.ColumnTable;
import dev.mvq.runtime.storage.ColumnValues;
import dev.mvq.runtime.vector.Segment;
import dev.mvq.runtime.vector.SegmentRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * How alike rows are that have nothing to do with each other: the cosines of random pairs, all modalities of a pair together, so that
 * the distribution of any weighted mean follows. Turns a similarity into a percentile that means the same for every modality.
 */
public final class RandomPairs {
    /** Pairs drawn of contract-days, and of stock-days. */
    public static final int PAIRS = 20_000;

    private static final int STOCK_ROWS = 2 * PAIRS;
    private static final int TRIES = 20;
    private static final int MIXTURES_KEPT = 32;
    private static final Column STOCKS = new Column("stocks", ColumnKind.BOOLEAN);

    private final boolean[] stocks;
    private final Map<Modality, double[]> cosines;
    private final Map<Mixture, double[]> sorted = new ConcurrentHashMap<>();

    private record Mixture(List<WeightedModality> on, boolean stocks) {}

    private record Row(Segment segment, int ordinal) {
        boolean counts() {
            return !segment.tombstones().has(ordinal);
        }
    }

    private RandomPairs(boolean[] stocks, Map<Modality, double[]> cosines) {
        this.stocks = stocks;
        this.cosines = cosines;
    }

    /**
     * How alike random pairs are.
     *
     * @param mean of their cosines; NaN where no pair has the modality
     * @param deviation standard deviation of their cosines; NaN likewise
     */
    public record Spread(double mean, double deviation) {}

    /** Draws pairs of like rows from the segments; the same segments and seed give the same pairs. */
    public static RandomPairs draw(List<Segment> segments, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Row[]> pairs = new ArrayList<>();
        int options = drawOptions(segments, random, pairs);
        drawStocks(stockRows(segments, random), random, pairs);
        boolean[] stocks = new boolean[pairs.size()];
        Arrays.fill(stocks, options, stocks.length, true);
        Map<Modality, double[]> cosines = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            float[] left = new float[modality.dimension()];
            cosines.put(
                    modality,
                    pairs.stream()
                            .mapToDouble(pair -> cosine(pair, modality, left))
                            .toArray());
        }
        return new RandomPairs(stocks, cosines);
    }

    /** Most rows are contract-days: of any two rows both mostly are. */
    private static int drawOptions(List<Segment> segments, SplittableRandom random, List<Row[]> pairs) {
        long rows = segments.stream().mapToLong(Segment::rows).sum();
        int drawn = 0;
        for (long tries = (long) PAIRS * TRIES; rows > 1 && drawn < PAIRS && tries > 0; tries--) {
            Row left = row(segments, random.nextLong(rows));
            Row right = row(segments, random.nextLong(rows));
            if (left.counts() && right.counts() && !isStock(left) && !isStock(right) && !left.equals(right)) {
                pairs.add(new Row[] {left, right});
                drawn++;
            }
        }
        return drawn;
    }

    private static void drawStocks(List<Row> rows, SplittableRandom random, List<Row[]> pairs) {
        int drawn = 0;
        for (long tries = (long) PAIRS * TRIES; rows.size() > 1 && drawn < PAIRS && tries > 0; tries--) {
            Row left = rows.get(random.nextInt(rows.size()));
            Row right = rows.get(random.nextInt(rows.size()));
            if (!left.equals(right)) {
                pairs.add(new Row[] {left, right});
                drawn++;
            }
        }
    }

    /** Stock-days drawn evenly, in one pass (reservoir sampling): one row in hundreds, so that two of any rows hardly ever both are. */
    private static List<Row> stockRows(List<Segment> segments, SplittableRandom random) {
        List<Row> sample = new ArrayList<>();
        long seen = 0;
        for (Segment segment : segments) {
            for (int ordinal = 0; ordinal < segment.rows(); ordinal++) {
                Row row = new Row(segment, ordinal);
                if (row.counts() && isStock(row)) {
                    seen++;
                    if (sample.size() < STOCK_ROWS) {
                        sample.add(row);
                        continue;
                    }
                    long place = random.nextLong(seen);
                    if (place < STOCK_ROWS) {
                        sample.set((int) place, row);
                    }
                }
            }
        }
        return sample;
    }

    private static Row row(List<Segment> segments, long at) {
        long left = at;
        for (Segment segment : segments) {
            if (left < segment.rows()) {
                return new Row(segment, (int) left);
            }
            left -= segment.rows();
        }
        throw new IndexOutOfBoundsException("no row " + at);
    }

    private static boolean isStock(Row row) {
        return row.segment().narrow().type(row.ordinal()) == 'S';
    }

    private static double cosine(Row[] pair, Modality modality, float[] buffer) {
        SegmentRows left = pair[0].segment().narrow();
        SegmentRows right = pair[1].segment().narrow();
        if (!modality.in(left.present(pair[0].ordinal())) || !modality.in(right.present(pair[1].ordinal()))) {
            return Double.NaN;
        }
        pair[0].segment().matrix(modality).read(pair[0].ordinal(), buffer);
        return pair[1].segment().matrix(modality).dot(pair[1].ordinal(), buffer);
    }

    /** The pairs as they are stored. */
    public ColumnTable table() {
        ColumnTable table = new ColumnTable(stocks.length).with(STOCKS, new ColumnValues.Booleans(stocks));
        cosines.forEach((modality, values) -> table.with(column(modality), new ColumnValues.Numbers(values)));
        return table;
    }

    /** Columns of {@link #table}. */
    public static List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(STOCKS));
        Arrays.stream(Modality.values()).map(RandomPairs::column).forEach(columns::add);
        return columns;
    }

    /** Pairs from their stored form. */
    public static RandomPairs of(ColumnTable table) {
        Map<Modality, double[]> cosines = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            cosines.put(modality, table.numbers(modality.word()));
        }
        return new RandomPairs(table.booleans(STOCKS.name()), cosines);
    }

    private static Column column(Modality modality) {
        return new Column(modality.word(), ColumnKind.NUMBER);
    }

    /**
     * The share of random pairs that are less alike, in percent, 0..100; NaN where no pair has all the modalities.
     *
     * @param on modalities and weights of the similarity
     * @param ofStocks whether the rows are stock-days
     */
    public double percentile(List<WeightedModality> on, boolean ofStocks, double similarity) {
        if (sorted.size() >= MIXTURES_KEPT) {
            sorted.clear(); // weights for the subject are others for every subject
        }
        double[] all = sorted.computeIfAbsent(new Mixture(List.copyOf(on), ofStocks), this::mixture);
        if (all.length == 0) {
            return Double.NaN;
        }
        int from = 0;
        int to = all.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (all[middle] < similarity) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return 100.0 * from / all.length;
    }

    /** How alike random pairs of one kind of rows are in a modality. */
    public Spread spread(Modality modality, boolean ofStocks) {
        double[] all = cosines.getOrDefault(modality, new double[0]);
        double[] known = IntStream.range(0, all.length)
                .filter(pair -> stocks[pair] == ofStocks && !Double.isNaN(all[pair]))
                .mapToDouble(pair -> all[pair])
                .toArray();
        double mean = Arrays.stream(known).average().orElse(Double.NaN);
        double variance = Arrays.stream(known)
                .map(cosine -> (cosine - mean) * (cosine - mean))
                .average()
                .orElse(Double.NaN);
        return new Spread(mean, Math.sqrt(variance));
    }

    private double[] mixture(Mixture mixture) {
        double[] similarities = new double[stocks.length];
        int count = 0;
        for (int pair = 0; pair < stocks.length; pair++) {
            double similarity = stocks[pair] == mixture.stocks() ? similarity(mixture.on(), pair) : Double.NaN;
            if (!Double.isNaN(similarity)) {
                similarities[count++] = similarity;
            }
        }
        double[] sorted = Arrays.copyOf(similarities, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private double similarity(List<WeightedModality> on, int pair) {
        double sum = 0;
        double weights = 0;
        for (WeightedModality each : on) {
            double[] of = cosines.getOrDefault(each.modality(), new double[0]);
            sum += each.weight() * of[pair];
            weights += each.weight();
        }
        return sum / weights;
    }
}
