package dev.mvq.runtime.measure;

import java.util.List;
import java.util.Optional;

/** Something that good vectors make possible. It judges the vectors of one modality on one pool, and what can be had without vectors. */
interface Task {
    /** Its name in the table. */
    String name();

    /** Why the pool cannot judge this, where it cannot: what data is missing. */
    Optional<String> lacking(Trial trial);

    /** What the vectors achieve; asked only where nothing is lacking. */
    List<Finding> judge(Trial trial, Judged judged);

    /** What is achieved without vectors, under names of its own: chance, or a forecast. */
    List<Finding> references(Trial trial);

    /**
     * One figure's sample.
     *
     * @param measure what was measured, with a final {@code ↓} where less is better
     * @param method whose it is
     */
    record Finding(String measure, String method, Sample sample) {}

    /**
     * A method's vectors, ready to be searched.
     *
     * @param search among the rows of the trial
     */
    record Judged(String method, Vectors vectors, Search search) {
        /** The vectors of these rows of the pool. */
        float[] of(int[] rows) {
            return Vectors.pick(vectors.pool(), vectors.width(), rows);
        }

        /** The vectors of these views. */
        float[] seen(int[] views) {
            return Vectors.pick(vectors.views(), vectors.width(), views);
        }
    }
}
