package dev.mvq.runtime.engine;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as a GitHub-flavoured Markdown table, in full precision; what is missing is an empty cell. */
final class MarkdownFile {
    private MarkdownFile() {}

    static long write(Table table, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            line(
                    out,
                    table.columns().stream().map(column -> plain(column.name())).collect(Collectors.joining(" | ")));
            line(out, table.columns().stream().map(column -> "---").collect(Collectors.joining(" | ")));
            for (int row = 0; row < table.rowCount(); row++) {
                int at = row;
                line(
                        out,
                        table.columns().stream().map(column -> cell(column, at)).collect(Collectors.joining(" | ")));
            }
        }
        return table.rowCount();
    }

    private static void line(BufferedWriter out, String cells) throws IOException {
        out.write("| " + cells + " |\n");
    }

    private static String cell(Column<?> column, int row) {
        return column.isMissing(row) ? "" : plain(String.valueOf(column.get(row)));
    }

    /** A cell stays on its line, and holds nothing that a terminal which shows the file would obey. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                plain.append(' ');
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                plain.append("\\u%04x".formatted(c));
            } else {
                plain.append(c == '|' ? "\\|" : Character.toString(c));
            }
        });
        return plain.toString();
    }
}
