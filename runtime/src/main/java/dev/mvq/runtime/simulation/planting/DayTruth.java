package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.simulation.path.LatentState;
import dev.mvq.runtime.simulation.path.Regime;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that a made market knows of one of its days.
 *
 * @param seed of the world
 * @param options by name, as they were given or stood by default
 * @param regime state of the market
 * @param changedFrom the state of the session before, where it was another
 * @param states one an underlying, in roster order
 */
public record DayTruth(
        LocalDate date,
        long seed,
        SortedMap<String, String> options,
        Regime regime,
        Optional<Regime> changedFrom,
        List<LatentState> states,
        List<PlantedArbitrage> arbitrage,
        List<PlantedArbitrage> nearMisses,
        List<PlantedAnomaly> anomalies,
        List<PlantedFlaw> flaws) {
    public DayTruth {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
        states = List.copyOf(states);
        arbitrage = List.copyOf(arbitrage);
        nearMisses = List.copyOf(nearMisses);
        anomalies = List.copyOf(anomalies);
        flaws = List.copyOf(flaws);
    }

    /** The truth of a day about which nothing was planted. */
    public static DayTruth clean(
            Map<String, String> options, long seed, List<LatentState> states, Optional<Regime> changedFrom) {
        LatentState first = states.getFirst();
        return new DayTruth(
                first.date(),
                seed,
                new TreeMap<>(options),
                first.regime(),
                changedFrom,
                states,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** With what was planted in the day. */
    public DayTruth with(Planted planted) {
        return new DayTruth(
                date,
                seed,
                options,
                regime,
                changedFrom,
                states,
                planted.arbitrage(),
                planted.nearMisses(),
                planted.anomalies(),
                flaws);
    }

    /** With the flaws of its delivery. */
    public DayTruth with(List<PlantedFlaw> delivered) {
        return new DayTruth(
                date, seed, options, regime, changedFrom, states, arbitrage, nearMisses, anomalies, delivered);
    }
}
