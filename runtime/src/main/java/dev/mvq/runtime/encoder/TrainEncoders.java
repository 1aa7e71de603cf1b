package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Makes the shipped parameters: {@code scripts/train-encoders} calls it. Trains on three made markets (seeds other than the demo's) and on the shared real data where there is some.
 */
public final class TrainEncoders {
    private static final long SEED = 20_260_101;
    private static final int UNDERLYINGS = 12;
    private static final int DAYS = 200;
    private static final int CONTRACTS_PER_DAY = 360;
    private static final int WORLDS = 3;
    private static final int KEPT_DAY_IN = 8;
    private static final int HISTORY = 260;
    private static final int CHAIN_ROWS = 300;
    private static final int SPY_WARM_UP = 10;
    private static final int KEPT_BARS_IN = 8;

    private final PrintStream out;

    /** @param out hears how it goes */
    public TrainEncoders(PrintStream out) {
        this.out = out;
    }

    /**
     * Trains and writes {@link EncoderSet#FILE}.
     *
     * @param arguments the folder to write to; then, optional, a factor on the numbers of steps (1; 0 leaves the networks as they start)
     * @return 0, or 2 after telling how to call it
     */
    public int run(String... arguments) {
        if (arguments.length < 1 || arguments.length > 2) {
            out.println("usage: train-encoders FOLDER [STEPS-FACTOR]");
            return 2;
        }
        double factor = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        TrainingData data = gather();
        TrainingSet set = new TrainingSet(data.days());
        set.sources().forEach(out::println);
        write(Path.of(arguments[0]), train(set, factor));
        return 0;
    }

    /** Only exits. */
    public static void main(String[] arguments) {
        System.exit(new TrainEncoders(System.out).run(arguments));
    }

    private EncoderParameters train(TrainingSet set, double factor) {
        InputSchema schema = InputSchema.current();
        if (factor == 0) {
            return EncoderTrainer.untrained(
                    schema,
                    EncoderSize.FULL,
                    set.days().stream().map(TrainingDay::batch).toList(),
                    SEED);
        }
        TrainingOptions options = TrainingOptions.standard(SEED).scaled(factor);
        return new EncoderTrainer(schema, EncoderSize.FULL, options)
                .train("encoders-v1", set, DeviceChoice.AUTO, new Lines());
    }

    private TrainingData gather() {
        TrainingData data = new TrainingData(SEED, WORLDS);
        made(data, 101, LocalDate.of(2023, 12, 29));
        made(data, 102, LocalDate.of(2020, 6, 30));
        made(data, 103, LocalDate.of(2012, 3, 30));
        shared(data);
        return data;
    }

    /** Real data up to the dates that {@link SharedMarkets} names. */
    private void shared(TrainingData data) {
        SharedMarkets shared = SharedMarkets.find();
        if (!shared.exist()) {
            out.println("no shared data at " + shared.root() + ": training on the made markets only");
            return;
        }
        data.add("chains-2026", shared.chains(true).stream(), 1, 0, CHAIN_ROWS);
        data.add("spy-options-2021", shared.spy(true).stream(), 1, SPY_WARM_UP, Integer.MAX_VALUE);
        data.add("bars", shared.bars(true).stream(), KEPT_BARS_IN, HISTORY, Integer.MAX_VALUE);
    }

    private void made(TrainingData data, long seed, LocalDate last) {
        SimulationOptions options = new SimulationOptions(seed, UNDERLYINGS, DAYS, CONTRACTS_PER_DAY, HISTORY, last);
        data.add("made market, seed " + seed, new MadeMarket(options).days(), KEPT_DAY_IN, HISTORY, Integer.MAX_VALUE);
    }

    private void write(Path folder, EncoderParameters parameters) {
        Path file = folder.resolve(EncoderSet.FILE);
        try {
            Files.createDirectories(folder);
            byte[] bytes = EncoderFile.write(parameters);
            Files.write(file, bytes);
            parameters.card().notes().forEach(out::println);
            out.printf("%s: version %s, %,d bytes%n", file, parameters.version(), bytes.length);
        } catch (IOException e) {
            throw new MvqException("cannot write " + file + ": " + e, "give a folder that can be written to", e);
        }
    }

    /** Progress as plain lines, a few a task. */
    private final class Lines implements Progress {
        private static final int A_TASK = 10;

        private String task = "";
        private long total;
        private long start;
        private long told;

        @Override
        public void begin(String name, long count, String unit) {
            task = name;
            total = count;
            told = 0;
            start = System.nanoTime();
        }

        @Override
        public void advance(long done, String detail) {
            if (done == total || done - told >= Math.max(1, total / A_TASK)) {
                told = done;
                out.printf("%s %d/%d %.0f s %s%n", task, done, total, seconds(), detail);
            }
        }

        @Override
        public void tell(String message) {
            out.println(message);
        }

        @Override
        public void end() {
            out.printf("%s took %.0f s%n", task, seconds());
        }

        private double seconds() {
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
