package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What a training needs: memory by the sizes of the arrays involved, time by what the shipped parameters took.
 *
 * @param bytes of the heap
 */
record TrainingCost(long bytes) {
    private static final int NUMBERS =
            Arrays.stream(Modality.values()).mapToInt(FeatureSchema::length).sum();

    /** A row's read-out targets: seven of each feature of a sequence. */
    private static final int TARGETS = InputSchema.BASE.stream()
            .mapToInt(modality -> FeatureSchema.of(modality).size() * (FeatureSchema.sessions(modality) > 1 ? 7 : 1))
            .sum();

    /** A row's embeddings for the fusion: as it is, four views, and the targets. */
    private static final int EMBEDDED = 6 * 384;

    /** A contract that is remembered with its last 60 sessions. */
    private static final long OF_CONTRACT = 2_800;

    /** Contracts that come and go within 60 sessions, to those of a day. */
    private static final int TURNOVER = 3;

    private static final long OF_ENGINE = 200_000_000;

    /**
     * The memory.
     *
     * @param rows kept
     * @param fullest rows of the fullest day
     */
    static TrainingCost of(long rows, long fullest) {
        int worlds = 1 + StoreTraining.WORLDS;
        long ofRow = 4L * (worlds * NUMBERS + TARGETS + EMBEDDED);
        return new TrainingCost(OF_ENGINE + rows * ofRow + fullest * worlds * TURNOVER * OF_CONTRACT);
    }

    /** @throws MvqException where the heap is smaller, with the number of rows that would fit */
    void check(int rows, long heap) {
        if (bytes <= heap) {
            return;
        }
        long fitting = (long) (rows * 0.9 * (heap - OF_ENGINE) / Math.max(1, bytes - OF_ENGINE)) / 1000 * 1000;
        String more = "MVQ_JAVA_OPTS=-Xmx%dg gives the program more".formatted(1 + bytes / 900_000_000);
        throw new MvqException(
                "training with rows = %,d needs about %s of memory, and there are %s"
                        .formatted(rows, gigabytes(bytes), gigabytes(heap)),
                fitting >= TrainingRequest.LEAST_ASKED ? "WITH (rows = %d) fits; %s".formatted(fitting, more) : more);
    }

    /** Seconds of one core for so many steps of each modality. */
    static long seconds(Map<Modality, Integer> steps, EncoderSize size) {
        double seconds = 0;
        for (Map.Entry<Modality, Integer> each : steps.entrySet()) {
            seconds += each.getValue() * ofStep(each.getKey());
        }
        return Math.round(seconds * (size.equals(EncoderSize.FULL) ? 1 : 0.45));
    }

    /** Seconds of a step of 320 rows at full size: shares by the networks' arithmetic, adding up to what the shipped parameters took. */
    private static double ofStep(Modality modality) {
        return switch (modality) {
            case PRICE -> 0.40;
            case GREEKS -> 0.08;
            case MICROSTRUCTURE -> 0.25;
            case TECHNICAL -> 0.11;
            case FUSED -> 0.13;
        };
    }

    static String gigabytes(long bytes) {
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
