package dev.mvq.tests.bench.realism;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** Statistics of one market, in the order in which they were put. NaN: the data do not say. */
final class Facts {
    private final SequencedMap<Statistic, Double> values = new LinkedHashMap<>();

    /** Statistics on one subject. */
    static Facts none() {
        return new Facts();
    }

    Facts put(String section, String name, double value) {
        values.put(new Statistic(section, name), value);
        return this;
    }

    Facts add(Facts others) {
        values.putAll(others.values);
        return this;
    }

    SequencedMap<Statistic, Double> values() {
        return Collections.unmodifiableSequencedMap(values);
    }

    double of(Statistic statistic) {
        return values.getOrDefault(statistic, Double.NaN);
    }
}
