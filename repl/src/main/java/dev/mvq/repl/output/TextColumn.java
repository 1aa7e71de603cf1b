package dev.mvq.repl.output;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jline.utils.WCWidth;
import tech.tablesaw.columns.Column;

/**
 * A column as a person reads it.
 *
 * @param name the header
 * @param cells rounded text, empty where missing
 * @param right whether it aligns to the right, as numbers do
 * @param width in character cells, of the widest of header and cells
 */
record TextColumn(String name, List<String> cells, boolean right, int width) {
    static TextColumn of(Column<?> column) {
        Rounding rounding = Rounding.of(column);
        List<String> cells = IntStream.range(0, column.size())
                .mapToObj(row -> VisibleText.line(rounding.text(row)))
                .toList();
        return of(VisibleText.line(column.name()), cells, Cells.isNumeric(column), 0);
    }

    private static TextColumn of(String name, List<String> cells, boolean right, int least) {
        int widest = cells.stream().mapToInt(TextColumn::cellsOf).max().orElse(0);
        return new TextColumn(name, cells, right, Math.max(least, Math.max(widest, cellsOf(name))));
    }

    TextColumn mapped(UnaryOperator<String> change) {
        return of(change.apply(name), cells.stream().map(change).toList(), right, 0);
    }

    TextColumn atLeast(int least) {
        return of(name, cells, right, least);
    }

    String paddedName() {
        return pad(name);
    }

    String padded(int row) {
        return pad(cells.get(row));
    }

    private String pad(String text) {
        String blanks = " ".repeat(width - cellsOf(text));
        return right ? blanks + text : text + blanks;
    }

    /** Width on a terminal: Chinese names take two cells a character, combining marks none. */
    private static int cellsOf(String text) {
        return text.codePoints()
                .map(c -> c < 0x300 ? 1 : Math.max(0, WCWidth.wcwidth(c)))
                .sum();
    }
}
