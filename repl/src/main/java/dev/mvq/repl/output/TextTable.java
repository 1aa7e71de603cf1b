package dev.mvq.repl.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * Aligned columns under a light rule. On a terminal, columns that do not fit are left out whole, because wrapped rows cannot be read: first
 * those that the contract's name says already, then from the right; and of very many rows only the first and last are shown.
 */
record TextTable(Page page) implements TableRenderer {
    private static final String GAP = "  ";
    private static final Set<String> SAID_BY_CONTRACT = Set.of("underlying", "type", "strike", "expiry");
    private static final int HEAD_ROWS = 80;
    private static final int TAIL_ROWS = 20;
    private static final int MOST_NAMES = 5;

    @Override
    public String render(Table rows, StringBuilder out) {
        boolean tooMany = page.terminal() && rows.rowCount() > HEAD_ROWS + TAIL_ROWS;
        Table shown = tooMany ? headAndTail(rows) : rows;
        List<TextColumn> all = shown.columns().stream().map(TextColumn::of).toList();
        List<TextColumn> columns = fitting(all);
        line(out, columns.stream().map(TextColumn::paddedName).toList());
        line(out, columns.stream().map(column -> "─".repeat(column.width())).toList());
        for (int row = 0; row < shown.rowCount(); row++) {
            int at = row;
            if (tooMany && row == HEAD_ROWS) {
                out.append("⋮\n");
            }
            line(out, columns.stream().map(column -> column.padded(at)).toList());
        }
        return leftOut(all, columns, tooMany);
    }

    private static Table headAndTail(Table rows) {
        int size = rows.rowCount();
        return rows.rows(IntStream.concat(IntStream.range(0, HEAD_ROWS), IntStream.range(size - TAIL_ROWS, size))
                .toArray());
    }

    private List<TextColumn> fitting(List<TextColumn> all) {
        List<TextColumn> kept = new ArrayList<>(all);
        if (width(kept) > page.columns() && all.stream().anyMatch(c -> c.name().equals("contract"))) {
            kept.removeIf(column -> SAID_BY_CONTRACT.contains(column.name()));
        }
        while (kept.size() > 1 && width(kept) > page.columns()) {
            kept.removeLast();
        }
        return kept;
    }

    private static long width(List<TextColumn> columns) {
        return columns.stream().mapToLong(TextColumn::width).sum() + (long) GAP.length() * (columns.size() - 1);
    }

    private static String leftOut(List<TextColumn> all, List<TextColumn> columns, boolean tooMany) {
        List<String> parts = new ArrayList<>();
        if (tooMany) {
            parts.add("the first " + HEAD_ROWS + " and last " + TAIL_ROWS + " are shown");
        }
        if (columns.size() < all.size()) {
            List<String> missing = all.stream()
                    .filter(column -> !columns.contains(column))
                    .map(TextColumn::name)
                    .toList();
            String names = missing.size() <= MOST_NAMES ? String.join(" ", missing) : missing.size() + " columns";
            parts.add("too wide to show: " + names);
        }
        return parts.isEmpty() ? "" : String.join("; ", parts) + " (format csv has everything)";
    }

    private static void line(StringBuilder out, List<String> cells) {
        out.append(String.join(GAP, cells).stripTrailing()).append('\n');
    }
}
