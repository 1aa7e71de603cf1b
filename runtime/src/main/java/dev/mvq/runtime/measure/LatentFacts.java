package dev.mvq.runtime.measure;

import dev.mvq.runtime.simulation.path.LatentState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a made market knows of itself, beside the rows. */
final class LatentFacts {
    private LatentFacts() {}

    static void fill(MeasuredMarket market, List<Pool.Place> places, EnumMap<Quantity, double[]> facts) {
        Map<Drawing.Block, List<Integer>> rows = new HashMap<>();
        for (int row = 0; row < places.size(); row++) {
            Pool.Place place = places.get(row);
            rows.computeIfAbsent(new Drawing.Block(place.date(), place.underlying()), block -> new ArrayList<>())
                    .add(row);
        }
        double[] regimes = facts.getOrDefault(Quantity.REGIME, new double[places.size()]);
        double[] flows = facts.getOrDefault(Quantity.FLOW, new double[places.size()]);
        try (Stream<LatentState> states = market.states().get()) {
            states.forEach(state -> rows.getOrDefault(new Drawing.Block(state.date(), state.underlyingId()), List.of())
                    .forEach(row -> {
                        regimes[row] = state.regime().ordinal();
                        flows[row] = state.flow();
                    }));
        }
    }
}
