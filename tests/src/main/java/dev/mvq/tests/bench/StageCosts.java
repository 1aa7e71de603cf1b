package dev.mvq.tests.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Adds up, by stage, what one thread's work costs: the processor time of that thread, which other load on the machine does not
 * stretch as it does the wall clock, and the wall clock beside it.
 */
final class StageCosts {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Map<String, long[]> stages = new LinkedHashMap<>();

    /** Nanoseconds of processor time of the whole process so far: compiler and collector included. */
    static long process() {
        return PROCESS.getProcessCpuTime();
    }

    /** Does the work under the stage's name, on this thread alone. */
    <T> T time(String stage, Callable<T> work) {
        long[] cost = stages.computeIfAbsent(stage, name -> new long[2]);
        long wall = System.nanoTime();
        long own = THREADS.getCurrentThreadCpuTime();
        T made = call(work);
        cost[0] += THREADS.getCurrentThreadCpuTime() - own;
        cost[1] += System.nanoTime() - wall;
        return made;
    }

    /** The same for work that has threads of its own: counts all that the process does meanwhile. */
    <T> T timeAll(String stage, Callable<T> work) {
        long[] cost = stages.computeIfAbsent(stage, name -> new long[2]);
        long wall = System.nanoTime();
        long own = process();
        T made = call(work);
        cost[0] += process() - own;
        cost[1] += System.nanoTime() - wall;
        return made;
    }

    private static <T> T call(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets everything: the first round warms up. */
    void clear() {
        stages.clear();
    }

    /** Processor time of a stage, nanoseconds; 0 where it did not come about. */
    long processor(String stage) {
        return stages.getOrDefault(stage, new long[2])[0];
    }

    /** A Markdown row for each stage: microseconds a row. */
    void print(PrintStream out, long rows) {
        stages.forEach((stage, cost) ->
                out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", stage, cost[0] / 1e3 / rows, cost[1] / 1e3 / rows));
    }
}
