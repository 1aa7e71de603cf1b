package dev.mvq.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketArchiveTest {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 16);

    @TempDir
    Path folder;

    private LocalObjectStore store;
    private MarketArchive archive;

    @BeforeEach
    void open() {
        store = new LocalObjectStore(folder.resolve("store's [odd] name"));
        archive = new MarketArchive(store);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void a_day_reads_back_as_it_was_written_with_what_is_missing() {
        MarketDay day = SampleDays.day(DAY, 400);
        archive.write(day);
        assertEquals(day, archive.read(DAY).orElseThrow());
    }

    @Test
    void a_day_without_rows_reads_back_empty() {
        archive.write(new MarketDay(DAY, List.of(), List.of()));
        assertEquals(0, archive.read(DAY).orElseThrow().size());
    }

    @Test
    void the_same_day_gives_the_same_bytes_from_any_archive_and_any_thread() {
        archive.write(SampleDays.day(DAY, 20_000));
        byte[] bytes = store.read("market/2024/2024-01-16.parquet");
        LocalObjectStore other = new LocalObjectStore(folder.resolve("other"));
        try (MarketArchive second = new MarketArchive(other)) {
            IntStream.range(0, 4).parallel().forEach(i -> {
                second.write(SampleDays.day(DAY.plusDays(i), 300));
                second.write(SampleDays.day(DAY, 20_000));
            });
            assertArrayEquals(bytes, other.read("market/2024/2024-01-16.parquet"));
            assertEquals(archive.etag(DAY), second.etag(DAY));
            assertNotEquals(archive.etag(DAY), second.etag(DAY.plusDays(1)));
        }
    }

    @Test
    void days_are_listed_and_absent_days_are_empty() {
        archive.write(SampleDays.day(DAY, 4));
        archive.write(SampleDays.day(DAY.minusYears(1), 4));
        assertEquals(new TreeSet<>(List.of(DAY.minusYears(1), DAY)), archive.days());
        assertTrue(archive.read(DAY.plusDays(1)).isEmpty());
        assertTrue(archive.etag(DAY.plusDays(1)).isEmpty());
    }

    @Test
    void of_days_some_underlyings_are_read_as_they_are_among_all() {
        List<LocalDate> days = List.of(DAY.minusDays(1), DAY, DAY.plusDays(1), DAY.plusDays(2));
        archive.write(SampleDays.day(DAY, 20_000));
        archive.write(SampleDays.day(DAY.minusDays(1), 40));
        archive.write(new MarketDay(DAY.plusDays(2), List.of(SampleDays.bar(DAY.plusDays(2), "SPY", 7)), List.of()));
        Set<String> some = Set.of("AAPL", "OTHER'S");
        List<MarketDay> parts = archive.read(days, some);
        assertEquals(
                List.of(DAY.minusDays(1), DAY, DAY.plusDays(2)),
                parts.stream().map(MarketDay::date).toList());
        for (MarketDay part : parts) {
            assertEquals(archive.read(part.date()).orElseThrow().only(some), part);
        }
        assertTrue(parts.get(1).size() > 1_000);
        assertEquals(0, parts.get(2).size());
    }

    @Test
    void a_damaged_file_is_not_read_for_some_underlyings_either() throws IOException {
        archive.write(SampleDays.day(DAY, 400));
        Path file = store.fetch("market/2024/2024-01-16.parquet");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 4;
        Files.write(file, bytes);
        MvqException failure = assertThrows(MvqException.class, () -> archive.read(List.of(DAY), Set.of("AAPL")));
        assertTrue(failure.getMessage().contains("market/2024/2024-01-16.parquet is damaged"), failure.getMessage());
    }

    @Test
    void merging_replaces_rows_of_the_same_identity_and_keeps_the_others() {
        MarketDay day = SampleDays.day(DAY, 40);
        archive.merge(new MarketDay(DAY, day.bars(), List.of()));
        archive.merge(new MarketDay(DAY, List.of(), day.options()));
        assertEquals(day, archive.read(DAY).orElseThrow());
        archive.merge(new MarketDay(DAY, List.of(SampleDays.bar(DAY, "SPY", 7)), List.of()));
        MarketDay merged = archive.read(DAY).orElseThrow();
        assertEquals(day.options(), merged.options());
        assertEquals(
                List.of("AAPL", "FB", "SPY"),
                merged.bars().stream().map(bar -> bar.underlyingId()).toList());
        assertEquals(7, merged.bars().get(2).close());
    }

    @Test
    void merges_of_several_threads_lose_nothing() {
        MarketDay day = SampleDays.day(DAY, 40);
        IntStream.range(0, 8)
                .parallel()
                .forEach(i -> archive.merge(
                        new MarketDay(DAY, List.of(), day.options().subList(5 * i, 5 * i + 5))));
        assertEquals(day.options(), archive.read(DAY).orElseThrow().options());
    }

    @Test
    void a_day_read_while_it_is_replaced_is_one_version_or_the_other() {
        MarketDay small = SampleDays.day(DAY, 40);
        MarketDay large = SampleDays.day(DAY, 2000);
        archive.write(small);
        IntStream.range(0, 24).parallel().forEach(i -> {
            if (i % 2 == 0) {
                archive.write(i % 4 == 0 ? large : small);
            } else {
                MarketDay read = archive.read(DAY).orElseThrow();
                assertTrue(read.equals(small) || read.equals(large));
            }
        });
    }

    @Test
    void a_file_without_a_checksum_of_its_own_is_read_as_it_is_and_its_content_is_the_same() throws IOException {
        archive.write(SampleDays.day(DAY, 40));
        String key = "market/2024/2024-01-16.parquet";
        Optional<String> etag = archive.etag(DAY);
        byte[] sealed = store.read(key);
        byte[] end = Arrays.copyOfRange(sealed, sealed.length - 8, sealed.length);
        int seal = Math.toIntExact(ParquetSeal.at(sealed.length, end));
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.write(sealed, 0, seal);
        plain.write(sealed, seal + ParquetSeal.LENGTH, sealed.length - seal - ParquetSeal.LENGTH);
        store.put(key, plain.toByteArray(), Precondition.NONE);
        assertEquals(SampleDays.day(DAY, 40), archive.read(DAY).orElseThrow());
        assertEquals(etag, archive.etag(DAY));
        assertEquals(Map.of(DAY, etag.orElseThrow()), archive.etags(new DateRange(DAY, DAY)));
    }

    @Test
    void contents_of_a_period_are_those_of_its_days_and_change_with_them() {
        for (int i = 0; i < 4; i++) {
            archive.write(SampleDays.day(DAY.plusDays(i), 4 + 3000 * i));
        }
        DateRange middle = new DateRange(DAY.plusDays(1), DAY.plusDays(2));
        Map<LocalDate, String> before = archive.etags(middle);
        assertEquals(
                Map.of(
                        DAY.plusDays(1), archive.etag(DAY.plusDays(1)).orElseThrow(),
                        DAY.plusDays(2), archive.etag(DAY.plusDays(2)).orElseThrow()),
                before);
        archive.merge(new MarketDay(DAY.plusDays(1), List.of(SampleDays.bar(DAY.plusDays(1), "SPY", 7)), List.of()));
        Map<LocalDate, String> after = archive.etags(middle);
        assertNotEquals(before.get(DAY.plusDays(1)), after.get(DAY.plusDays(1)));
        assertEquals(before.get(DAY.plusDays(2)), after.get(DAY.plusDays(2)));
    }

    @Test
    void a_damaged_file_is_named_with_the_statement_that_rebuilds_it() throws IOException {
        archive.write(SampleDays.day(DAY, 400));
        Path file = store.fetch("market/2024/2024-01-16.parquet");
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, 100, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            MvqException failure = assertThrows(MvqException.class, () -> archive.read(DAY));
            assertTrue(
                    failure.getMessage().contains("market/2024/2024-01-16.parquet is damaged"), failure.getMessage());
            assertTrue(failure.remedy().contains("IMPORT '…' DURING 2024-01-16"), failure.remedy());
        }
    }
}
