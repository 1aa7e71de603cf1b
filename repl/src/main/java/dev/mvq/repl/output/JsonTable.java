package dev.mvq.repl.output;

import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** An array of objects, one a line; missing and infinite numbers, which JSON does not have, are null. */
record JsonTable() implements TableRenderer {
    @Override
    public String render(Table rows, StringBuilder out) {
        out.append('[');
        for (int row = 0; row < rows.rowCount(); row++) {
            out.append(row == 0 ? "\n" : ",\n").append("  {");
            for (int i = 0; i < rows.columnCount(); i++) {
                Column<?> column = rows.column(i);
                out.append(i == 0 ? "" : ", ");
                string(column.name(), out);
                out.append(": ");
                value(column, Cells.full(column, row), out);
            }
            out.append('}');
        }
        out.append(rows.isEmpty() ? "]\n" : "\n]\n");
        return "";
    }

    private static void value(Column<?> column, @Nullable String full, StringBuilder out) {
        if (full == null || (Cells.isNumeric(column) && full.endsWith("Infinity"))) {
            out.append("null");
        } else if (Cells.isNumeric(column) || Cells.isBoolean(column)) {
            out.append(full);
        } else {
            string(full, out);
        }
    }

    /** RFC 8259 section 7; more is escaped than must be, so that a terminal obeys nothing either. */
    static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (VisibleText.isHidden(c, false) && !isPaired(text, i)) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isPaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
