package dev.mvq.runtime.measure;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Embeddings: all five of a pool made at once, and only once. */
final class EncoderMethod implements Method {
    private static final int BATCH = 512;

    private final String name;
    private final DayEmbeddings rows;
    private final DayEmbeddings views;

    EncoderMethod(String name, EncoderSet encoders, Pool pool, Workers workers) {
        this.name = name;
        this.rows = encode(encoders, pool.rows(), workers);
        this.views = encode(encoders, pool.views(), workers);
    }

    /** Embeds features with several threads. */
    static DayEmbeddings encode(EncoderSet encoders, FeatureBatch batch, Workers workers) {
        List<CompletableFuture<DayEmbeddings>> parts = new ArrayList<>();
        for (int from = 0; from < batch.size(); from += BATCH) {
            int[] part =
                    IntStream.range(from, Math.min(batch.size(), from + BATCH)).toArray();
            parts.add(workers.begin(() -> encoders.encode(FeatureRows.pick(batch, part))));
        }
        return DayEmbeddings.concat(parts.stream().map(Workers::join).toList());
    }

    /** Embeddings of the pool's rows. */
    DayEmbeddings rows() {
        return rows;
    }

    /** Embeddings of its views. */
    DayEmbeddings views() {
        return views;
    }

    /** Rows that have the modality. */
    int[] rowsWith(Modality modality) {
        return IntStream.range(0, rows.rows())
                .filter(row -> rows.has(row, modality))
                .toArray();
    }

    /** Whether a view has it. */
    boolean isSeen(int view, Modality modality) {
        return views.has(view, modality);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isBaseline() {
        return false;
    }

    @Override
    public Optional<Vectors> vectors(Pool pool, Modality modality) {
        return Optional.of(new Vectors(modality.dimension(), rows.of(modality), views.of(modality)));
    }
}
