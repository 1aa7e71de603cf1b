package dev.mvq.runtime.measure;

import dev.mvq.runtime.feature.FeatureBatch;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/**
 * What is searched in, and for what: rows of a market, what is known of them, and second, noisy views of some of them.
 *
 * @param market name of the market
 * @param rows features of the rows
 * @param places where each row comes from
 * @param facts what is known of the rows beside, {@code [rows]} each, NaN where unknown
 * @param subjects rows that have a noisy view
 * @param blocks number of each subject's day and underlying: what is resampled together
 * @param views features of the views, in the order of the subjects
 * @param stale features of the same instruments some sessions before, in the order of the subjects; without any modality where there are none
 * @param forms what each view lacks; empty where there was nothing to take
 */
record Pool(
        String market,
        FeatureBatch rows,
        List<Place> places,
        EnumMap<Quantity, double[]> facts,
        int[] subjects,
        int[] blocks,
        FeatureBatch views,
        FeatureBatch stale,
        List<Optional<SourceForm>> forms) {
    /**
     * Where a row comes from.
     *
     * @param session number of its day among the market's
     * @param underlying identity of its underlying
     * @param source name of the source that delivered it
     */
    record Place(LocalDate date, int session, String underlying, String source) {}

    /** The quantity of every row. */
    double[] of(Quantity quantity) {
        double[] values = facts.get(quantity);
        if (values == null) {
            throw new IllegalStateException("nothing was gathered of " + quantity.word());
        }
        return values;
    }

    /** How many rows it is known of. */
    long known(Quantity quantity) {
        return Arrays.stream(of(quantity)).filter(value -> !Double.isNaN(value)).count();
    }

    /** How many underlyings the rows have. */
    int underlyings() {
        return (int) places.stream().map(Place::underlying).distinct().count();
    }

    /** Sessions from the first row's to the last row's. */
    int span() {
        return places.isEmpty()
                ? 0
                : places.stream().mapToInt(Place::session).max().orElse(0)
                        - places.stream().mapToInt(Place::session).min().orElse(0);
    }
}
