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
import java.util.List;

/** What the shipped encoders are worth beside baselines, on the shared data and a made market: the README's table. */
public final class EmbeddingsBench {
    private final PrintStream out;
    private final PrintStream err;

    EmbeddingsBench(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Prints a Markdown table to stdout: {@code [--quick] [--on MARKET,MARKET] [FOLDER of parameters]}. */
    public static void main(String[] arguments) {
        new EmbeddingsBench(System.out, System.err).run(List.of(arguments));
    }

    void run(List<String> arguments) {
        MeasureOptions options = arguments.contains("--quick") ? MeasureOptions.QUICK : MeasureOptions.STANDARD;
        int on = arguments.indexOf("--on");
        List<String> wanted = on < 0 ? List.of() : List.of(arguments.get(on + 1).split(",", -1));
        List<MeasuredMarket> markets = new SharedPools(SharedMarkets.find())
                .all().stream()
                        .filter(market -> wanted.isEmpty() || wanted.contains(market.name()))
                        .toList();
        String last = arguments.isEmpty() ? "" : arguments.getLast();
        boolean given = !last.isEmpty() && !last.startsWith("--") && arguments.indexOf(last) != on + 1;
        long start = System.nanoTime();
        try (EncoderSet encoders =
                given ? EncoderSet.load(Path.of(last), DeviceChoice.CPU) : EncoderSet.shipped(DeviceChoice.CPU)) {
            out.printf(
                    "Encoders %s (%s), trained through %s; seeds %s. ± is half an interval of 95%%, by the larger of the"
                            + " standard error over the seeds and a bootstrap over days and underlyings.%n%n",
                    encoders.version(), encoders.card().name(), encoders.card().through(), options.seeds());
            out.println(new EmbeddingMeasure(options, new Lines(start))
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
