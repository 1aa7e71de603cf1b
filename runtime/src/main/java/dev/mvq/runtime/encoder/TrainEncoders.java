package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.ObjectStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
     * @param arguments the folder to write to; then, optional, a factor on the numbers of steps (1; 0 leaves the networks as they start);
     *     {@code --through DATE}, the last day of any source; {@code --checkpoints FOLDER}, where a stopped training is kept and gone on from
     * @return 0, or 2 after telling how to call it
     */
    public int run(String... arguments) {
        Asked asked;
        try {
            asked = Asked.of(List.of(arguments));
        } catch (IllegalArgumentException | DateTimeException e) {
            out.println("usage: train-encoders FOLDER [STEPS-FACTOR] [--through DATE] [--checkpoints FOLDER]");
            return 2;
        }
        TrainingData data = gather(asked.through);
        TrainingSet set = new TrainingSet(data.days());
        set.sources().forEach(out::println);
        if (asked.checkpoints.isEmpty()) {
            write(asked.folder, train(set, asked.factor, Optional.empty()));
            return 0;
        }
        try (ObjectStore store = new LocalObjectStore(asked.checkpoints.get())) {
            TrainingCheckpoints kept = checkpoints(store, set, asked.factor);
            write(asked.folder, train(set, asked.factor, Optional.of(kept)));
            kept.clear();
        }
        return 0;
    }

    /** What the arguments say. */
    private record Asked(Path folder, double factor, LocalDate through, Optional<Path> checkpoints) {
        static Asked of(List<String> arguments) {
            List<String> bare = new ArrayList<>();
            Map<String, String> options = new HashMap<>();
            for (Iterator<String> next = arguments.iterator(); next.hasNext(); ) {
                String word = next.next();
                if (!word.startsWith("--")) {
                    bare.add(word);
                } else if (!List.of("--through", "--checkpoints").contains(word) || !next.hasNext()) {
                    throw new IllegalArgumentException(word);
                } else {
                    options.put(word, next.next());
                }
            }
            if (bare.isEmpty() || bare.size() > 2) {
                throw new IllegalArgumentException("one folder and one factor");
            }
            return new Asked(
                    Path.of(bare.getFirst()),
                    bare.size() > 1 ? Double.parseDouble(bare.get(1)) : 1,
                    LocalDate.parse(options.getOrDefault("--through", "9999-12-31")),
                    Optional.ofNullable(options.get("--checkpoints")).map(Path::of));
        }
    }

    private TrainingCheckpoints checkpoints(ObjectStore store, TrainingSet set, double factor) {
        String of = "%d %s %s %s"
                .formatted(
                        EncoderTrainer.CODE_VERSION,
                        TrainingOptions.standard(SEED).scaled(factor).text(),
                        InputSchema.current(),
                        set.digest());
        String home = Checksum.of(of.getBytes(StandardCharsets.UTF_8)) + "/";
        return new TrainingCheckpoints(store, home, TrainingCheckpoints.EVERY, new Lines());
    }

    /** Only exits. */
    public static void main(String[] arguments) {
        System.exit(new TrainEncoders(System.out).run(arguments));
    }

    private EncoderParameters train(TrainingSet set, double factor, Optional<TrainingCheckpoints> checkpoints) {
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
                .train("encoders-v1", set, TrainedPart.ALL, DeviceChoice.AUTO, new Lines(), checkpoints)
                .parameters();
    }

    private TrainingData gather(LocalDate through) {
        TrainingData data = new TrainingData(SEED, WORLDS);
        made(data, 101, LocalDate.of(2023, 12, 29), through);
        made(data, 102, LocalDate.of(2020, 6, 30), through);
        made(data, 103, LocalDate.of(2012, 3, 30), through);
        shared(data, through);
        return data;
    }

    private static Stream<MarketDay> until(LocalDate through, Stream<MarketDay> days) {
        return days.takeWhile(day -> !day.date().isAfter(through));
    }

    /** Real data up to the dates that {@link SharedMarkets} names. */
    private void shared(TrainingData data, LocalDate through) {
        SharedMarkets shared = SharedMarkets.find();
        if (!shared.exist()) {
            out.println("no shared data at " + shared.root() + ": training on the made markets only");
            return;
        }
        data.add("chains-2026", until(through, shared.chains(true).stream()), 1, 0, CHAIN_ROWS);
        data.add("spy-options-2021", until(through, shared.spy(true).stream()), 1, SPY_WARM_UP, Integer.MAX_VALUE);
        data.add("bars", until(through, shared.bars(true).stream()), KEPT_BARS_IN, HISTORY, Integer.MAX_VALUE);
    }

    private void made(TrainingData data, long seed, LocalDate last, LocalDate through) {
        SimulationOptions options = new SimulationOptions(seed, UNDERLYINGS, DAYS, CONTRACTS_PER_DAY, HISTORY, last);
        data.add(
                "made market, seed " + seed,
                until(through, new MadeMarket(options).days()),
                KEPT_DAY_IN,
                HISTORY,
                Integer.MAX_VALUE);
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
