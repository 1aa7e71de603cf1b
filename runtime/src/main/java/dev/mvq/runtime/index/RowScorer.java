package dev.mvq.runtime.index;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.vector.Segment;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Similarities of a segment's rows, from its stored vectors: the weighted mean of the cosines. Stored vectors have length 1 within
 * the rounding of float16, so the inner product with a subject of length 1 is the cosine, to about 3e-4. One thread each.
 */
final class RowScorer {
    /** Rows in a span that are scored though nobody asked, to score those around them in one go. */
    private static final int GAP = 8;

    /** The longest span, which bounds memory. */
    private static final int SPAN = 1024;

    private final Segment segment;
    private final List<SubjectVector> on;
    private final double weights;
    private final float[] cosines = new float[SPAN];
    private final double[] similarities = new double[SPAN];

    RowScorer(Segment segment, List<SubjectVector> on) {
        this.segment = segment;
        this.on = on;
        this.weights = on.stream().mapToDouble(vector -> vector.on().weight()).sum();
    }

    /** Hears of a scored row. */
    interface Scored {
        void row(int ordinal, double similarity);
    }

    /** Scores the set rows from ordinal {@code from} to {@code to - 1}. */
    void score(BitSet rows, int from, int to, Scored scored) {
        int row = rows.nextSetBit(from);
        while (row >= 0 && row < to) {
            int end = spanEnd(rows, row, Math.min(to, row + SPAN));
            scoreSpan(row, end);
            for (int at = row; at >= 0 && at < end; at = rows.nextSetBit(at + 1)) {
                scored.row(at, similarities[at - row]);
            }
            row = rows.nextSetBit(end);
        }
    }

    /** Behind the last set row that is not separated by a wide gap from the one before. */
    private static int spanEnd(BitSet rows, int from, int limit) {
        int end = from + 1;
        int next = rows.nextSetBit(end);
        while (next >= 0 && next < limit && next - end <= GAP) {
            end = Math.min(rows.nextClearBit(next), limit);
            next = rows.nextSetBit(end);
        }
        return end;
    }

    private void scoreSpan(int from, int to) {
        Arrays.fill(similarities, 0, to - from, 0);
        for (SubjectVector vector : on) {
            double share = vector.on().weight() / weights;
            if (share == 0 || vector.isAbsent()) {
                continue;
            }
            segment.matrix(vector.modality()).dots(from, to, vector.vector(), cosines);
            for (int i = 0; i < to - from; i++) {
                // A row without the modality is stored as NaN and counts as 0.
                similarities[i] += Float.isNaN(cosines[i]) ? 0 : share * cosines[i];
            }
        }
    }

    /** The row's cosine in every asked modality, those of weight 0 too; NaN where it or the subject lacks the modality. */
    Map<Modality, Double> cosines(int ordinal) {
        EnumMap<Modality, Double> of = new EnumMap<>(Modality.class);
        for (SubjectVector vector : on) {
            double cosine = vector.isAbsent()
                    ? Double.NaN
                    : segment.matrix(vector.modality()).dot(ordinal, vector.vector());
            of.put(vector.modality(), cosine);
        }
        return Collections.unmodifiableMap(of);
    }
}
