package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a training is going to do.
 *
 * @param period first and last day with data whose rows may be learnt from
 * @param days how many there are
 * @param historyFrom first day that is read, as history of the first ones
 * @param keptDays days of which rows are kept
 * @param underlyings how many are read
 * @param rows contract-days kept
 * @param allRows contract-days of the period
 * @param trained modalities that are trained
 * @param steps optimiser steps of each; with epochs at most so many, for rows of equal features are one example
 * @param size of the networks
 * @param bytes memory it needs, about
 * @param seconds it takes on one core of 3 GHz, about, without the reading
 * @param others version of the encoders that give the rest, or empty
 * @param stopped steps of modalities that an earlier run of just this training left, or ended; in the words of a user
 */
public record TrainingPlan(
        DateRange period,
        int days,
        LocalDate historyFrom,
        int keptDays,
        int underlyings,
        long rows,
        long allRows,
        Set<Modality> trained,
        SortedMap<Modality, Integer> steps,
        EncoderSize size,
        long bytes,
        long seconds,
        String others,
        List<String> stopped) {
    public TrainingPlan {
        trained = EnumSet.copyOf(trained);
        stopped = List.copyOf(stopped);
    }
}
