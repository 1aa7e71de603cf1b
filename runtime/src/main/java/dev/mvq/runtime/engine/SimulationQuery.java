package dev.mvq.runtime.engine;

import java.util.Map;

/**
 * {@code IMPORT SIMULATED}: a made market into canonical days, or into raw files.
 *
 * @param options the numbers among its options by name: {@code seed}, {@code days}, …; whole
 * @param texts the texts among them: {@code format}
 */
public record SimulationQuery(Map<String, Long> options, Map<String, String> texts) {
    public SimulationQuery {
        options = Map.copyOf(options);
        texts = Map.copyOf(texts);
    }

    /** Numbers only. */
    public SimulationQuery(Map<String, Long> options) {
        this(options, Map.of());
    }
}
