package dev.mvq.tests.bench;

import dev.mvq.runtime.encoder.DeviceChoice;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.encoder.NetworkRuns;
import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.market.Modality;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows a second of one core: the five networks in Java and the same in Python, all on one thread, on the same inputs in chunks of the
 * same size, taking turns round by round so that what the machine does besides meets all alike. Processor time counts, not the
 * clock on the wall; what is shown are medians over the rounds.
 */
final class EncoderRace {
    private static final List<Modality> BASE =
            List.of(Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.TECHNICAL);
    private static final List<String> RUNTIMES = List.of("eager", "compile", "onnx");
    private static final String OURS = "ours";

    private final int rounds;
    private final double seconds;
    private final PrintStream out;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    /**
     * @param rounds how often each takes its turn, at least 3
     * @param seconds processor time of a turn
     */
    EncoderRace(int rounds, double seconds, PrintStream out) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.out = out;
    }

    /**
     * Prints Markdown tables.
     *
     * @param batch rows that have all modalities, some chunks of them
     * @param python null: ours alone
     */
    void run(FeatureBatch batch, @Nullable String python, @Nullable String script) {
        try (BenchFolder folder = new BenchFolder();
                EncoderSet encoders = EncoderSet.shipped(DeviceChoice.CPU)) {
            encoders.save(folder.path());
            try (NetworkRuns networks = new NetworkRuns(folder.path().resolve(EncoderSet.FILE))) {
                Map<Modality, List<NetworkRuns.Run>> runs = runs(networks, batch);
                warmUp(runs, encoders, batch);
                if (python == null || script == null) {
                    ours(runs, encoders, batch);
                    return;
                }
                runs.forEach((modality, of) -> export(folder.path(), modality, of));
                try (PythonRace race = new PythonRace(python, script, folder.path(), NetworkRuns.chunk())) {
                    race(race, runs, encoders, batch);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Modality, List<NetworkRuns.Run>> runs(NetworkRuns networks, FeatureBatch batch) {
        Map<Modality, List<NetworkRuns.Run>> runs = new EnumMap<>(Modality.class);
        List<List<NetworkRuns.Run>> base = new ArrayList<>();
        for (Modality modality : BASE) {
            base.add(networks.base(modality, batch));
            runs.put(modality, base.getLast());
        }
        runs.put(Modality.FUSED, networks.fused(base));
        return runs;
    }

    private static void export(Path folder, Modality modality, List<NetworkRuns.Run> runs) {
        List<NetworkRuns.Input> first = runs.getFirst().inputs();
        for (int i = 0; i < first.size(); i++) {
            int input = i;
            FloatFile.write(
                    folder.resolve(modality.word() + "-" + i + ".npy"),
                    first.get(i).shape(),
                    runs.stream().map(run -> run.inputs().get(input).values()).toList());
        }
        long[] shape = {NetworkRuns.chunk(), modality.dimension()};
        FloatFile.write(
                folder.resolve(modality.word() + "-ours.npy"),
                shape,
                runs.stream().map(NetworkRuns.Run::embed).toList());
    }

    private void warmUp(Map<Modality, List<NetworkRuns.Run>> runs, EncoderSet encoders, FeatureBatch batch) {
        runs.values().forEach(this::lap);
        lap(encoders, batch);
    }

    private PythonRace.Lap lap(List<NetworkRuns.Run> runs) {
        return lap(runs, run -> run.embed().length == 0 ? 0 : NetworkRuns.chunk());
    }

    private PythonRace.Lap lap(EncoderSet encoders, FeatureBatch batch) {
        return lap(List.of(batch), rows -> encoders.encode(rows).rows());
    }

    private <T> PythonRace.Lap lap(List<T> work, ToIntFunction<T> rows) {
        long done = 0;
        long begin = StageCosts.process();
        do {
            for (T piece : work) {
                done += rows.applyAsInt(piece);
            }
        } while (StageCosts.process() - begin < seconds * 1e9);
        return new PythonRace.Lap(done, (StageCosts.process() - begin) / 1e9);
    }

    private void race(
            PythonRace python, Map<Modality, List<NetworkRuns.Run>> runs, EncoderSet encoders, FeatureBatch batch) {
        for (int round = 0; round < rounds; round++) {
            add("peak", python.peak(seconds));
            for (Modality modality : Modality.values()) {
                add(OURS + modality, lap(runs.getOrDefault(modality, List.of())));
                for (String runtime : RUNTIMES) {
                    add(runtime + modality, python.time(runtime, modality.word(), seconds));
                }
            }
            add("whole", lap(encoders, batch));
        }
        print(python);
    }

    private void ours(Map<Modality, List<NetworkRuns.Run>> runs, EncoderSet encoders, FeatureBatch batch) {
        for (int round = 0; round < rounds; round++) {
            runs.forEach((modality, of) -> add(OURS + modality, lap(of)));
            add("whole", lap(encoders, batch));
        }
        out.println("| network | rows a second of one core |\n|---|---:|");
        for (Modality modality : Modality.values()) {
            out.printf(Locale.ROOT, "| %s | %,.0f |%n", modality.word(), median(OURS + modality));
        }
        printWhole();
    }

    private void add(String what, PythonRace.Lap lap) {
        rates.computeIfAbsent(what, name -> new ArrayList<>()).add(lap.rate());
    }

    private void print(PythonRace python) {
        double peak = of("peak").stream().mapToDouble(rate -> rate).max().orElse(Double.NaN);
        out.println("| network | multiply-adds a row | ours, rows/s | eager | torch.compile | ONNX Runtime "
                + "| ours / eager | ours / compile | ours / ONNX | ours, of SGEMM peak |");
        out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Modality modality : Modality.values()) {
            double macs = python.multiplyAdds(modality.word());
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %s | %s | %s | %.0f%% |%n",
                    modality.word(),
                    macs,
                    median(OURS + modality),
                    median("eager" + modality),
                    median("compile" + modality),
                    median("onnx" + modality),
                    ratio(modality, "eager"),
                    ratio(modality, "compile"),
                    ratio(modality, "onnx"),
                    100 * macs * median(OURS + modality) / peak);
        }
        printTogether(python, peak);
        printWhole();
        out.printf(
                Locale.ROOT,
                "%nAll embeddings agree within %.0e. SGEMM peak of a core %.1f G multiply-adds/s (products of 1024 x"
                        + " 1024, best round); PyTorch %s, ONNX Runtime %s, NumPy %s; chunks of %d rows, %d rounds;"
                        + " ratios: median of the rounds' (least .. most)%n",
                python.off(),
                peak / 1e9,
                python.version("torch"),
                python.version("onnxruntime"),
                python.version("numpy"),
                NetworkRuns.chunk(),
                rounds);
    }

    /** All five networks one after the other: their times a row add up, round by round. */
    private void printTogether(PythonRace python, double peak) {
        double macs = Arrays.stream(Modality.values())
                .mapToDouble(modality -> python.multiplyAdds(modality.word()))
                .sum();
        for (String runtime : List.of(OURS, "eager", "compile", "onnx")) {
            List<Double> all = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                int at = round;
                all.add(1
                        / Arrays.stream(Modality.values())
                                .mapToDouble(
                                        modality -> 1 / of(runtime + modality).get(at))
                                .sum());
            }
            rates.put(runtime, all);
        }
        out.printf(
                Locale.ROOT,
                "| **all five** | %,.0f | **%,.0f** | %,.0f | %,.0f | %,.0f | %s | %s | %s | %.0f%% |%n",
                macs,
                median(OURS),
                median("eager"),
                median("compile"),
                median("onnx"),
                ratio(OURS, "eager"),
                ratio(OURS, "compile"),
                ratio(OURS, "onnx"),
                100 * macs * median(OURS) / peak);
    }

    private void printWhole() {
        out.printf(
                Locale.ROOT,
                "%nFrom features to all five embeddings, scaling and masking included: %,.0f rows a second of one"
                        + " core%n",
                median("whole"));
    }

    private List<Double> of(String what) {
        return rates.getOrDefault(what, List.of());
    }

    private double median(String what) {
        return median(of(what).stream().mapToDouble(rate -> rate).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
    }

    private String ratio(Modality modality, String other) {
        return ratio(OURS + modality, other + modality);
    }

    private String ratio(String ours, String other) {
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = of(ours).get(round) / of(other).get(round);
        }
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f .. %.2f)",
                median(ratios),
                Arrays.stream(ratios).min().orElse(Double.NaN),
                Arrays.stream(ratios).max().orElse(Double.NaN));
    }
}
