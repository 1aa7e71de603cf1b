package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDManager;
import dev.mvq.runtime.encoder.EmbeddingMeasure.Vectors;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import java.util.List;

/** What encoders are measured against: features as they are, each scaled by its deviation in the pool, and their principal components. */
final class Baselines {
    private static final float BOUND = 8f;

    private Baselines() {}

    /** Scaled features of a base modality, or of all four side by side for fused; what is missing is the mean. */
    static Vectors raw(MeasurePool pool, Modality modality) {
        List<Modality> parts = modality == Modality.FUSED ? InputSchema.BASE : List.of(modality);
        int width = parts.stream().mapToInt(FeatureSchema::length).sum();
        float[] rows = new float[pool.rows().size() * width];
        float[] views = new float[pool.views().size() * width];
        int column = 0;
        for (Modality part : parts) {
            copy(pool.rows(), part, rows, width, column);
            copy(pool.views(), part, views, width, column);
            column += FeatureSchema.length(part);
        }
        for (int i = 0; i < width; i++) {
            scale(rows, views, width, i);
        }
        return new Vectors(width, rows, views);
    }

    /** The leading principal components of the raw vectors. */
    static Vectors components(NDManager manager, Vectors raw, int dimension, long seed) {
        PrincipalComponents components = new PrincipalComponents(manager, raw.pool(), raw.width(), dimension, seed);
        return new Vectors(
                components.components(),
                components.project(manager, raw.pool()),
                components.project(manager, raw.views()));
    }

    private static void copy(FeatureBatch batch, Modality modality, float[] to, int width, int column) {
        float[] values = FeatureSchema.values(batch, modality);
        int length = FeatureSchema.length(modality);
        for (int row = 0; row < batch.size(); row++) {
            System.arraycopy(values, row * length, to, row * width + column, length);
        }
    }

    private static void scale(float[] rows, float[] views, int width, int column) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int i = column; i < rows.length; i += width) {
            if (Float.isFinite(rows[i])) {
                sum += rows[i];
                squares += (double) rows[i] * rows[i];
                count++;
            }
        }
        float mean = (float) (sum / Math.max(1, count));
        double variance = squares / Math.max(1, count) - (double) mean * mean;
        float deviation = variance > 1e-10 ? (float) Math.sqrt(variance) : 1f;
        scale(rows, width, column, mean, deviation);
        scale(views, width, column, mean, deviation);
    }

    private static void scale(float[] values, int width, int column, float mean, float deviation) {
        for (int i = column; i < values.length; i += width) {
            float z = (values[i] - mean) / deviation;
            values[i] = Float.isNaN(z) ? 0f : Math.clamp(z, -BOUND, BOUND);
        }
    }
}
