package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How encoders are to be trained on the days of a store.
 *
 * @param modalities the ones asked for; none: all
 * @param during days whose rows are learnt from, and whose end nothing looks beyond; empty: every day
 * @param epochs times that every example is seen; empty: the standard numbers of steps
 * @param seed of the starting values and of all sampling
 * @param size of the networks
 * @param rows the most contract-days that are kept in memory
 * @param threads of an operation; with more than one, equal trainings need not give equal bytes
 * @param restart whether what an earlier run left is thrown away
 * @param device where it runs
 * @param others name of the encoders that give the parameters which are not trained, as {@link EncoderModels#describe} takes it
 */
public record TrainingRequest(
        Set<Modality> modalities,
        Optional<DateRange> during,
        OptionalInt epochs,
        long seed,
        EncoderSize size,
        int rows,
        int threads,
        boolean restart,
        DeviceChoice device,
        String others) {
    /** The seed where none is given. */
    public static final long SEED = 7;

    /** Contract-days kept where no number is given: about two gigabytes. */
    public static final int ROWS = 30_000;

    /** Fewest contract-days that are trained on: two batches. */
    static final int LEAST_ROWS = 640;

    /** Fewest that can be asked for: samples are evenly spread, and may be smaller than asked by half. */
    public static final int LEAST_ASKED = 2 * LEAST_ROWS;

    /** Most that can be asked for. */
    public static final int MOST_ROWS = 2_000_000;

    public TrainingRequest {
        modalities = Set.copyOf(modalities);
    }

    /** The modalities that are trained: those asked for, and the fusion wherever one of them is an input of it. */
    public Set<Modality> trained() {
        EnumSet<Modality> trained = modalities.isEmpty() ? EnumSet.allOf(Modality.class) : EnumSet.copyOf(modalities);
        trained.add(Modality.FUSED);
        return trained;
    }
}
