package dev.mvq.runtime.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Where settings need more memory than there is, the run says which to lower and to what; and what it says fits. */
class MemoryNeedTest {
    private static final long GIGABYTE = 1_000_000_000;
    private static final LocalDate DAY = LocalDate.of(2024, 1, 12);

    @Test
    void settings_that_fit_are_not_spoken_of() {
        new MemoryNeed(1024, 2, GIGABYTE).check();
        new MemoryNeed(1024, 2, GIGABYTE).check(DAY, 20_000, 30_000);
    }

    @Test
    void a_batch_too_large_is_told_the_largest_that_fits() {
        MvqException failure = assertThrows(MvqException.class, () -> new MemoryNeed(65_536, 16, 4 * GIGABYTE).check());
        assertTrue(
                failure.getMessage()
                        .matches(
                                "batch_size = 65536 and max_workers = 16 need about [0-9.]+ GB of memory, and there are 4.0 GB"),
                failure.getMessage());
        assertTrue(failure.remedy().matches("lower batch_size to \\d+"), failure.remedy());
        int fitting = Integer.parseInt(failure.remedy().replaceAll("\\D", ""));
        new MemoryNeed(fitting, 16, 4 * GIGABYTE).check();
        assertThrows(MvqException.class, () -> new MemoryNeed(2 * fitting, 16, 4 * GIGABYTE).check());
    }

    @Test
    void workers_are_lowered_where_no_batch_is_small_enough() {
        MvqException failure = assertThrows(MvqException.class, () -> new MemoryNeed(128, 256, GIGABYTE).check());
        assertTrue(failure.remedy().matches("lower max_workers to \\d+ and batch_size to 128"), failure.remedy());
        int workers = Integer.parseInt(failure.remedy().replaceAll("lower max_workers to (\\d+) .*", "$1"));
        new MemoryNeed(128, workers, GIGABYTE).check();
    }

    @Test
    void a_day_that_fits_with_no_settings_asks_for_a_larger_heap() {
        MvqException failure =
                assertThrows(MvqException.class, () -> new MemoryNeed(1024, 2, GIGABYTE).check(DAY, 250_000, 400_000));
        assertTrue(failure.getMessage().contains("for the 250,000 rows of 2024-01-12"), failure.getMessage());
        assertTrue(failure.remedy().matches("give the JVM more: MVQ_JAVA_OPTS=-Xmx\\d+g"), failure.remedy());
    }

    @Test
    void when_memory_ran_out_the_setting_that_matters_is_halved() {
        OutOfMemoryError error = new OutOfMemoryError();
        assertEquals(
                "lower batch_size to 4096, or give the JVM more: MVQ_JAVA_OPTS=-Xmx2g",
                new MemoryNeed(8192, 2, GIGABYTE).exhausted(error).remedy());
        assertEquals(
                "lower max_workers to 2, or give the JVM more: MVQ_JAVA_OPTS=-Xmx2g",
                new MemoryNeed(128, 4, GIGABYTE).exhausted(error).remedy());
        assertEquals(
                "give the JVM more: MVQ_JAVA_OPTS=-Xmx2g",
                new MemoryNeed(128, 1, GIGABYTE).exhausted(error).remedy());
    }
}
