package dev.mvq.repl.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TextTableTest {
    private static Table neighbours() {
        DoubleColumn mid = DoubleColumn.create("mid", 35.075, Double.NaN, 1.2);
        return Table.create(
                IntColumn.create("rank", 1, 2, 10),
                StringColumn.create("contract", "AAPL_20240119_150_C", "AAPL_20240119_152.5_C", "F_20240119_12_P"),
                DateColumn.create(
                        "date", LocalDate.of(2024, 1, 12), LocalDate.of(2024, 1, 11), LocalDate.of(2024, 1, 10)),
                DoubleColumn.create("similarity", 0.99876543, 0.9, -0.00001),
                DoubleColumn.create("percentile", 99.96, 98.1, 3),
                StringColumn.create("underlying", "AAPL", "AAPL", "F"),
                DoubleColumn.create("strike", 150, 152.5, 12),
                FloatColumn.create("iv", 0.31f, 0.3f, Float.NaN),
                mid);
    }

    private static String text(TableRenderer renderer, Table table) {
        StringBuilder out = new StringBuilder();
        renderer.render(table, out);
        return out.toString();
    }

    @Test
    void columns_are_aligned_and_numbers_rounded_by_what_they_mean() {
        assertEquals("""
                rank  contract               date        similarity  percentile  underlying  strike      iv     mid
                ────  ─────────────────────  ──────────  ──────────  ──────────  ──────────  ──────  ──────  ──────
                   1  AAPL_20240119_150_C    2024-01-12      0.9988       100.0  AAPL         150.0  0.3100  35.075
                   2  AAPL_20240119_152.5_C  2024-01-11      0.9000        98.1  AAPL         152.5  0.3000
                  10  F_20240119_12_P        2024-01-10      0.0000         3.0  F             12.0           1.200
                """, text(new TextTable(Page.file()), neighbours()));
    }

    @Test
    void in_a_narrow_window_columns_are_left_out_whole_and_named() {
        StringBuilder out = new StringBuilder();
        String leftOut = new TextTable(Page.terminal(75)).render(neighbours(), out);

        assertEquals("""
                rank  contract               date        similarity  percentile      iv
                ────  ─────────────────────  ──────────  ──────────  ──────────  ──────
                   1  AAPL_20240119_150_C    2024-01-12      0.9988       100.0  0.3100
                   2  AAPL_20240119_152.5_C  2024-01-11      0.9000        98.1  0.3000
                  10  F_20240119_12_P        2024-01-10      0.0000         3.0
                """, out.toString());
        assertEquals("too wide to show: underlying strike mid (format csv has everything)", leftOut);
    }

    @Test
    void of_very_many_rows_a_terminal_shows_the_ends_and_a_file_gets_all() {
        Table many = Table.create(IntColumn.create("n", IntStream.range(0, 5000).toArray()));

        StringBuilder shown = new StringBuilder();
        String leftOut = new TextTable(Page.terminal(80)).render(many, shown);

        assertTrue(leftOut.startsWith("the first 80 and last 20 are shown"), leftOut);
        assertEquals(2 + 100 + 1, shown.toString().lines().count());
        assertTrue(shown.toString().contains("\n  79\n⋮\n4980\n"), shown.toString());
        assertEquals(5002, text(new TextTable(Page.file()), many).lines().count());
    }

    @Test
    void a_table_without_rows_still_has_its_header() {
        assertEquals(
                "a  b\n─  ─\n",
                text(new TextTable(Page.file()), Table.create(StringColumn.create("a"), IntColumn.create("b"))));
    }

    @Test
    void escapes_in_data_are_shown_and_not_obeyed() {
        Table table = Table.create(StringColumn.create("x", "a\u001b[31mb", "c\nd", "e\u202ef"));

        assertEquals("""
                x
                ────────────
                a\\u001b[31mb
                c\\nd
                e\\u202ef
                """, text(new TextTable(Page.file()), table));
    }

    @Test
    void numbers_never_have_exponents_and_six_digits_are_enough() {
        Table table = Table.create(
                DoubleColumn.create("bytes", 1e12, 3),
                DoubleColumn.create("rate", 12345.678901, 0.1),
                DoubleColumn.create("tiny", 1.25e-7, 0),
                FloatColumn.create("share", 0.1f, 0.25f),
                BooleanColumn.create("yes", true, false));

        assertEquals("""
                        bytes     rate         tiny  share  yes
                ─────────────  ───────  ───────────  ─────  ─────
                1000000000000  12345.7  0.000000125   0.10  true
                            3      0.1  0.000000000   0.25  false
                """, text(new TextTable(Page.file()), table));
    }

    @Test
    void wide_characters_take_two_cells() {
        Table table = Table.create(StringColumn.create("名前", "日本", "a"), IntColumn.create("n", 1, 2));

        assertEquals("名前  n\n────  ─\n日本  1\na     2\n", text(new TextTable(Page.file()), table));
    }

    @Test
    void markdown_is_a_table_with_its_own_characters_escaped() {
        Table table = Table.create(
                StringColumn.create("contract", "AAPL_20240119_150_C", "a|b*c_"),
                DoubleColumn.create("similarity", 0.5, 1));

        assertEquals("""
                | contract            | similarity |
                | ------------------- | ---------: |
                | AAPL_20240119_150_C |     0.5000 |
                | a\\|b\\*c\\_           |     1.0000 |
                """, text(new MarkdownTable(), table));
    }
}
