package dev.mvq.runtime.engine;

import java.util.Map;

/**
 * {@code IMPORT SIMULATED}: a made market into canonical days.
 *
 * @param options by name: {@code seed}, {@code underlyings}, {@code days}, {@code contracts_per_day}; whole numbers
 */
public record SimulationQuery(Map<String, Long> options) {
    public SimulationQuery {
        options = Map.copyOf(options);
    }
}
