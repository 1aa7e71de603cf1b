package dev.mvq.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.simulation.DayMaker;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.MarketArchive;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Contract-days a second of the made market, made alone and written as canonical days, by size of the day and number of threads; and the
 * memory that many days need. Arguments, with their defaults: {@code contracts=400,5000,50000,250000 threads=1,2 rows=600000 days=20,250,1000
 * contracts_for_memory=400}.
 */
public final class SimulateBench {
    private static final LocalDate LAST_DAY = LocalDate.of(2024, 1, 31);
    private static final long SEED = 7;
    private static final int NAMES = 600;
    /** A name's share of a day below this would be more names than contracts deserve. */
    private static final int CONTRACTS_A_NAME = 50;

    private static final int FEWEST_DAYS = 3;
    private static final int MOST_DAYS = 1500;
    /** So often within a run is the heap collected and looked at. */
    private static final int LOOKS = 10;

    private final PrintStream out;
    private final int[] contracts;
    private final int[] threads;
    private final long rows;
    private final int[] days;
    private final int contractsForMemory;

    private SimulateBench(Map<String, String> options, PrintStream out) {
        this.out = out;
        this.contracts = numbers(options.getOrDefault("contracts", "400,5000,50000,250000"));
        this.threads = numbers(options.getOrDefault("threads", "1,2"));
        this.rows = Long.parseLong(options.getOrDefault("rows", "600000"));
        this.days = numbers(options.getOrDefault("days", "20,250,1000"));
        this.contractsForMemory = Integer.parseInt(options.getOrDefault("contracts_for_memory", "400"));
    }

    /** Prints Markdown tables to stdout. */
    public static void main(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            options.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        SimulateBench bench = new SimulateBench(options, System.out);
        bench.printRates();
        bench.printMemory();
    }

    private static MadeMarket market(int contracts, int days) {
        int names = Math.clamp(contracts / CONTRACTS_A_NAME, 1, NAMES);
        return new MadeMarket(new SimulationOptions(SEED, names, days, contracts, 0, LAST_DAY));
    }

    private void printRates() {
        run(400, FEWEST_DAYS * 50, 1, day -> {}); // so that what follows runs compiled
        out.println(
                "| contracts asked a day | threads | days | contract-days | world drawn, s | made, a second | made, a CPU second | made and written, a second | of it writing |");
        out.println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int size : contracts) {
            for (int count : threads) {
                printRate(size, count);
            }
        }
    }

    private void printRate(int size, int count) {
        int sessions = Math.clamp(rows / size, FEWEST_DAYS, MOST_DAYS);
        Run made = run(size, sessions, count, day -> {});
        Run written;
        try (BenchFolder folder = new BenchFolder();
                LocalObjectStore store = new LocalObjectStore(folder.path());
                MarketArchive archive = new MarketArchive(store)) {
            written = run(size, sessions, count, archive::write);
        }
        out.printf(
                Locale.ROOT,
                "| %,d | %d | %,d | %,d | %.1f | %,.0f | %,.0f | %,.0f | %.0f%% |%n",
                size,
                count,
                sessions,
                made.rows,
                made.drawn,
                made.rows / made.seconds,
                made.rows / made.processorSeconds,
                written.rows / written.seconds,
                100 * Math.max(0, 1 - made.seconds / written.seconds));
    }

    private void printMemory() {
        out.printf(
                Locale.ROOT,
                "%n| days of %,d contracts | contract-days | greatest heap after collection, MB |%n|---:|---:|---:|%n",
                contractsForMemory);
        for (int sessions : days) {
            int every = Math.max(1, sessions / LOOKS);
            AtomicInteger seen = new AtomicInteger();
            AtomicLong greatest = new AtomicLong();
            Run run = run(contractsForMemory, sessions, 1, day -> {
                if (seen.incrementAndGet() % every == 0) {
                    greatest.accumulateAndGet(heapAfterCollection(), Math::max);
                }
            });
            out.printf(Locale.ROOT, "| %,d | %,d | %.1f |%n", sessions, run.rows, greatest.get() / 1e6);
        }
    }

    /**
     * What a run took.
     *
     * @param rows contract-days made
     * @param drawn seconds for the world, whatever days are seen of it
     * @param seconds by the clock, for all days
     * @param processorSeconds of all threads of the process for all days, the collector's too
     */
    private record Run(long rows, double drawn, double seconds, double processorSeconds) {}

    private static Run run(int contracts, int sessions, int threads, Consumer<MarketDay> use) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long begun = System.nanoTime();
        MadeMarket market = market(contracts, sessions);
        long processor = system.getProcessCpuTime();
        long start = System.nanoTime();
        AtomicLong rows = new AtomicLong();
        inParallel(market, threads, day -> {
            rows.addAndGet(day.options().size());
            use.accept(day);
        });
        return new Run(
                rows.get(),
                (start - begun) / 1e9,
                (System.nanoTime() - start) / 1e9,
                (system.getProcessCpuTime() - processor) / 1e9);
    }

    /** Each thread makes a part of the days, one after the other. */
    private static void inParallel(MadeMarket market, int threads, Consumer<MarketDay> use) {
        List<LocalDate> days = market.optionDays();
        int part = Math.ceilDiv(days.size(), threads);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int from = 0; from < days.size(); from += part) {
                List<LocalDate> mine = days.subList(from, Math.min(from + part, days.size()));
                DayMaker maker = market.maker();
                running.add(pool.submit(() -> mine.forEach(date -> use.accept(maker.day(date)))));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the made market failed", e);
        }
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static int[] numbers(String list) {
        return Arrays.stream(list.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
