package dev.mvq.tests.bench;

import dev.mvq.runtime.encoder.DeviceChoice;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.encoder.SharedMarkets;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.measure.EmbeddingMeasure;
import dev.mvq.runtime.measure.MeasureOptions;
import dev.mvq.runtime.measure.MeasuredMarket;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the shipped encoders are worth beside baselines, on the shared data and a made market: the README's table. */
public final class EmbeddingsBench {
    private final PrintStream out;
    private final PrintStream err;

    EmbeddingsBench(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Prints a Markdown table to stdout: {@code [--quick] [--on MARKET,…] [--seeds 21,22,23] [FOLDER of parameters]}. */
    public static void main(String[] arguments) {
        new EmbeddingsBench(System.out, System.err).run(Asked.parse(List.of(arguments)));
    }

    /**
     * What was asked for.
     *
     * @param markets names; empty for all
     * @param parameters folder of parameters; empty for the shipped ones
     */
    record Asked(MeasureOptions options, List<String> markets, Optional<Path> parameters) {
        static Asked parse(List<String> arguments) {
            Asked asked = new Asked(MeasureOptions.STANDARD, List.of(), Optional.empty());
            for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
                String word = rest.next();
                asked = switch (word) {
                    case "--quick" -> new Asked(MeasureOptions.QUICK, asked.markets, asked.parameters);
                    case "--on" -> new Asked(asked.options, list(rest), asked.parameters);
                    case "--seeds" ->
                        new Asked(
                                asked.options.withSeeds(
                                        list(rest).stream().map(Long::valueOf).toArray(Long[]::new)),
                                asked.markets,
                                asked.parameters);
                    default -> new Asked(asked.options, asked.markets, Optional.of(Path.of(word)));
                };
            }
            return asked;
        }

        private static List<String> list(Iterator<String> rest) {
            return List.of(rest.next().split(",", -1));
        }
    }

    void run(Asked asked) {
        List<MeasuredMarket> markets = new SharedPools(SharedMarkets.find())
                .all().stream()
                        .filter(market -> asked.markets.isEmpty() || asked.markets.contains(market.name()))
                        .toList();
        long start = System.nanoTime();
        try (EncoderSet encoders = asked.parameters
                .map(folder -> EncoderSet.load(folder, DeviceChoice.CPU))
                .orElseGet(() -> EncoderSet.shipped(DeviceChoice.CPU))) {
            out.printf(
                    "Encoders %s (%s), trained through %s; seeds %s. ± is half an interval of 95%%, by the larger of the"
                            + " standard error over the seeds and a bootstrap over days and underlyings.%n%n",
                    encoders.version(), encoders.card().name(), encoders.card().through(), asked.options.seeds());
            out.println(new EmbeddingMeasure(asked.options, new Lines(start))
                    .measure(encoders, markets)
                    .markdown());
        }
        out.printf(
                "Measured in %,d s.%n",
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    /** Progress as plain lines. */
    private final class Lines implements Progress {
        private final long start;

        Lines(long start) {
            this.start = start;
        }

        @Override
        public void begin(String task, long total, String unit) {
            err.printf("%s %,d %s%n", task, total, unit);
        }

        @Override
        public void advance(long done, String detail) {
            err.printf(
                    "%,5d s  %,d  %s%n",
                    Duration.ofNanos(System.nanoTime() - start).toSeconds(), done, detail);
        }

        @Override
        public void end() {}
    }
}
