package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import java.util.EnumMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** A day whose rows are encoded batch by batch, by any thread and in any order. */
final class EncodedDay {
    private final MarketDay market;
    private final short[] historySessions;
    private final byte[] present;
    private final EnumMap<Modality, float[]> vectors = new EnumMap<>(Modality.class);
    private final AtomicInteger missing;
    private final CompletableFuture<DayEmbeddings> whole = new CompletableFuture<>();

    /** @param market the day, with the rows to encode only */
    EncodedDay(MarketDay market) {
        this.market = market;
        int rows = market.size();
        historySessions = new short[rows];
        present = new byte[rows];
        for (Modality modality : Modality.values()) {
            vectors.put(modality, new float[Math.multiplyExact(rows, modality.dimension())]);
        }
        missing = new AtomicInteger(rows);
    }

    MarketDay market() {
        return market;
    }

    /** Sessions of each row's own history, once all its features are extracted. */
    short[] historySessions() {
        return historySessions;
    }

    void remember(int at, short[] sessions) {
        System.arraycopy(sessions, 0, historySessions, at, sessions.length);
    }

    /** Takes rows {@code from} to {@code from + rows} of a batch as the day's rows from {@code at} on. */
    void put(int at, DayEmbeddings batch, int from, int rows) {
        System.arraycopy(batch.present(), from, present, at, rows);
        vectors.forEach((modality, all) -> {
            int dimension = modality.dimension();
            System.arraycopy(batch.of(modality), from * dimension, all, at * dimension, rows * dimension);
        });
        if (missing.addAndGet(-rows) == 0) {
            whole.complete(new DayEmbeddings(present.length, vectors, present));
        }
    }

    void fail(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    /** The embeddings, once every row has its own; waits for them, and throws what encoding threw. */
    DayEmbeddings await() throws InterruptedException, ExecutionException {
        return whole.get();
    }
}
