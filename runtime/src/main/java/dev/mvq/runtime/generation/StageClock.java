package dev.mvq.runtime.generation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;

/** Adds up where time goes, by stage, from any thread. */
final class StageClock {
    enum Stage {
        READING,
        FEATURES,
        ENCODING,
        WRITING,
        INDEXING
    }

    private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);
    private final long start = System.nanoTime();

    StageClock() {
        for (Stage stage : Stage.values()) {
            nanos.put(stage, new LongAdder());
        }
    }

    <T> T time(Stage stage, Callable<T> work) {
        long begin = System.nanoTime();
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("stages throw no checked exceptions", e);
        } finally {
            adder(stage).add(System.nanoTime() - begin);
        }
    }

    void run(Stage stage, Runnable work) {
        time(stage, () -> {
            work.run();
            return true;
        });
    }

    GenerationReport.StageTimes times() {
        return new GenerationReport.StageTimes(
                of(Stage.READING),
                of(Stage.FEATURES),
                of(Stage.ENCODING),
                of(Stage.WRITING),
                of(Stage.INDEXING),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Duration of(Stage stage) {
        return Duration.ofNanos(adder(stage).sum());
    }

    private LongAdder adder(Stage stage) {
        return nanos.computeIfAbsent(stage, unseen -> new LongAdder());
    }
}
