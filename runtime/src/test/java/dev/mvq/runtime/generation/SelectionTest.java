package dev.mvq.runtime.generation;

import static dev.mvq.runtime.generation.GeneratedStore.ALL;
import static dev.mvq.runtime.generation.GeneratedStore.DAYS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.runtime.encoder.DeviceChoice;
import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.Segment;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code GENERATE … FOR}: some rows of a day, by ticker and by contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelectionTest {
    private static final LocalDate DAY = LocalDate.of(2005, 12, 28);
    private static final Contract SPXW = new Contract("SPXW", LocalDate.of(2024, 6, 21), 50_000, Right.CALL);
    private static final Selection.Part META = Selection.Part.of(new Stock("META"), "FB");
    private static final Selection.Part ONE = Selection.Part.of(SPXW, "SPX");

    private EncoderSet encoders;

    @BeforeAll
    void load() {
        encoders = EncoderSet.shipped(DeviceChoice.CPU);
    }

    @AfterAll
    void free() {
        encoders.close();
    }

    @Test
    void a_ticker_is_its_stock_and_every_option_on_it_and_a_contract_is_itself() {
        MarketDay day = GeneratedStore.day(DAY);
        MarketDay chosen = Selection.of(List.of(META, ONE)).chosen(day);
        assertEquals(
                List.of("META"), chosen.bars().stream().map(bar -> bar.ticker()).toList());
        assertEquals(
                List.of("FB", "FB", "SPX"),
                chosen.options().stream().map(quote -> quote.underlyingId()).toList());
        assertEquals(chosen.size(), Selection.of(List.of(META, ONE)).rows(day).cardinality());
        assertEquals(
                5, Selection.of(List.of(META, ONE)).source(day).size(), "features look at the whole of an underlying");
    }

    @Test
    void what_it_marks_a_day_with_is_read_back() {
        Selection selection = Selection.of(List.of(META, ONE));
        assertEquals("0a1b for META@FB,SPXW_20240621_50_C@SPX", selection.mark("0a1b"));
        assertEquals(selection, Selection.ofMark(selection.mark("0a1b")));
        assertEquals(Selection.EVERY_ROW, Selection.ofMark(Selection.EVERY_ROW.mark("0a1b")));
        assertEquals(Selection.EVERY_ROW, selection.and(Selection.EVERY_ROW));
    }

    @Test
    void some_rows_are_the_same_bits_as_among_all_and_grow_until_the_day_is_whole(@TempDir Path folder) {
        try (GeneratedStore whole = GeneratedStore.withDays(folder.resolve("whole"));
                GeneratedStore some = GeneratedStore.withDays(folder.resolve("some"))) {
            whole.generate(ALL, encoders);
            some.generate(GeneratedStore.of(Selection.of(List.of(ONE))), encoders);
            assertEquals(1, some.days().get(DAY).rows());
            some.generate(GeneratedStore.of(Selection.of(List.of(META))), encoders);
            assertEquals(4, some.days().get(DAY).rows(), "what was there stays");
            assertArrayEquals(vector(whole, SPXW), vector(some, SPXW));
            assertArrayEquals(vector(whole, new Stock("META")), vector(some, new Stock("META")));

            assertEquals(
                    DAYS,
                    some.generate(GeneratedStore.of(Selection.of(List.of(ONE))), encoders)
                            .skipped());
            assertEquals(DAYS, some.generate(ALL, encoders).days(), "a part is not the whole");
            assertEquals(whole.days(), some.days());
            assertEquals(
                    DAYS,
                    some.generate(GeneratedStore.of(Selection.of(List.of(META))), encoders)
                            .skipped());
        }
    }

    @Test
    void days_without_such_rows_are_counted_and_left_out(@TempDir Path folder) {
        try (GeneratedStore store = GeneratedStore.withDays(folder)) {
            LocalDate added = LocalDate.of(2006, 1, 6);
            store.archive.write(new MarketDay(added, GeneratedStore.day(added).bars(), List.of()));
            GenerationReport report = store.generate(GeneratedStore.of(Selection.of(List.of(ONE))), encoders);
            assertEquals(DAYS, report.days());
            assertEquals(1, report.empty());
            assertEquals(DAYS, store.days().size());
        }
    }

    private static float[] vector(GeneratedStore store, Instrument instrument) {
        try (Generation generation = store.vectors.open().orElseThrow()) {
            Segment segment = generation.segments().getFirst();
            OptionalInt ordinal = segment.ordinal(instrument, DAY);
            float[] vector = new float[Modality.FUSED.dimension()];
            segment.matrix(Modality.FUSED).read(ordinal.orElseThrow(), vector);
            return vector;
        }
    }
}
