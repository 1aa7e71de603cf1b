package dev.mvq.runtime.jfaiss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaissLifetimeTest {
    private static final int DIMENSION = 64;
    private static final int ROWS = 3_000;

    private final float[] vectors = NativeTest.clustered(3, ROWS, DIMENSION);
    private FaissLibrary library;

    @BeforeEach
    void find_the_library() {
        library = NativeTest.library();
    }

    @Test
    void searches_from_many_threads_answer_as_one_thread_does() throws Exception {
        try (FaissIndex index = built();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            long[] alone = search(index);
            List<Callable<long[]>> searches = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                searches.add(() -> search(index));
            }
            for (Future<long[]> found : threads.invokeAll(searches)) {
                assertArrayEquals(alone, found.get());
            }
        }
    }

    @Test
    void searches_overlap_with_adding_and_see_a_whole_batch_or_none() throws Exception {
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, "Flat");
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            index.addWithIds(vectors, NativeTest.ids(ROWS));
            Future<?> adding = threads.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    index.addWithIds(vectors, NativeTest.ids(ROWS));
                }
            });
            while (!adding.isDone()) {
                search(index);
                assertEquals(0, index.size() % ROWS);
            }
            adding.get();
            assertEquals(21L * ROWS, index.size());
        }
    }

    @Test
    void closing_waits_for_searches_and_later_ones_fail_cleanly() throws Exception {
        for (int round = 0; round < 20; round++) {
            FaissIndex index = built("Flat");
            CountDownLatch begun = new CountDownLatch(4);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<?>> searchers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    searchers.add(threads.submit(() -> {
                        begun.countDown();
                        while (true) {
                            search(index);
                        }
                    }));
                }
                begun.await();
                index.close();
                for (Future<?> searcher : searchers) {
                    ExecutionException end = assertThrows(ExecutionException.class, searcher::get);
                    assertEquals("java.lang.IllegalStateException: the index is closed", end.getMessage());
                }
            }
        }
    }

    @Test
    void closing_twice_does_nothing_more() {
        int before = library.liveIndices();
        FaissIndex index = built("Flat");
        assertEquals(before + 1, library.liveIndices());
        index.close();
        index.close();
        assertEquals(before, library.liveIndices());
        assertThrows(IllegalStateException.class, index::size);
    }

    @Test
    void a_forgotten_index_is_freed_in_the_end() throws InterruptedException {
        int before = library.liveIndices();
        forget();
        for (int i = 0; i < 500 && library.liveIndices() > before; i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertEquals(before, library.liveIndices());
    }

    @Test
    void a_failed_making_training_or_reading_leaves_nothing_behind() {
        int before = library.liveIndices();
        assertThrows(RuntimeException.class, () -> FaissIndex.create(library, 64, "Flut"));
        assertThrows(RuntimeException.class, () -> FaissIndex.read(library, Path.of("/dev/null")));
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, "IVF4096,Flat")) {
            assertThrows(RuntimeException.class, () -> index.train(vectors));
        }
        assertEquals(before, library.liveIndices());
    }

    @Test
    void making_and_closing_does_not_grow_the_process() throws IOException {
        for (int i = 0; i < 20; i++) {
            built("Flat").close();
        }
        long before = residentKilobytes();
        for (int i = 0; i < 400; i++) {
            FaissIndex index = built("Flat"); // 0.75 MB each: 300 MB if leaked
            search(index, 5);
            index.close();
        }
        long grown = residentKilobytes() - before;
        assertTrue(grown < 150_000, "grew by " + grown + " kB");
    }

    private void forget() {
        for (int i = 0; i < 10; i++) {
            built("Flat");
        }
    }

    private FaissIndex built() {
        return built("HNSW16");
    }

    private FaissIndex built(String type) {
        FaissIndex index = FaissIndex.create(library, DIMENSION, type);
        index.addWithIds(vectors, NativeTest.ids(ROWS));
        return index;
    }

    private long[] search(FaissIndex index) {
        return search(index, 200);
    }

    private long[] search(FaissIndex index, int queries) {
        float[] some = Arrays.copyOf(vectors, queries * DIMENSION);
        return index.search(some, 10, FaissSearchParameters.DEFAULT, FaissSelector.ALL)
                .ids();
    }

    private static long residentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
