package dev.mvq.tests.bench.realism;

import java.time.LocalDate;

/**
 * One underlying on one day.
 *
 * @param name the underlying
 * @param date the session
 */
record ChainKey(String name, LocalDate date) {
    static ChainKey of(ChainDay chain) {
        return new ChainKey(chain.name(), chain.date());
    }
}
