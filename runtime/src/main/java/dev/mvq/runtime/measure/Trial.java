package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.Modality;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One modality of one pool: what every method is judged on alike.
 *
 * @param rows rows of the pool that have the modality: they are searched
 * @param views positions among the pool's subjects of those whose row and view both have it
 */
record Trial(Pool pool, Modality modality, int[] rows, int[] views, MeasureOptions options, Workers workers) {
    static Trial of(Pool pool, Modality modality, EncoderMethod encoder, MeasureOptions options, Workers workers) {
        int[] rows = encoder.rowsWith(modality);
        boolean[] has = new boolean[pool.rows().size()];
        for (int row : rows) {
            has[row] = true;
        }
        int[] views = IntStream.range(0, pool.subjects().length)
                .filter(view -> has[pool.subjects()[view]] && encoder.isSeen(view, modality))
                .toArray();
        return new Trial(pool, modality, rows, views, options, workers);
    }

    /** The pool's rows that the views are of. */
    int[] subjects() {
        return IntStream.of(views).map(view -> pool.subjects()[view]).toArray();
    }

    /** The block of each view. */
    int[] blocks() {
        return IntStream.of(views).map(view -> pool.blocks()[view]).toArray();
    }

    /** Whether a row is neither of the subject's underlying nor of its time; the one or the other alone where the pool has only one. */
    boolean isElsewhere(int subject, int row, boolean manyUnderlyings, boolean longEnough) {
        Pool.Place a = pool.places().get(subject);
        Pool.Place b = pool.places().get(row);
        return (!manyUnderlyings || !a.underlying().equals(b.underlying()))
                && (!longEnough || Math.abs(a.session() - b.session()) >= options.apart());
    }

    /** Rows to search for the subjects' neighbours among: those elsewhere. */
    Search.Eligible elsewhere() {
        int[] subjects = subjects();
        boolean many = manyUnderlyings();
        boolean far = longEnough();
        return (query, row) -> isElsewhere(subjects[query], row, many, far);
    }

    /** Whether there are other underlyings to look among. */
    boolean manyUnderlyings() {
        return pool.underlyings() > 1;
    }

    /** Whether there are sessions far enough from every subject's. */
    boolean longEnough() {
        return pool.span() >= 2 * options.apart();
    }

    /** A number for a row's underlying and session, so that a chain counts once. */
    int[] moments() {
        Map<String, Integer> numbers = new HashMap<>();
        return pool.places().stream()
                .mapToInt(place ->
                        numbers.computeIfAbsent(place.underlying() + " " + place.session(), key -> numbers.size()))
                .toArray();
    }
}
