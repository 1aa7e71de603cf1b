package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Examples of a base encoder: the different rows of its features, scaled. Rows of equal features are one example, for two views of
 * one thing must not be asked to repel each other.
 */
final class BaseExamples implements Examples {
    /** Below this many different rows a day and underlying, hard negatives come from other days of the underlying. */
    private static final double FEW = 3;

    private final InputShape shape;
    private final float[] scaled;
    private final int[] exampleOfRow;
    private final Augmentation augmentation;
    private final Targets targets;
    private final Sampler sampler;

    BaseExamples(TrainingSet set, Modality modality, InputShape shape, Normalisation normalisation) {
        this.shape = shape;
        augmentation = new Augmentation(shape);
        exampleOfRow = new int[set.rows()];
        Arrays.fill(exampleOfRow, -1);
        int[] firstRow = new int[set.rows()];
        scaled = distinct(set, modality, normalisation, firstRow);
        int count = scaled.length / shape.size();
        targets = new Targets(scaled, shape);
        boolean[] held = new boolean[count];
        for (int i = 0; i < count; i++) {
            held[i] = set.heldOut()[firstRow[i]];
        }
        sampler = new Sampler(groups(set, firstRow, count), held);
    }

    /** The example of a row of the set, or -1 where the row lacks the modality. */
    int exampleOf(int row) {
        return exampleOfRow[row];
    }

    @Override
    public Sampler sampler() {
        return sampler;
    }

    @Override
    public NDList view(NDManager manager, int[] examples, SplittableRandom random) {
        MaskedInput input = new MaskedInput(shape, examples.length);
        for (int i = 0; i < examples.length; i++) {
            int row = i;
            augmentation.apply(
                    scaled, examples[i] * shape.size(), (index, value) -> input.set(row, index, value), random);
        }
        return input.arrays(manager);
    }

    /** The examples as they are; those beyond the last row stay masked. */
    NDList plain(NDManager manager, int[] examples, int rows) {
        MaskedInput input = new MaskedInput(shape, rows);
        for (int i = 0; i < examples.length; i++) {
            for (int k = 0; k < shape.size(); k++) {
                input.set(i, k, scaled[examples[i] * shape.size() + k]);
            }
        }
        return input.arrays(manager);
    }

    @Override
    public float[] targets(int[] examples) {
        return targets.of(examples);
    }

    @Override
    public int targetWidth() {
        return targets.width();
    }

    private float[] distinct(TrainingSet set, Modality modality, Normalisation normalisation, int[] firstRow) {
        Map<Long, Integer> seen = new HashMap<>();
        float[] kept = new float[Math.multiplyExact(set.rows(), shape.size())];
        int count = 0;
        int at = 0;
        for (TrainingDay day : set.days()) {
            float[] raw = FeatureSchema.values(day.batch(), modality);
            for (int row = 0; row < day.batch().size(); row++, at++) {
                if (!modality.in(day.batch().present()[row])) {
                    continue;
                }
                int from = row * shape.size();
                Integer example = seen.putIfAbsent(hash(raw, from, shape.size()), count);
                if (example == null) {
                    for (int i = 0; i < shape.size(); i++) {
                        float value = raw[from + i];
                        kept[count * shape.size() + i] =
                                Float.isFinite(value) ? normalisation.scale(value, i % shape.width()) : Float.NaN;
                    }
                    firstRow[count] = at;
                    example = count++;
                }
                exampleOfRow[at] = example;
            }
        }
        return Arrays.copyOf(kept, count * shape.size());
    }

    private static int[] groups(TrainingSet set, int[] firstRow, int count) {
        int[] fine = Arrays.stream(firstRow, 0, count)
                .map(row -> set.dayGroups()[row])
                .toArray();
        long groups = Arrays.stream(fine).distinct().count();
        boolean few = count < FEW * groups;
        return few
                ? Arrays.stream(firstRow, 0, count)
                        .map(row -> set.nameGroups()[row])
                        .toArray()
                : fine;
    }

    /** 64 bits of the row's numbers (FNV-1a over words). */
    private static long hash(float[] values, int from, int size) {
        long hash = 0xcbf29ce484222325L;
        for (int i = from; i < from + size; i++) {
            hash = (hash ^ Float.floatToIntBits(values[i])) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
