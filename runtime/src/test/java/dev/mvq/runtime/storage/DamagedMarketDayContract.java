package dev.mvq.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Market days whose bytes changed where nobody was asked: a test class for each kind of store implements this. */
public interface DamagedMarketDayContract {
    LocalDate DAY = LocalDate.of(2024, 1, 16);
    String KEY = "market/2024/2024-01-16.parquet";

    /** An empty store. */
    ObjectStore open();

    @Test
    default void a_bit_flipped_anywhere_in_a_market_day_is_found_and_the_import_named_that_rebuilds_it() {
        ObjectStore store = open();
        MarketDay day = SampleDays.day(DAY, 30);
        try (MarketArchive archive = new MarketArchive(store)) {
            archive.write(day);
            byte[] whole = store.read(KEY);
            Random random = new Random(3);
            for (int i = 0; i < 80; i++) {
                int at = i < 20 ? random.nextInt(whole.length) : whole.length - 1 - (i - 20) * 8;
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                store.put(KEY, flipped, Precondition.NONE);
                MvqException e = assertThrows(MvqException.class, () -> archive.read(DAY), "byte " + at);
                assertTrue(e.getMessage().startsWith(KEY + " is damaged: "), e.getMessage());
                assertTrue(e.remedy().endsWith("read its source again: IMPORT '…' DURING 2024-01-16"), e.remedy());
            }
            store.delete(KEY);
            archive.write(day);
            assertEquals(day, archive.read(DAY).orElseThrow());
        }
    }

    @Test
    default void who_reads_single_columns_of_many_days_is_told_of_a_flipped_bit_too() {
        ObjectStore store = open();
        try (MarketArchive archive = new MarketArchive(store)) {
            archive.write(SampleDays.day(DAY.minusDays(1), 30));
            archive.write(SampleDays.day(DAY, 30));
            assertEquals(2, archive.fetch(archive.files().values()).size());
            byte[] flipped = store.read(KEY);
            flipped[flipped.length / 3] ^= 4;
            store.put(KEY, flipped, Precondition.NONE);
            MvqException rows = assertThrows(
                    MvqException.class, () -> archive.fetch(archive.files().values()));
            MvqException counts = assertThrows(MvqException.class, archive::census);
            for (MvqException e : List.of(rows, counts)) {
                assertTrue(e.getMessage().startsWith(KEY + " is damaged: "), e.getMessage());
                assertTrue(e.remedy().endsWith("read its source again: IMPORT '…' DURING 2024-01-16"), e.remedy());
            }
            store.delete(KEY);
            archive.write(SampleDays.day(DAY, 30));
            assertEquals(2, archive.fetch(archive.files().values()).size());
        }
    }
}
