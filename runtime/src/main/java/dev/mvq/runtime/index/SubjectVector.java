package dev.mvq.runtime.index;

import dev.mvq.runtime.market.Modality;
import java.util.Arrays;

/**
 * What is searched for in one modality, and its share in the similarity.
 *
 * @param on the modality and its weight
 * @param vector of the modality's dimension and any length but 0; kept scaled to length 1; empty where the subject lacks the modality
 */
public record SubjectVector(WeightedModality on, float[] vector) {
    private static final float[] NOTHING = {};

    public SubjectVector {
        if (vector.length != on.modality().dimension() && vector.length != 0) {
            throw new IllegalArgumentException("a " + on.modality().word() + " vector has "
                    + on.modality().dimension() + " values, not " + vector.length);
        }
        vector = vector.length == 0 ? vector : normalised(vector);
    }

    /** Where the subject lacks the modality: every row's cosine counts as 0. */
    public static SubjectVector absent(WeightedModality on) {
        return new SubjectVector(on, NOTHING);
    }

    /** Whether the subject lacks the modality. */
    public boolean isAbsent() {
        return vector.length == 0;
    }

    /** The modality. */
    public Modality modality() {
        return on.modality();
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("a subject's vector is zero or not finite");
        }
        float[] unit = Arrays.copyOf(vector, vector.length);
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (unit[i] / length);
        }
        return unit;
    }
}
