package dev.mvq.runtime.measure;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.fusion.AdaptiveWeights;
import dev.mvq.runtime.fusion.Evidence;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.simulation.path.Noise;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows that share some modalities, searched in all of them at once. */
final class FusedPool {
    /** Rows that each modality proposes. */
    private static final int PROPOSED = 50;

    /** Random pairs by which it is known how alike rows are that have nothing to do with each other. */
    private static final int PAIRS = 4_000;

    private final int[] rows;
    private final List<Modality> modalities;
    private final Search[] searches;
    private final double[] typical;
    private final double[] spread;
    private final double[] noise;
    private final Workers workers;

    /** Takes what a question found; by several threads at once. */
    interface Answered {
        void accept(int query, Question question);
    }

    /** @param noise of the encoders, by modality's word */
    FusedPool(DayEmbeddings pool, int[] rows, int present, Map<String, Double> noise, Workers workers) {
        this.rows = rows;
        this.workers = workers;
        this.modalities = Arrays.stream(Modality.values())
                .filter(modality -> modality.in(present))
                .toList();
        this.searches = new Search[modalities.size()];
        this.typical = new double[modalities.size()];
        this.spread = new double[modalities.size()];
        this.noise = modalities.stream()
                .mapToDouble(modality -> noise.getOrDefault(modality.word(), Double.NaN))
                .toArray();
        for (int m = 0; m < searches.length; m++) {
            Modality modality = modalities.get(m);
            float[] vectors = pool.of(modality);
            searches[m] = new Search(vectors, modality.dimension(), rows, Likeness.COSINE, workers);
            double[] cosines = randomPairs(vectors, modality.dimension());
            typical[m] = Arrays.stream(cosines).average().orElse(Double.NaN);
            spread[m] = Bootstrap.deviation(cosines);
        }
    }

    /** Cosines of the same pairs for every modality. */
    private double[] randomPairs(float[] vectors, int width) {
        Noise noise = Noise.of(rows.length, "random pairs");
        double[] cosines = new double[rows.length < 2 ? 0 : PAIRS];
        for (int i = 0; i < cosines.length; i++) {
            int left = (int) (noise.uniform() * rows.length);
            int right = (left + 1 + (int) (noise.uniform() * (rows.length - 1))) % rows.length;
            for (int d = 0; d < width; d++) {
                cosines[i] += (double) vectors[rows[left] * width + d] * vectors[rows[right] * width + d];
            }
        }
        return cosines;
    }

    /**
     * Asks for these views.
     *
     * @param seen embeddings of views
     * @param views which of them
     * @param own the own row of each, among those searched
     */
    void ask(DayEmbeddings seen, int[] views, int[] own, Answered answered) {
        float[][][] scores = new float[views.length][searches.length][];
        for (int m = 0; m < searches.length; m++) {
            Modality modality = modalities.get(m);
            int at = m;
            searches[m].score(
                    Vectors.pick(seen.of(modality), modality.dimension(), views),
                    (query, found) -> scores[query][at] = found);
        }
        workers.each(
                views.length,
                query -> answered.accept(query, question(scores[query], Arrays.binarySearch(rows, own[query]))));
    }

    private Question question(float[][] scores, int own) {
        BitSet proposed = new BitSet();
        for (float[] each : scores) {
            propose(each, proposed);
        }
        int[] candidates = proposed.stream().toArray();
        double[][] cosines = new double[scores.length][];
        for (int m = 0; m < scores.length; m++) {
            float[] found = scores[m];
            cosines[m] = IntStream.of(candidates).mapToDouble(row -> found[row]).toArray();
        }
        return new Question(modalities, nearer(scores, own), new Evidence(modalities, cosines, typical, spread, noise));
    }

    /** The best of a modality's scores. */
    private static void propose(float[] scores, BitSet proposed) {
        float[] best = new float[Math.min(PROPOSED, scores.length)];
        int[] at = new int[best.length];
        int count = 0;
        for (int row = 0; row < scores.length; row++) {
            if (count == best.length && scores[row] <= best[count - 1]) {
                continue;
            }
            int place = count < best.length ? count++ : count - 1;
            for (; place > 0 && best[place - 1] < scores[row]; place--) {
                best[place] = best[place - 1];
                at[place] = at[place - 1];
            }
            best[place] = scores[row];
            at[place] = row;
        }
        IntStream.of(Arrays.copyOf(at, count)).forEach(proposed::set);
    }

    /** By how much other rows are more alike than the own one; rows that are not so in any modality never come before it. */
    private static float[][] nearer(float[][] scores, int own) {
        int[] some = IntStream.range(0, scores[0].length)
                .filter(row -> row != own && Arrays.stream(scores).anyMatch(of -> of[row] >= of[own]))
                .toArray();
        float[][] nearer = new float[scores.length][some.length];
        for (int m = 0; m < scores.length; m++) {
            for (int i = 0; i < some.length; i++) {
                nearer[m][i] = scores[m][some[i]] - scores[m][own];
            }
        }
        return nearer;
    }

    /**
     * One view's question.
     *
     * @param nearer {@code [modalities][rows]} similarity of rows less that of the own row
     */
    record Question(List<Modality> modalities, float[][] nearer, Evidence evidence) {
        /** One over the rank of the own row, by weights of all modalities; those that the view lacks do not count. */
        double reciprocal(double[] weights) {
            return rank(modalities.stream()
                    .mapToDouble(modality -> weights[modality.ordinal()])
                    .toArray());
        }

        /** The same by the weights for this view. */
        double reciprocalByAuto() {
            return rank(AdaptiveWeights.of(evidence));
        }

        private double rank(double[] weights) {
            double rank = 1;
            for (int i = 0; i < nearer[0].length; i++) {
                double lead = 0;
                for (int m = 0; m < weights.length; m++) {
                    lead += weights[m] * nearer[m][i];
                }
                rank += lead > 0 ? 1 : lead == 0 ? 0.5 : 0;
            }
            return 1 / rank;
        }
    }
}
