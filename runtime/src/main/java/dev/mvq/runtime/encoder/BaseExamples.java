package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Examples of a base encoder: the different rows of its features. Rows of equal features are one example, for two views of one thing must
 * not be asked to repel each other. A view is the row as one of the worlds shows it, real or {@link Disturbance disturbed}, with something
 * {@link Masking masked}.
 */
final class BaseExamples implements Examples {
    /** Below this many different rows a day and underlying, hard negatives come from other days of the underlying. */
    private static final double FEW = 3;

    private final Modality modality;
    private final InputShape shape;
    private final Normalisation normalisation;
    private final int[] exampleOfRow;

    /** Where each example lies: number of its day, and row of it. */
    private final List<Place> places = new ArrayList<>();

    private final int worlds;
    private final Masking masking;
    private final Targets targets;
    private final Sampler sampler;

    private record Place(TrainingDay day, int row) {}

    BaseExamples(
            TrainingSet set, Modality modality, InputShape shape, Normalisation normalisation, FieldGroups fields) {
        this.modality = modality;
        this.shape = shape;
        this.normalisation = normalisation;
        masking = new Masking(shape, fields.of(modality, shape));
        worlds = set.worlds();
        exampleOfRow = new int[set.rows()];
        Arrays.fill(exampleOfRow, -1);
        int[] firstRow = distinct(set);
        targets = new Targets(places.size(), shape, (example, row) -> scaled(example, 0, row));
        boolean[] held = new boolean[places.size()];
        for (int i = 0; i < held.length; i++) {
            held[i] = set.heldOut()[firstRow[i]];
        }
        int[] names = Arrays.stream(firstRow).map(row -> set.nameGroups()[row]).toArray();
        sampler = new Sampler(groups(set, firstRow, names), names, held);
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
        return inputs(manager, examples, (input, to, example) -> {
            int world = random.nextInt(worlds);
            see(input, to, example, world, Masking.fields(FieldGroups.Field.values().length, random), random);
        });
    }

    @Override
    public NDList plain(NDManager manager, int[] examples) {
        boolean[] none = new boolean[FieldGroups.Field.values().length];
        return inputs(manager, examples, (input, to, example) -> lacking(input, to, example, 0, none));
    }

    @Override
    public NDList disturbed(NDManager manager, int[] examples, SplittableRandom random) {
        boolean[] none = new boolean[FieldGroups.Field.values().length];
        return inputs(
                manager,
                examples,
                (input, to, example) ->
                        lacking(input, to, example, worlds > 1 ? 1 + random.nextInt(worlds - 1) : 0, none));
    }

    @Override
    public NDList lacking(NDManager manager, int[] examples, SplittableRandom random) {
        return inputs(
                manager,
                examples,
                (input, to, example) ->
                        lacking(input, to, example, 0, Masking.fields(FieldGroups.Field.values().length, random)));
    }

    /** Fills a row of an input with an example. */
    private interface Filling {
        void fill(MaskedInput input, int to, int example);
    }

    private NDList inputs(NDManager manager, int[] examples, Filling filling) {
        MaskedInput input = new MaskedInput(shape, examples.length);
        for (int i = 0; i < examples.length; i++) {
            filling.fill(input, i, examples[i]);
        }
        return input.arrays(manager);
    }

    /** Fills a row of the input with a view of the example: from one world, these fields lacked, more masked at random. */
    void see(MaskedInput input, int to, int example, int world, boolean[] lacked, SplittableRandom random) {
        float[] row = raw(example, world);
        masking.apply(row, lacked, random);
        input.fill(to, row, 0, normalisation);
    }

    /** Fills a row of the input with the example as a source without these fields would give it, in one of the worlds. */
    void lacking(MaskedInput input, int to, int example, int world, boolean[] lacked) {
        float[] row = raw(example, world);
        masking.take(row, lacked);
        input.fill(to, row, 0, normalisation);
    }

    /** A number for the source of each example that may be learnt from; -1 where it is held out. */
    int[] sources(TrainingSet set) {
        int[] sources = new int[places.size()];
        Map<String, Integer> numbers = new HashMap<>();
        for (int row = 0; row < exampleOfRow.length; row++) {
            int example = exampleOfRow[row];
            if (example >= 0) {
                String source = places.get(example).day.source();
                int number = numbers.computeIfAbsent(source, each -> numbers.size());
                sources[example] = set.heldOut()[row] ? -1 : number;
            }
        }
        return sources;
    }

    InputShape shape() {
        return shape;
    }

    /** Worlds a view may come from; the first is the real one. */
    int worlds() {
        return worlds;
    }

    @Override
    public float[] targets(int[] examples) {
        return targets.of(examples);
    }

    @Override
    public int targetWidth() {
        return targets.width();
    }

    @Override
    public float[] weights() {
        return targets.weights();
    }

    @Override
    public float[] likeness() {
        return targets.likeness();
    }

    private float[] raw(int example, int world) {
        Place place = places.get(example);
        FeatureBatch batch = world == 0 ? place.day.batch() : place.day.views().get(world - 1);
        FeatureBatch seen = modality.in(batch.present()[place.row]) ? batch : place.day.batch();
        int from = place.row * shape.size();
        return Arrays.copyOfRange(FeatureSchema.values(seen, modality), from, from + shape.size());
    }

    /** Scaled values, NaN where unknown. */
    private void scaled(int example, int world, float[] to) {
        float[] row = raw(example, world);
        for (int i = 0; i < row.length; i++) {
            to[i] = Float.isFinite(row[i]) ? normalisation.scale(row[i], i % shape.width()) : Float.NaN;
        }
    }

    /** Finds the examples; the first row of the set of each. */
    private int[] distinct(TrainingSet set) {
        Map<Long, Integer> seen = new HashMap<>();
        List<Integer> first = new ArrayList<>();
        int at = 0;
        for (TrainingDay day : set.days()) {
            float[] raw = FeatureSchema.values(day.batch(), modality);
            for (int row = 0; row < day.batch().size(); row++, at++) {
                if (modality.in(day.batch().present()[row])) {
                    Integer example = seen.putIfAbsent(hash(raw, row * shape.size(), shape.size()), places.size());
                    if (example == null) {
                        example = places.size();
                        first.add(at);
                        places.add(new Place(day, row));
                    }
                    exampleOfRow[at] = example;
                }
            }
        }
        return first.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] groups(TrainingSet set, int[] firstRow, int[] names) {
        int[] fine = Arrays.stream(firstRow).map(row -> set.dayGroups()[row]).toArray();
        long groups = Arrays.stream(fine).distinct().count();
        return firstRow.length < FEW * groups ? names : fine;
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
