package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinearStartTest {
    private static final int WIDTH = 90;
    private static final int ROWS = 400;

    @Test
    void the_leading_directions_are_those_in_which_rows_differ_most_and_are_orthonormal() {
        SplittableRandom random = new SplittableRandom(1);
        float[] rows = new float[ROWS * WIDTH];
        for (int i = 0; i < rows.length; i++) {
            int column = i % WIDTH;
            rows[i] = (float) (random.nextGaussian() * (column == 7 ? 9 : column == 3 ? 5 : 1));
        }
        double[][] directions = LeadingDirections.of(rows, WIDTH, 4, 11);
        assertEquals(1, Math.abs(directions[0][7]), 0.02);
        assertEquals(1, Math.abs(directions[1][3]), 0.05);
        for (int one = 0; one < directions.length; one++) {
            for (int other = 0; other < directions.length; other++) {
                double dot = 0;
                for (int i = 0; i < WIDTH; i++) {
                    dot += directions[one][i] * directions[other][i];
                }
                assertEquals(one == other ? 1 : 0, dot, 1e-9);
            }
        }
    }

    @Test
    void the_map_keeps_distances_where_the_embedding_has_room_for_all_there_is() {
        InputShape shape = new InputShape(
                1, IntStream.range(0, WIDTH).mapToObj(i -> "f" + i).toList());
        TwofoldNetwork network = new ResidualNetwork(shape, Modality.TECHNICAL, 8, 1, new Halves(0.4, 0));
        float[] rows = new float[ROWS * WIDTH];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) (3 + random.nextGaussian());
        }
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            network.start(manager, 1);
            new LinearStart(network, new Plain(rows), manager).apply(5);
            double before = 0;
            double after = 0;
            double products = 0;
            for (int pair = 0; pair + 1 < ROWS; pair += 2) {
                double wide = distance(row(rows, pair), row(rows, pair + 1));
                double first = distance(network, "fixed", row(rows, pair), row(rows, pair + 1));
                double second = distance(network, "flat", row(rows, pair), row(rows, pair + 1));
                // Each map has a length of its own; among directions alike they have shares by their numbers.
                double mapped = Math.sqrt(first * first * 64 + second * second * (WIDTH - 64));
                before += wide * wide;
                after += mapped * mapped;
                products += wide * mapped;
            }
            assertTrue(products / Math.sqrt(before * after) > 0.98, "all distances change by about one factor");
        }
    }

    @Test
    void the_more_even_the_half_the_nearer_are_deviations_along_its_directions_to_each_other() {
        double uneven = range(deviations(0));
        double between = range(deviations(0.5));
        double even = range(deviations(1));
        String ranges = "%.2f %.2f %.2f".formatted(uneven, between, even);
        assertTrue(uneven > 10, ranges);
        assertEquals(1, between / Math.sqrt(uneven), 0.5, ranges);
        assertEquals(1, even, 0.7, ranges);
    }

    /** The largest over the smallest. */
    private static double range(double[] values) {
        return Arrays.stream(values).max().orElseThrow()
                / Arrays.stream(values).min().orElseThrow();
    }

    /** Deviations of what the map that is not learnt gives, of rows that differ the more along a value the earlier it comes. */
    private static double[] deviations(double evenness) {
        InputShape shape = new InputShape(
                1, IntStream.range(0, WIDTH).mapToObj(i -> "f" + i).toList());
        TwofoldNetwork network = new ResidualNetwork(shape, Modality.TECHNICAL, 8, 1, new Halves(0.4, evenness));
        float[] rows = new float[ROWS * WIDTH];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) (random.nextGaussian() * Math.exp(-0.05 * (i % WIDTH)));
        }
        try (NDManager manager = PyTorch.manager(DeviceChoice.CPU)) {
            network.start(manager, 1);
            new LinearStart(network, new Plain(rows), manager).apply(5);
            float[] weight = network.named().get("fixed.weight").getArray().toFloatArray();
            float[] bias = network.named().get("fixed.bias").getArray().toFloatArray();
            double[] squares = new double[bias.length];
            for (int row = 0; row < ROWS; row++) {
                double[] mapped = mapped(weight, bias, row(rows, row));
                for (int i = 0; i < squares.length; i++) {
                    squares[i] += mapped[i] * mapped[i] / ROWS;
                }
            }
            return Arrays.stream(squares).map(Math::sqrt).toArray();
        }
    }

    private static double distance(Network network, String map, float[] a, float[] b) {
        float[] weight = network.named().get(map + ".weight").getArray().toFloatArray();
        float[] bias = network.named().get(map + ".bias").getArray().toFloatArray();
        return distance(mapped(weight, bias, a), mapped(weight, bias, b));
    }

    private static float[] row(float[] rows, int at) {
        return Arrays.copyOfRange(rows, at * WIDTH, (at + 1) * WIDTH);
    }

    private static double[] mapped(float[] weight, float[] bias, float[] row) {
        double[] out = new double[bias.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = bias[i];
            for (int j = 0; j < row.length; j++) {
                out[i] += weight[i * row.length + j] * row[j];
            }
        }
        return out;
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    /** Rows as they are, all of them to learn from. */
    private record Plain(float[] rows) implements Examples {
        @Override
        public Sampler sampler() {
            int[] groups = new int[ROWS];
            return new Sampler(groups, groups, new boolean[ROWS]);
        }

        @Override
        public NDList view(NDManager manager, int[] examples, SplittableRandom random) {
            return plain(manager, examples);
        }

        @Override
        public NDList disturbed(NDManager manager, int[] examples, SplittableRandom random) {
            NDList as = plain(manager, examples);
            float[] noise = new float[examples.length * WIDTH];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) (0.1 * random.nextGaussian());
            }
            return new NDList(as.singletonOrThrow().add(manager.create(noise, new Shape(examples.length, WIDTH))));
        }

        @Override
        public NDList lacking(NDManager manager, int[] examples, SplittableRandom random) {
            return plain(manager, examples);
        }

        @Override
        public NDList plain(NDManager manager, int[] examples) {
            float[] picked = new float[examples.length * WIDTH];
            for (int i = 0; i < examples.length; i++) {
                System.arraycopy(rows, examples[i] * WIDTH, picked, i * WIDTH, WIDTH);
            }
            return new NDList(manager.create(picked, new Shape(examples.length, WIDTH)));
        }

        @Override
        public float[] targets(int[] examples) {
            return new float[examples.length];
        }

        @Override
        public int targetWidth() {
            return 1;
        }

        @Override
        public float[] weights() {
            return new float[] {1};
        }

        @Override
        public float[] likeness() {
            return new float[] {1};
        }
    }
}
