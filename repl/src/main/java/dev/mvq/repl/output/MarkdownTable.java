package dev.mvq.repl.output;

import java.util.List;
import tech.tablesaw.api.Table;

/** GitHub-flavoured Markdown that also reads well unrendered: cells padded, numbers to the right. */
record MarkdownTable() implements TableRenderer {
    @Override
    public String render(Table rows, StringBuilder out) {
        List<TextColumn> columns = rows.columns().stream()
                .map(TextColumn::of)
                .map(column -> column.mapped(MarkdownTable::escaped).atLeast(3))
                .toList();
        for (TextColumn column : columns) {
            out.append("| ").append(column.paddedName()).append(' ');
        }
        out.append("|\n");
        for (TextColumn column : columns) {
            String dashes = "-".repeat(column.width() - 1);
            out.append("| ")
                    .append(column.right() ? dashes + ":" : dashes + "-")
                    .append(' ');
        }
        out.append("|\n");
        for (int row = 0; row < rows.rowCount(); row++) {
            for (TextColumn column : columns) {
                out.append("| ").append(column.padded(row)).append(' ');
            }
            out.append("|\n");
        }
        return "";
    }

    /** Characters that Markdown would take for its own; an underscore inside a word, as in a contract, is not one. */
    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\|*`<[~".indexOf(c) >= 0 || (c == '_' && !insideWord(text, i))) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    private static boolean insideWord(String text, int i) {
        return i > 0
                && i + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(i - 1))
                && Character.isLetterOrDigit(text.charAt(i + 1));
    }
}
