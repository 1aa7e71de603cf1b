package dev.mvq.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.market.Stock;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 16);
    private static final Contract LISTED = new Contract("AAPL", LocalDate.of(2024, 6, 21), 55_000, Right.CALL);

    @TempDir
    Path folder;

    private LocalObjectStore store;

    @BeforeEach
    void open() {
        store = new LocalObjectStore(folder);
    }

    @Test
    void a_new_store_has_an_empty_catalogue() {
        try (Catalogue catalogue = Catalogue.open(store)) {
            assertEquals(0, catalogue.size());
            assertTrue(catalogue.find(LISTED).isEmpty());
            assertEquals(List.of(), catalogue.nearest(LISTED, 5));
            assertEquals(List.of(), catalogue.complete("", 5));
        }
    }

    @Test
    void one_that_was_lost_is_made_again_from_the_market_days() {
        List<CatalogueEntry> before;
        try (MarketArchive archive = new MarketArchive(store);
                Catalogue catalogue = Catalogue.open(store)) {
            for (MarketDay day : List.of(SampleDays.day(DAY, 40), SampleDays.day(DAY.minusDays(5), 80))) {
                archive.write(day);
                catalogue.include(day);
            }
            catalogue.save();
            before = catalogue.entries();
        }
        store.delete("comprehensive_vectors/catalog/contracts.parquet");
        try (Catalogue made = Catalogue.open(store)) {
            assertEquals(before, made.entries());
        }
        assertTrue(store.head("comprehensive_vectors/catalog/contracts.parquet").isPresent(), "kept for the next time");
    }

    @Test
    void it_keeps_identity_first_and_last_day_and_reads_back_equal() {
        try (Catalogue catalogue = Catalogue.open(store)) {
            catalogue.include(SampleDays.day(DAY, 40));
            catalogue.include(SampleDays.day(DAY.minusDays(5), 80));
            catalogue.save();
            assertEquals(
                    new CatalogueEntry(LISTED, "AAPL", LISTED.name(), DAY.minusDays(5), DAY),
                    catalogue.find(LISTED).orElseThrow().with(DAY));
            assertEquals("FB", catalogue.find(new Stock("META")).orElseThrow().underlyingId());
            assertEquals(83, catalogue.size());
            try (Catalogue again = Catalogue.open(store)) {
                assertEquals(catalogue.entries(), again.entries());
            }
        }
    }

    @Test
    void two_writers_keep_what_the_other_saved() {
        try (Catalogue mine = Catalogue.open(store);
                Catalogue theirs = Catalogue.open(store)) {
            MarketDay day = SampleDays.day(DAY, 40);
            mine.include(new MarketDay(DAY, day.bars(), List.of()));
            theirs.include(new MarketDay(DAY, List.of(), day.options()));
            mine.save();
            theirs.save();
            assertEquals(43, theirs.size());
        }
        try (Catalogue both = Catalogue.open(store)) {
            assertEquals(43, both.size());
        }
    }

    @Test
    void the_nearest_listed_contracts_have_the_nearest_expiry_then_strike_then_right() {
        try (Catalogue catalogue = Catalogue.open(store)) {
            catalogue.include(SampleDays.day(DAY, 1000));
            Contract unknown = new Contract("AAPL", LocalDate.of(2024, 6, 20), 55_100, Right.PUT);
            assertEquals(
                    List.of("AAPL_20240621_55_P", "AAPL_20240621_55_C", "AAPL_20240621_55.5_P"),
                    catalogue.nearest(unknown, 3).stream().map(Contract::name).toList());
        }
    }

    @Test
    void of_an_unknown_root_the_roots_spelled_most_like_it_are_offered() {
        try (Catalogue catalogue = Catalogue.open(store)) {
            catalogue.include(SampleDays.day(DAY, 1000));
            Contract unknown = new Contract("APPL", LocalDate.of(2024, 6, 21), 55_000, Right.CALL);
            assertEquals(List.of(LISTED), catalogue.nearest(unknown, 1));
            assertEquals(List.of("SPY"), catalogue.nearestTickers("SPI", 3));
            assertEquals(List.of("AAPL"), catalogue.nearestTickers("APPL", 3));
        }
    }

    @Test
    void names_are_completed_tickers_first_and_no_more_than_asked() {
        try (Catalogue catalogue = Catalogue.open(store)) {
            catalogue.include(SampleDays.day(DAY, 1000));
            assertEquals(List.of("AAPL", "AAPL_20240621_50_C", "AAPL_20240621_50_P"), catalogue.complete("aap", 3));
            assertEquals(
                    List.of("AAPL_20240621_55_C", "AAPL_20240621_55_P", "AAPL_20240621_55.5_C"),
                    catalogue.complete("AAPL_20240621_55", 3));
            assertEquals(List.of(), catalogue.complete("ZZ", 3));
        }
    }

    @Test
    void a_contract_listed_again_after_a_split_is_a_second_entry_and_the_later_is_found() {
        try (Catalogue catalogue = Catalogue.open(store)) {
            MarketDay before = SampleDays.day(DAY, 1);
            MarketDay after = SampleDays.day(DAY.plusDays(1), 1);
            var quote = after.options().getFirst();
            catalogue.include(before);
            catalogue.include(new MarketDay(after.date(), List.of(), List.of(relined(quote, "AAPL after 7:1"))));
            assertEquals(5, catalogue.size());
            assertEquals(
                    "AAPL after 7:1",
                    catalogue.find(quote.contract()).orElseThrow().lineage());
        }
    }

    @Test
    void a_damaged_catalogue_is_named() {
        store.put("comprehensive_vectors/catalog/contracts.parquet", new byte[100], Precondition.NONE);
        MvqException failure = assertThrows(MvqException.class, () -> Catalogue.open(store));
        assertTrue(failure.getMessage().contains("catalog/contracts.parquet"), failure.getMessage());
    }

    private static OptionQuote relined(OptionQuote q, String lineage) {
        return new OptionQuote(
                q.contract(),
                q.underlyingId(),
                lineage,
                q.date(),
                q.bid(),
                q.ask(),
                q.last(),
                q.bidSize(),
                q.askSize(),
                q.volume(),
                q.openInterest(),
                q.underlyingPrice(),
                q.forward(),
                q.iv(),
                q.greeks(),
                q.ivSource(),
                q.greeksSource(),
                q.multiplier(),
                q.source(),
                q.flags());
    }
}
