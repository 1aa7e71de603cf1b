package dev.mvq.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.ColumnTable;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.RowColumns;
import dev.mvq.runtime.storage.SampleDays;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One segment of three days, read in every way. */
class SegmentTest {
    private static final int OPTIONS = 500;

    @TempDir
    static Path folder;

    private static VectorStore store;
    private static Segment segment;
    private static final List<OptionQuoteRow> ROWS = new ArrayList<>();
    private static final List<DayEmbeddings> EMBEDDINGS = new ArrayList<>();

    private record OptionQuoteRow(
            LocalDate date,
            String instrument,
            @org.jspecify.annotations.Nullable OptionQuote quote) {}

    @BeforeAll
    static void write() {
        store = new VectorStore(new LocalObjectStore(folder));
        segment = store.open(store.draft(SampleStore.write(store, 3, OPTIONS)));
        for (int day = 0; day < 3; day++) {
            LocalDate date = SampleStore.FIRST.plusDays(day);
            DayRows rows = DayRows.of(SampleDays.day(date, OPTIONS));
            EMBEDDINGS.add(SampleStore.embeddings(date, rows.size()));
            for (int row = 0; row < rows.size(); row++) {
                ROWS.add(new OptionQuoteRow(date, rows.instrument(row).name(), rows.option(row)));
            }
        }
    }

    @AfterAll
    static void close() {
        segment.close();
        store.close();
    }

    @Test
    void a_row_read_is_the_stored_vector_to_half_precision() {
        for (Modality modality : Modality.values()) {
            float[] read = new float[modality.dimension()];
            for (int ordinal = 0; ordinal < segment.rows(); ordinal += 17) {
                segment.matrix(modality).read(ordinal, read);
                assertArrayEquals(vector(ordinal, modality), read, 5e-4f);
            }
        }
    }

    @Test
    void products_agree_one_by_one_in_bulk_and_with_double_precision() {
        Random random = new Random(7);
        for (Modality modality : Modality.values()) {
            VectorMatrix matrix = segment.matrix(modality);
            float[] query = SampleStore.unit(random, modality.dimension());
            int from = 3;
            int to = segment.rows() - 5;
            float[] bulk = new float[to - from];
            matrix.dots(from, to, query, bulk);
            float[] row = new float[modality.dimension()];
            for (int ordinal = from; ordinal < to; ordinal++) {
                matrix.read(ordinal, row);
                double exact = 0;
                for (int i = 0; i < row.length; i++) {
                    exact += (double) row[i] * query[i];
                }
                assertEquals(exact, bulk[ordinal - from], 1e-6);
                assertEquals(bulk[ordinal - from], matrix.dot(ordinal, query));
            }
        }
    }

    @Test
    void products_of_chosen_rows_come_in_the_order_chosen() {
        float[] query = SampleStore.unit(new Random(8), 64);
        VectorMatrix matrix = segment.matrix(Modality.GREEKS);
        int[] ordinals = {segment.rows() - 1, 0, 700, 0};
        float[] out = new float[4];
        matrix.dots(ordinals, query, out);
        for (int i = 0; i < 4; i++) {
            assertEquals(matrix.dot(ordinals[i], query), out[i]);
        }
    }

    @Test
    void a_product_with_an_absent_row_is_not_a_number() {
        float[] out = new float[segment.rows()];
        segment.matrix(Modality.PRICE).dots(0, segment.rows(), SampleStore.unit(new Random(9), 128), out);
        for (int ordinal = 0; ordinal < out.length; ordinal++) {
            assertEquals(Modality.PRICE.in(segment.narrow().present(ordinal)), !Float.isNaN(out[ordinal]));
        }
    }

    @Test
    void rows_outside_the_segment_and_queries_of_another_length_are_refused() {
        VectorMatrix matrix = segment.matrix(Modality.GREEKS);
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.read(segment.rows(), new float[64]));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.read(-1, new float[64]));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.dots(0, 10, new float[64], new float[9]));
        assertThrows(IllegalArgumentException.class, () -> matrix.dot(0, new float[128]));
    }

    @Test
    void a_predicate_selects_just_the_rows_it_is_true_for() {
        assertSelected(
                "(strike < ?) AND (type = ?)",
                List.of(60.0, "C"),
                row -> row.quote() != null
                        && row.quote().contract().strike() < 60
                        && row.instrument().endsWith("C"));
        assertSelected(
                "iv IS NULL",
                List.of(),
                row -> row.quote() == null || Double.isNaN(row.quote().iv()));
        assertSelected(
                "date >= ?",
                List.of(SampleStore.FIRST.plusDays(2)),
                row -> row.date().equals(SampleStore.FIRST.plusDays(2)));
        assertSelected(
                "dte BETWEEN ? AND ?",
                List.of(0L, 171L),
                row -> row.quote() != null && row.quote().dte() <= 171);
        assertSelected(
                "\"contract\" = ?",
                List.of("SPXW_20240621_50_C"),
                row -> row.instrument().equals("SPXW_20240621_50_C"));
        assertSelected("has_price", List.of(), row -> true, Modality.PRICE.bit());
        assertSelected("NOT (strike < ?)", List.of(1e9), row -> false);
    }

    @Test
    void a_condition_that_cannot_be_computed_is_named_as_the_user_wrote_it() {
        MvqException failure = assertThrows(
                MvqException.class,
                () -> segment.select(
                        new RowPredicate("CAST(underlying AS DOUBLE) > ?", List.of(1.0), "underlying > 1")));
        assertTrue(failure.getMessage().contains("underlying > 1"), failure.getMessage());
    }

    @Test
    void what_is_not_a_condition_with_bound_parameters_never_reaches_the_database() {
        for (String sql : List.of(
                "1=1); COPY x TO y",
                "type = 'C'",
                "ordinal IN (SELECT 1)",
                "EXISTS (FROM x)",
                "strike < 1 -- and so on",
                "strike /* */ < 1",
                "read_text(underlying) IS NULL",
                "getenv(underlying) IS NULL",
                "")) {
            assertThrows(
                    IllegalArgumentException.class, () -> segment.select(new RowPredicate(sql, List.of(), "")), sql);
        }
        assertThrows(
                IllegalArgumentException.class, () -> segment.select(new RowPredicate("strike < ?", List.of(), "")));
    }

    @Test
    void display_columns_come_in_the_order_of_the_ordinals_asked_for() {
        int[] ordinals = {900, 4, 900, 0, segment.rows() - 1};
        List<Column> columns = List.of(column("contract"), column("date"), column("mid"), column("dte"));
        ColumnTable table = segment.fetch(ordinals, columns);
        assertEquals(columns, table.columns());
        for (int i = 0; i < ordinals.length; i++) {
            OptionQuoteRow row = ROWS.get(ordinals[i]);
            OptionQuote quote = row.quote();
            assertEquals(quote == null ? null : row.instrument(), table.texts("contract")[i]);
            assertEquals(row.date(), table.dates("date")[i]);
            assertEquals(quote == null ? Double.NaN : quote.mid(), table.numbers("mid")[i]);
            assertEquals(quote == null ? null : quote.dte(), table.values("dte").get(i));
        }
        assertEquals(0, segment.fetch(new int[0], columns).rows());
        assertThrows(IndexOutOfBoundsException.class, () -> segment.fetch(new int[] {segment.rows()}, columns));
    }

    @Test
    void after_closing_readers_get_an_exception_and_not_a_crash() {
        Segment closed = store.open(segment.description());
        VectorMatrix matrix = closed.matrix(Modality.FUSED);
        matrix.read(0, new float[256]);
        closed.close();
        closed.close();
        assertThrows(IllegalStateException.class, () -> matrix.read(0, new float[256]));
        assertThrows(IllegalStateException.class, () -> matrix.dots(0, 5, new float[256], new float[5]));
    }

    private static void assertSelected(String sql, List<Object> parameters, Predicate<OptionQuoteRow> rows) {
        assertSelected(sql, parameters, rows, 0);
    }

    private static void assertSelected(
            String sql, List<Object> parameters, Predicate<OptionQuoteRow> rows, int present) {
        BitSet expected = new BitSet();
        for (int ordinal = 0; ordinal < ROWS.size(); ordinal++) {
            boolean has = (segment.narrow().present(ordinal) & present) == present;
            expected.set(ordinal, has && rows.test(ROWS.get(ordinal)));
        }
        assertEquals(expected, segment.select(new RowPredicate(sql, parameters, sql)), sql);
    }

    private static Column column(String name) {
        return RowColumns.find(name).orElseThrow();
    }

    private static float[] vector(int ordinal, Modality modality) {
        int perDay = segment.rows() / 3;
        int at = ordinal % perDay * modality.dimension();
        float[] all = Objects.requireNonNull(
                EMBEDDINGS.get(ordinal / perDay).vectors().get(modality));
        return java.util.Arrays.copyOfRange(all, at, at + modality.dimension());
    }
}
