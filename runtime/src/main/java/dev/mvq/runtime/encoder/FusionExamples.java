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
 * Examples of the fusion: rows with their base embeddings, taken beforehand once as they are and in a few views. In a taken view all
 * modalities look at the row from one world, through one source's lack of fields, as one look at a market does; some are left out anew
 * each time, so that two views may share none: then only what modalities say of each other can bring them together. All four plain
 * embeddings should be readable.
 */
final class FusionExamples implements Examples {
    private static final int VIEWS = 4;
    private static final int PLAIN = VIEWS;
    private static final int DISTURBED = VIEWS + 1;
    private static final int LACKING = VIEWS + 2;
    private static final int CHUNK = 256;
    private static final double SOME_LEFT_OUT = 0.5;
    private static final double LEFT_OUT = 0.35;

    /** Rows whose views are held: 11 kB each. */
    private static final int MOST_ROWS = 30_000;

    private final byte[] present;

    /** By modality, {@code [looks, rows, dimension]}: the views, then the rows plain, disturbed, and lacking fields. */
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
        sampler = new Sampler(
                Arrays.stream(rows).map(row -> set.dayGroups()[row]).toArray(),
                Arrays.stream(rows).map(row -> set.nameGroups()[row]).toArray(),
                heldOut);
        Look[][] looks = looks(rows.length, set.worlds(), random);
        bases.forEach((modality, base) -> {
            int[] examples = Arrays.stream(rows).map(base::exampleOf).toArray();
            Taking taking = new Taking(base, networks.network(modality), manager, random);
            float[][] taken = new float[looks.length][];
            for (int view = 0; view < taken.length; view++) {
                taken[view] = taking.take(examples, looks[view], modality.dimension());
            }
            views.put(modality, taken);
        });
        width = InputSchema.BASE.stream().mapToInt(Modality::dimension).sum();
        targets = targets(rows.length);
    }

    /**
     * How a row is looked at: the same for its four modalities.
     *
     * @param more whether something more is masked at random
     */
    private record Look(int world, boolean[] lacked, boolean more) {}

    private static Look[][] looks(int rows, int worlds, SplittableRandom random) {
        int fields = FieldGroups.Field.values().length;
        return IntStream.rangeClosed(0, LACKING)
                .mapToObj(view -> IntStream.range(0, rows)
                        .mapToObj(row -> switch (view) {
                            case PLAIN -> new Look(0, new boolean[fields], false);
                            case DISTURBED -> new Look(disturbed(row, worlds), new boolean[fields], false);
                            case LACKING -> new Look(0, Masking.fields(fields, random), false);
                            default -> new Look(view % worlds, Masking.fields(fields, random), true);
                        })
                        .toArray(Look[]::new))
                .toArray(Look[][]::new);
    }

    /** One of the worlds but the real one, where there are others. */
    private static int disturbed(int row, int worlds) {
        return worlds > 1 ? 1 + row % (worlds - 1) : 0;
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
    public float[] weights() {
        float[] weights = new float[width];
        Arrays.fill(weights, 1f);
        return weights;
    }

    @Override
    public float[] likeness() {
        return weights();
    }

    @Override
    public NDList view(NDManager manager, int[] examples, SplittableRandom random) {
        float[] there = new float[examples.length * InputSchema.BASE.size()];
        int[] view = new int[examples.length];
        for (int i = 0; i < examples.length; i++) {
            keepSome(present[examples[i]], there, i * InputSchema.BASE.size(), random);
            view[i] = random.nextInt(VIEWS + 1);
        }
        return inputs(manager, examples, view, there);
    }

    @Override
    public NDList plain(NDManager manager, int[] examples) {
        return whole(manager, examples, PLAIN);
    }

    @Override
    public NDList disturbed(NDManager manager, int[] examples, SplittableRandom random) {
        return whole(manager, examples, DISTURBED);
    }

    @Override
    public NDList lacking(NDManager manager, int[] examples, SplittableRandom random) {
        return whole(manager, examples, LACKING);
    }

    /** Inputs with all modalities that are there. */
    private NDList whole(NDManager manager, int[] examples, int view) {
        int count = InputSchema.BASE.size();
        float[] there = new float[examples.length * count];
        for (int at = 0; at < there.length; at++) {
            there[at] = InputSchema.BASE.get(at % count).in(present[examples[at / count]]) ? 1f : 0f;
        }
        int[] views = new int[examples.length];
        Arrays.fill(views, view);
        return inputs(manager, examples, views, there);
    }

    private NDList inputs(NDManager manager, int[] examples, int[] view, float[] there) {
        int count = InputSchema.BASE.size();
        NDList inputs = new NDList();
        for (int m = 0; m < count; m++) {
            Modality modality = InputSchema.BASE.get(m);
            int dimension = modality.dimension();
            float[] token = new float[examples.length * dimension];
            for (int i = 0; i < examples.length; i++) {
                if (there[i * count + m] > 0) {
                    System.arraycopy(of(modality)[view[i]], examples[i] * dimension, token, i * dimension, dimension);
                }
            }
            inputs.add(manager.create(token, new Shape(examples.length, dimension)));
        }
        inputs.add(manager.create(there, new Shape(examples.length, count)));
        return inputs;
    }

    /** In half of the views leaves modalities out at random, never all that are there. */
    private static void keepSome(byte bits, float[] there, int from, SplittableRandom random) {
        double rate = random.nextDouble() < SOME_LEFT_OUT ? LEFT_OUT : 0;
        int kept = 0;
        while (kept == 0) {
            for (int m = 0; m < InputSchema.BASE.size(); m++) {
                boolean keep = InputSchema.BASE.get(m).in(bits) && random.nextDouble() >= rate;
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

    /** The mean embedding of the rows that have it, by modality. */
    Map<Modality, float[]> means() {
        EnumMap<Modality, float[]> means = new EnumMap<>(Modality.class);
        views.forEach((modality, taken) -> means.put(modality, mean(modality, taken[PLAIN])));
        return means;
    }

    private float[] mean(Modality modality, float[] embeddings) {
        double[] sum = new double[modality.dimension()];
        int count = 0;
        for (int row = 0; row < present.length; row++) {
            if (modality.in(present[row])) {
                count++;
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += embeddings[row * sum.length + i];
                }
            }
        }
        float[] mean = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            mean[i] = (float) (sum[i] / Math.max(1, count));
        }
        return mean;
    }

    private float[] targets(int rows) {
        float[] values = new float[rows * width];
        Arrays.fill(values, Float.NaN);
        int column = 0;
        for (Modality modality : InputSchema.BASE) {
            int dimension = modality.dimension();
            for (int row = 0; row < rows; row++) {
                if (modality.in(present[row])) {
                    System.arraycopy(of(modality)[PLAIN], row * dimension, values, row * width + column, dimension);
                }
            }
            column += dimension;
        }
        Targets.standardise(values, width);
        return values;
    }

    /** Takes embeddings of examples, chunk by chunk. */
    private record Taking(BaseExamples base, Network network, NDManager manager, SplittableRandom random) {
        /**
         * @param examples the base's example of each row, or -1
         * @param looks how each is looked at
         */
        float[] take(int[] examples, Look[] looks, int dimension) {
            float[] taken = new float[examples.length * dimension];
            int[] with = IntStream.range(0, examples.length)
                    .filter(row -> examples[row] >= 0)
                    .toArray();
            ParameterStore store = new ParameterStore(manager, false);
            MaskedInput input = new MaskedInput(base.shape(), CHUNK);
            for (int from = 0; from < with.length; from += CHUNK) {
                int count = Math.min(CHUNK, with.length - from);
                input.clear();
                for (int i = 0; i < count; i++) {
                    int row = with[from + i];
                    Look look = looks[row];
                    if (look.more()) {
                        base.see(input, i, examples[row], look.world(), look.lacked(), random);
                    } else {
                        base.lacking(input, i, examples[row], look.world(), look.lacked());
                    }
                }
                try (NDManager sub = manager.newSubManager()) {
                    float[] embedded = network.embeddings(store, input.arrays(sub));
                    for (int i = 0; i < count; i++) {
                        System.arraycopy(embedded, i * dimension, taken, with[from + i] * dimension, dimension);
                    }
                }
            }
            return taken;
        }
    }
}
