package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Where training begins: an encoder's linear maps are set to the {@link Discriminants} of what they read, the first ones in the half
 * that is not learnt, the others beside the deep network, from where training bends them slowly.
 */
final class LinearStart {
    private static final int SAMPLE = 12_000;
    private static final int CHUNK = 500;

    /**
     * How much heavier than disturbance a lack of fields weighs: a direction that tells which source a row comes from is of no use,
     * however well it tells rows of one source apart.
     */
    private static final float LACK = 10;

    /** Root mean square length of what the map gives; the deep part starts at about the root of the dimension. */
    private static final double LENGTH = 6;

    private final TwofoldNetwork network;
    private final Examples examples;
    private final NDManager manager;

    LinearStart(TwofoldNetwork network, Examples examples, NDManager manager) {
        this.network = network;
        this.examples = examples;
        this.manager = manager;
    }

    /** Sets the maps from examples that may be learnt from; leaves it as it is where there are too few. */
    void apply(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] drawn = examples.sampler()
                .draw(random, Math.min(SAMPLE, examples.sampler().learningSize() / 2), false);
        if (drawn.length < 2) {
            return;
        }
        float[] rows = rows(drawn, examples::plain);
        float[] moves = moves(drawn, rows, random);
        int width = rows.length / drawn.length;
        double[] mean = centre(rows, width);
        int dimension = network.dimension();
        double[][] directions = Discriminants.of(rows, moves, width, Math.min(width, dimension), seed);
        int middle = Math.min(network.middle(), directions.length);
        double[][] first = Arrays.copyOf(directions, middle);
        double[] deviations = deviations(first, rows, width);
        network.deviate(manager, deviations);
        even(first, deviations);
        set(TwofoldNetwork.FIXED, network.middle(), first, rows, mean);
        set(
                TwofoldNetwork.FLAT,
                dimension - network.middle(),
                Arrays.copyOfRange(directions, middle, directions.length),
                rows,
                mean);
    }

    /**
     * Brings the deviations of rows along the directions nearer to each other. The cosine of the embeddings knows no lengths: a few
     * directions along which rows differ most would decide alone.
     */
    private void even(double[][] directions, double[] deviations) {
        for (int i = 0; i < directions.length; i++) {
            double factor = Math.pow(deviations[i], -network.evenness());
            for (int at = 0; at < directions[i].length; at++) {
                directions[i][at] *= factor;
            }
        }
    }

    private static double[] deviations(double[][] directions, float[] rows, int width) {
        return Arrays.stream(directions)
                .mapToDouble(direction -> Math.max(1e-6, length(rows, width, new double[][] {direction})))
                .toArray();
    }

    /** Sets the map to these directions, the rest of its outputs to zero. */
    private void set(String map, int outputs, double[][] directions, float[] rows, double[] mean) {
        int width = mean.length;
        double scale = LENGTH / Math.max(1e-6, length(rows, width, directions));
        float[] weight = new float[outputs * width];
        float[] bias = new float[outputs];
        for (int out = 0; out < directions.length; out++) {
            for (int in = 0; in < width; in++) {
                weight[out * width + in] = (float) (scale * directions[out][in]);
                bias[out] -= (float) (scale * directions[out][in] * mean[in]);
            }
        }
        network.set(manager, map + ".weight", weight);
        network.set(manager, map + ".bias", bias);
    }

    private float[] rows(int[] drawn, Look look) {
        float[] rows = new float[0];
        Pass pass = new Pass(new ParameterStore(manager, false), false);
        for (int from = 0; from < drawn.length; from += CHUNK) {
            int[] chunk = Arrays.copyOfRange(drawn, from, Math.min(drawn.length, from + CHUNK));
            try (NDManager sub = manager.newSubManager()) {
                float[] values = network.plain(pass, look.at(sub, chunk)).toFloatArray();
                int width = values.length / chunk.length;
                if (rows.length == 0) {
                    rows = new float[drawn.length * width];
                }
                System.arraycopy(values, 0, rows, from * width, values.length);
            }
        }
        return rows;
    }

    /** What a disturbance changes in each row, then what the lack of fields changes. */
    private float[] moves(int[] drawn, float[] rows, SplittableRandom random) {
        float[] disturbed = rows(drawn, (sub, chunk) -> examples.disturbed(sub, chunk, random));
        float[] lacking = rows(drawn, (sub, chunk) -> examples.lacking(sub, chunk, random));
        float[] moves = Arrays.copyOf(disturbed, 2 * rows.length);
        for (int at = 0; at < rows.length; at++) {
            moves[at] -= rows[at];
            moves[rows.length + at] = (lacking[at] - rows[at]) * LACK;
        }
        return moves;
    }

    /** A way of looking at examples. */
    private interface Look {
        NDList at(NDManager manager, int[] examples);
    }

    /** Takes the mean from every row. */
    private static double[] centre(float[] rows, int width) {
        double[] mean = new double[width];
        double each = (double) width / rows.length;
        for (int at = 0; at < rows.length; at++) {
            mean[at % width] += each * rows[at];
        }
        for (int at = 0; at < rows.length; at++) {
            rows[at] -= (float) mean[at % width];
        }
        return mean;
    }

    /** Root mean square length of the rows along the directions. */
    private static double length(float[] rows, int width, double[][] directions) {
        double sum = 0;
        int count = rows.length / width;
        int every = Math.max(1, count / 1000);
        int seen = 0;
        for (int row = 0; row < count; row += every, seen++) {
            for (double[] direction : directions) {
                double along = 0;
                for (int at = 0; at < width; at++) {
                    along += direction[at] * rows[row * width + at];
                }
                sum += along * along;
            }
        }
        return Math.sqrt(sum / seen);
    }
}
