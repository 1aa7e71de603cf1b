package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * {@code TRAIN ENCODERS}: encoders fitted to the store's days, kept under a version of their own.
 *
 * @param modalities which are trained; none: all five
 * @param during days that are learnt from; empty: every day the store has
 * @param epochs times every example is seen; empty: the standard numbers of steps
 * @param seed of all that is drawn; empty: the standard one
 * @param size of the networks, {@code full} or {@code half}; empty: with modalities that of the encoders in use, else full
 * @param rows the most contract-days kept; empty: the standard number
 * @param threads of an operation; empty: one
 * @param restart whether what a stopped training left is thrown away
 */
public record TrainQuery(
        List<Modality> modalities,
        Optional<DateRange> during,
        OptionalInt epochs,
        OptionalLong seed,
        Optional<String> size,
        OptionalInt rows,
        OptionalInt threads,
        boolean restart) {
    public TrainQuery {
        modalities = List.copyOf(modalities);
    }
}
