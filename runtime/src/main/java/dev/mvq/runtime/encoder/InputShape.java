package dev.mvq.runtime.encoder;

import java.util.List;

/**
 * The inputs of one base encoder: a matrix of sessions by named features for every row; one session where the features are not a
 * sequence.
 *
 * @param sessions time steps, oldest first
 * @param features names of the features of a time step, in the order of their columns
 */
public record InputShape(int sessions, List<String> features) {
    /** Copies the names. */
    public InputShape {
        features = List.copyOf(features);
        if (sessions < 1 || features.isEmpty()) {
            throw new IllegalArgumentException("an encoder needs at least one session and one feature");
        }
    }

    /** Features of a time step. */
    public int width() {
        return features.size();
    }

    /** Numbers of a row. */
    public int size() {
        return sessions * features.size();
    }
}
