package dev.mvq.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.BuildIndexQuery;
import dev.mvq.runtime.engine.GenerateQuery;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One measurement of {@link ScaleBench}, in a process of its own so that its memory is its own. */
public final class ScaleRun {
    private ScaleRun() {}

    /** {@code import STORE name=value…}, or {@code generate STORE DAYS BATCH_SIZE MAX_WORKERS INDICES}: prints figures as {@code name value}. */
    public static void main(String[] arguments) {
        Path store = Path.of(arguments[1]);
        Steady steady = new Steady();
        try (Mvq engine = Mvq.open(store, store, steady)) {
            if (arguments[0].equals("import")) {
                Map<String, Long> options = new HashMap<>();
                List.of(arguments).stream().skip(2).forEach(each -> {
                    String[] parts = each.split("=", 2);
                    options.put(parts[0], Long.parseLong(parts[1]));
                });
                engine.importSimulated(new SimulationQuery(options));
            } else {
                if (!arguments[5].equals("chosen")) {
                    choose(engine, arguments[5]);
                }
                generate(
                        engine,
                        steady,
                        Integer.parseInt(arguments[2]),
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]));
            }
        }
    }

    /** Types of index go on from generation to generation: one of the first day, which has bars only, sets it for all. */
    private static void choose(Mvq engine, String indices) {
        LocalDate first = engine.days().first();
        engine.generate(new GenerateQuery(
                List.of(),
                Optional.of(new DateRange(first, first)),
                false,
                false,
                false,
                OptionalInt.empty(),
                OptionalInt.of(1)));
        engine.buildIndex(new BuildIndexQuery(List.of(Modality.values()), Optional.of(indices)));
    }

    private static void generate(Mvq engine, Steady steady, int days, int batchSize, int maxWorkers) {
        List<LocalDate> all = new ArrayList<>(engine.days());
        DateRange last = new DateRange(all.get(all.size() - days), all.getLast());
        steady.start();
        Answer answer = engine.generate(new GenerateQuery(
                List.of(),
                Optional.of(last),
                false,
                false,
                false,
                OptionalInt.of(batchSize),
                OptionalInt.of(maxWorkers)));
        for (int row = 0; row < answer.rows().rowCount(); row++) {
            print(
                    answer.rows().stringColumn("stage").get(row),
                    answer.rows().doubleColumn("seconds").getDouble(row));
        }
        print("rows", steady.rows);
        print("stored", engine.indices().rows().longColumn("rows").max());
        print("steady", steady.seconds);
        print("processor", steady.processor);
        print("resident", resident());
        print("heap", (double) ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum());
    }

    /**
     * Listens for when days are encoded: from the first batch on, when encoders are loaded and the days before are read, until all are
     * safe, before indices are built.
     */
    private static final class Steady implements Progress {
        private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        private long began;
        private long processorThen;
        private double rows;
        private double seconds;
        private double processor;

        /** Forgets what was heard so far. */
        void start() {
            began = 0;
            rows = 0;
        }

        @Override
        public void begin(String task, long total, String unit) {}

        @Override
        public void advance(long done, String detail) {}

        @Override
        public void advance(long done, String detail, Map<String, Object> figures) {
            if (!(figures.get("rows_done") instanceof Long safe)) {
                return;
            }
            if (began == 0) {
                began = System.nanoTime();
                processorThen = system.getProcessCpuTime();
            }
            if (safe > rows) {
                rows = safe;
                seconds = (System.nanoTime() - began) / 1e9;
                processor = (system.getProcessCpuTime() - processorThen) / 1e9;
            }
        }

        @Override
        public void end() {}
    }

    private static void print(String name, double value) {
        System.out.printf(Locale.ROOT, "%s %.3f%n", name, value);
    }

    /** The most bytes of memory that the process had, heap and native together; 0 where the system does not say. */
    private static double resident() {
        Path status = Path.of("/proc/self/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
