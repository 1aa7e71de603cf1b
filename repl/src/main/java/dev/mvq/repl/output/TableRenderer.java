package dev.mvq.repl.output;

import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/** Writes a table in one {@link Format}. */
@FunctionalInterface
public interface TableRenderer {
    /**
     * Appends the whole text of a table, its last line ended.
     *
     * @return what was left out for want of room, one sentence; empty when everything is there
     */
    String render(Table rows, StringBuilder out);

    /**
     * The renderer of a format.
     *
     * @param page asked anew for each table, as windows change their size
     */
    static TableRenderer of(Format format, Supplier<Page> page) {
        return switch (format) {
            case TABLE -> (rows, out) -> new TextTable(page.get()).render(rows, out);
            case CSV -> (rows, out) -> new CsvTable(page.get()).render(rows, out);
            case JSON -> new JsonTable();
            case MD -> new MarkdownTable();
        };
    }
}
