package dev.mvq.repl.output;

import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/** RFC 4180: a header, quotes where needed, a missing cell empty. On a terminal control characters are shown as escapes. */
record CsvTable(Page page) implements TableRenderer {
    @Override
    public String render(Table rows, StringBuilder out) {
        line(out, rows.columnNames().size(), i -> rows.columnNames().get(i));
        for (int row = 0; row < rows.rowCount(); row++) {
            int at = row;
            line(out, rows.columnCount(), i -> Cells.full(rows.column(i), at));
        }
        return "";
    }

    private interface Fields {
        @Nullable
        String get(int i);
    }

    private void line(StringBuilder out, int count, Fields fields) {
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append(',');
            }
            String field = fields.get(i);
            // A lone empty field would be an empty line, which readers skip.
            out.append(field == null || field.isEmpty() ? (count == 1 ? "\"\"" : "") : quoted(field));
        }
        out.append('\n');
    }

    private String quoted(String field) {
        String text = page.terminal() ? VisibleText.line(field) : field;
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && text.strip().length() == text.length();
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
