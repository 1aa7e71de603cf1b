package dev.mvq.runtime.vector;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.SampleDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;

/** Days of random unit vectors, the same for the same date; every seventh row lacks price and technical. */
public final class SampleStore {
    static final LocalDate FIRST = LocalDate.of(2024, 1, 2);
    static final DayInputs INPUTS = new DayInputs("source", "encoder-1");

    private SampleStore() {}

    static DayEmbeddings embeddings(LocalDate date, int rows) {
        return embeddings(date, rows, 0);
    }

    /** As another version of the day's data might give. */
    public static DayEmbeddings embeddings(LocalDate date, int rows, int version) {
        Random random = new Random(date.toEpochDay() + 1_000_000L * version);
        EnumMap<Modality, float[]> vectors = new EnumMap<>(Modality.class);
        byte[] present = new byte[rows];
        for (int row = 0; row < rows; row++) {
            present[row] = (byte) (row % 7 == 3 ? 31 - Modality.PRICE.bit() - Modality.TECHNICAL.bit() : 31);
        }
        for (Modality modality : Modality.values()) {
            float[] of = new float[rows * modality.dimension()];
            for (int row = 0; row < rows; row++) {
                float[] vector = modality.in(present[row]) ? unit(random, modality.dimension()) : absent(modality);
                System.arraycopy(vector, 0, of, row * modality.dimension(), vector.length);
            }
            vectors.put(modality, of);
        }
        return new DayEmbeddings(rows, vectors, present);
    }

    public static float[] unit(Random random, int dimension) {
        float[] vector = new float[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < dimension; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    /** Writes {@code days} days of {@code options} options each, and gives their references. */
    static List<DayRef> write(VectorStore store, int days, int options) {
        List<DayRef> refs = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            refs.add(write(store, SampleDays.day(FIRST.plusDays(i), options), INPUTS));
        }
        return refs;
    }

    static DayRef write(VectorStore store, MarketDay day, DayInputs inputs) {
        return store.write(day, embeddings(day.date(), day.size()), history(day.size()), inputs);
    }

    /** Writes the version of a day, from other data for each and of that encoder. */
    public static DayRef write(VectorStore store, MarketDay day, int version, String encoder) {
        return store.write(
                day,
                embeddings(day.date(), day.size(), version),
                history(day.size()),
                new DayInputs("source-" + version, encoder));
    }

    static short[] history(int rows) {
        short[] history = new short[rows];
        for (int row = 0; row < rows; row++) {
            history[row] = (short) (row % 60 + 1);
        }
        return history;
    }

    private static float[] absent(Modality modality) {
        float[] vector = new float[modality.dimension()];
        Arrays.fill(vector, Float.NaN);
        return vector;
    }
}
