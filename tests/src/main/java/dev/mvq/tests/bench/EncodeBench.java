package dev.mvq.tests.bench;

import dev.mvq.runtime.encoder.NetworkRuns;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What encoding costs: the encoders beside the same networks in Python, then everything outside the encoders stage by stage.
 * Arguments: {@code rounds=7 seconds=1 chunks=4}, and of the made market {@code underlyings=4 days=60 contracts_per_day=4000} (a market
 * of fewer days is over before the JVM has compiled what they run); {@code only=race} or {@code only=stages} for one of the two.
 */
public final class EncodeBench {
    private static final LocalDate LAST_DAY = LocalDate.of(2024, 1, 31);

    private final Map<String, String> options = new HashMap<>(Map.of(
            "rounds", "7",
            "seconds", "1",
            "chunks", "4",
            "underlyings", "4",
            "days", "60",
            "contracts_per_day", "4000",
            "only", ""));

    private EncodeBench(String... arguments) {
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length < 2 || !options.containsKey(parts[0])) {
                throw new IllegalArgumentException("options are " + options.keySet() + ", as in rounds=7");
            }
            options.put(parts[0], parts[1]);
        }
    }

    /** Prints Markdown tables to stdout. */
    public static void main(String[] arguments) {
        new EncodeBench(arguments).run();
    }

    private void run() {
        if (!"stages".equals(options.get("only"))) {
            new EncoderRace(number("rounds"), Double.parseDouble(options.getOrDefault("seconds", "")), System.out)
                    .run(
                            batch(number("chunks") * NetworkRuns.chunk()),
                            System.getenv("MVQ_BENCH_PYTHON"),
                            System.getenv("MVQ_BENCH_RACE"));
            System.out.println();
        }
        if (!"race".equals(options.get("only"))) {
            new StageBench(
                            new SimulationOptions(
                                    7,
                                    number("underlyings"),
                                    number("days"),
                                    number("contracts_per_day"),
                                    260,
                                    LAST_DAY),
                            System.out)
                    .run();
        }
    }

    private int number(String option) {
        return Integer.parseInt(options.getOrDefault(option, ""));
    }

    /** So many contract-days of a made market that have all modalities. */
    private static FeatureBatch batch(int rows) {
        SimulationOptions market = new SimulationOptions(7, 8, 40, 400, 260, LAST_DAY);
        FeatureHistory history = new FeatureHistory();
        List<FeatureBatch> days = new ArrayList<>();
        int found = 0;
        for (MarketDay day : (Iterable<MarketDay>) new MadeMarket(market).days()::iterator) {
            history.accept(day);
            if (!day.options().isEmpty() && found < rows) {
                FeatureBatch whole = history.extract(day, 0, day.size());
                int[] complete = IntStream.range(0, whole.size())
                        .filter(row -> Arrays.stream(Modality.values()).allMatch(m -> m.in(whole.present()[row])))
                        .filter(row -> whole.historySessions()[row] >= 20)
                        .toArray();
                days.add(FeatureRows.pick(whole, complete));
                found += complete.length;
            }
        }
        return FeatureRows.pick(
                FeatureRows.concat(days), IntStream.range(0, rows).toArray());
    }
}
