package dev.mvq.runtime.measure;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import java.util.List;
import java.util.Optional;

/** Features as they are, each less its mean and by its deviation in the pool; all four modalities side by side for fused. */
final class RawFeatures implements Method {
    private static final List<Modality> BASE =
            List.of(Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.TECHNICAL);

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public boolean isBaseline() {
        return true;
    }

    @Override
    public Optional<Vectors> vectors(Pool pool, Modality modality) {
        List<Modality> parts = modality == Modality.FUSED ? BASE : List.of(modality);
        int width = parts.stream().mapToInt(FeatureSchema::length).sum();
        float[] rows = new float[pool.rows().size() * width];
        float[] views = new float[pool.views().size() * width];
        int column = 0;
        for (Modality part : parts) {
            copy(pool.rows(), part, rows, width, column);
            copy(pool.views(), part, views, width, column);
            column += FeatureSchema.length(part);
        }
        Columns scale = Columns.of(rows, width);
        scale.apply(rows);
        scale.apply(views);
        return Optional.of(new Vectors(width, rows, views));
    }

    private static void copy(FeatureBatch batch, Modality modality, float[] to, int width, int column) {
        float[] values = FeatureSchema.values(batch, modality);
        int length = FeatureSchema.length(modality);
        for (int row = 0; row < batch.size(); row++) {
            System.arraycopy(values, row * length, to, row * width + column, length);
        }
    }
}
