package dev.mvq.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import java.time.LocalDate;
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
}
