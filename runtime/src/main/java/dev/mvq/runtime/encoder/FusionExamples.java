package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Examples of the fusion: rows with their base embeddings, taken beforehand in a few noisy views and once as they are. In a view each
 * modality comes from a noisy view of its own, and some are left out, so that two views may share none: then only what modalities
 * say of each other can bring them together. All four plain embeddings should be readable.
 */
final class FusionExamples implements Examples {
    private static final int VIEWS = 3;
    private static final int CHUNK = 256;
    private static final double LEFT_OUT = 0.25;

    /** Rows whose views are held: 6 kB each. */
    private static final int MOST_ROWS = 20_000;

    private final byte[] present;

    /** By modality, {@code [VIEWS + 1, rows, dimension]}; the last view is the plain one. */
    private final EnumMap<Modality, float[][]> views = new EnumMap<>(Modality.class);

    private final float[] targets;
    private final int width;
    private final Sampler sampler;

    FusionExamples(
            TrainingSet set,
            EncoderNetworks networks,
            Map<Modality, BaseExamples> bases,
            NDManager manager,
            SplittableRandom random) {
        int[] rows = kept(set);
        present = new byte[rows.length];
        boolean[] heldOut = new boolean[rows.length];
        byte[] all = set.present();
        for (int i = 0; i < rows.length; i++) {
            present[i] = all[rows[i]];
            heldOut[i] = set.heldOut()[rows[i]];
        }
        sampler =
                new Sampler(Arrays.stream(rows).map(row -> set.dayGroups()[row]).toArray(), heldOut);
        bases.forEach((modality, base) -> {
            int[] examples = Arrays.stream(rows).map(base::exampleOf).toArray();
            views.put(modality, views(examples, modality, base, networks.network(modality), manager, random));
        });
        width = InputSchema.BASE.stream().mapToInt(Modality::dimension).sum();
        targets = targets(rows.length);
    }

    /** Rows of the set to learn from: whole groups, so that the hardest to tell apart stay together. */
    private static int[] kept(TrainingSet set) {
        byte[] present = set.present();
        int oneIn = 1 + set.rows() / MOST_ROWS;
        return IntStream.range(0, set.rows())
                .filter(row -> Modality.FUSED.in(present[row]) && set.dayGroups()[row] % oneIn == 0)
                .toArray();
    }

    @Override
    public Sampler sampler() {
        return sampler;
    }

    @Override
    public int targetWidth() {
        return width;
    }

    @Override
    public float[] targets(int[] examples) {
        return Targets.rows(targets, width, examples);
    }

    @Override
    public NDList view(NDManager manager, int[] examples, SplittableRandom random) {
        int count = InputSchema.BASE.size();
        float[] there = new float[examples.length * count];
        for (int i = 0; i < examples.length; i++) {
            keepSome(present[examples[i]], there, i * count, random);
        }
        NDList inputs = new NDList();
        for (int m = 0; m < count; m++) {
            Modality modality = InputSchema.BASE.get(m);
            int dimension = modality.dimension();
            float[] token = new float[examples.length * dimension];
            for (int i = 0; i < examples.length; i++) {
                if (there[i * count + m] > 0) {
                    float[] view = of(modality)[random.nextInt(VIEWS)];
                    System.arraycopy(view, examples[i] * dimension, token, i * dimension, dimension);
                }
            }
            inputs.add(manager.create(token, new Shape(examples.length, dimension)));
        }
        inputs.add(manager.create(there, new Shape(examples.length, count)));
        return inputs;
    }

    /** Leaves modalities out at random, never all that are there. */
    private static void keepSome(byte bits, float[] there, int from, SplittableRandom random) {
        int kept = 0;
        while (kept == 0) {
            for (int m = 0; m < InputSchema.BASE.size(); m++) {
                boolean keep = InputSchema.BASE.get(m).in(bits) && random.nextDouble() >= LEFT_OUT;
                there[from + m] = keep ? 1f : 0f;
                kept += keep ? 1 : 0;
            }
        }
    }

    private float[][] of(Modality modality) {
        float[][] all = views.get(modality);
        if (all == null) {
            throw new IllegalStateException("no views of " + modality);
        }
        return all;
    }

    private float[] targets(int rows) {
        float[] values = new float[rows * width];
        Arrays.fill(values, Float.NaN);
        int column = 0;
        for (Modality modality : InputSchema.BASE) {
            int dimension = modality.dimension();
            for (int row = 0; row < rows; row++) {
                if (modality.in(present[row])) {
                    System.arraycopy(of(modality)[VIEWS], row * dimension, values, row * width + column, dimension);
                }
            }
            column += dimension;
        }
        Targets.standardise(values, width);
        return values;
    }

    /** @param examples the base's example of each row, or -1 */
    private static float[][] views(
            int[] examples,
            Modality modality,
            BaseExamples base,
            Network network,
            NDManager manager,
            SplittableRandom random) {
        int dimension = modality.dimension();
        float[][] views = new float[VIEWS + 1][examples.length * dimension];
        int[] with = IntStream.range(0, examples.length)
                .filter(row -> examples[row] >= 0)
                .toArray();
        ParameterStore store = new ParameterStore(manager, false);
        for (int view = 0; view <= VIEWS; view++) {
            for (int from = 0; from < with.length; from += CHUNK) {
                int[] rows = Arrays.copyOfRange(with, from, Math.min(with.length, from + CHUNK));
                int[] chunk = Arrays.stream(rows).map(row -> examples[row]).toArray();
                try (NDManager sub = manager.newSubManager()) {
                    NDList inputs = view < VIEWS ? base.view(sub, chunk, random) : base.plain(sub, chunk, chunk.length);
                    float[] embedded = network.forward(store, inputs, false, null)
                            .singletonOrThrow()
                            .toFloatArray();
                    for (int i = 0; i < rows.length; i++) {
                        System.arraycopy(embedded, i * dimension, views[view], rows[i] * dimension, dimension);
                    }
                }
            }
        }
        return views;
    }
}
