package dev.mvq.dsl.golden;

import dev.mvq.dsl.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** What a cell gives, as a golden script holds it. */
final class GoldenScript implements Output {
    private static final int MOST_ROWS = 12;

    private final List<String> lines = new ArrayList<>();

    /** The cells of a script, without what they gave. */
    static List<String> cells(String script) {
        List<String> cells = new ArrayList<>();
        List<String> cell = new ArrayList<>();
        for (String line : script.lines().toList()) {
            if (line.startsWith(">")) {
                if (!cell.isEmpty()) {
                    cells.add(String.join("\n", cell).strip());
                    cell.clear();
                }
            } else if (!line.isBlank() || !cell.isEmpty()) {
                cell.add(line);
            }
        }
        if (!String.join("", cell).isBlank()) {
            cells.add(String.join("\n", cell).strip());
        }
        return cells;
    }

    /** Every line with its sign, and the exit code where it is not 0; how long something took is left out. */
    String lines(int code, String folder) {
        if (code != 0) {
            lines.add("exit code " + code);
        }
        return lines.stream()
                .flatMap(String::lines)
                .map(line ->
                        ("> " + line.replace(folder, "…").replaceAll("\\d+\\.\\d ms", "… ms")).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public void rows(Table rows) {
        List<List<String>> columns =
                rows.columns().stream().map(GoldenScript::cellsOf).toList();
        int shown = Math.min(MOST_ROWS, rows.rowCount());
        for (int row = 0; row <= shown; row++) {
            StringBuilder line = new StringBuilder();
            for (List<String> column : columns) {
                int width = column.stream().mapToInt(String::length).max().orElse(0);
                String cell = column.get(row);
                line.append(cell).append(" ".repeat(width - cell.length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(rows.rowCount() == 1 ? "1 row" : rows.rowCount() + " rows");
    }

    private static List<String> cellsOf(Column<?> column) {
        List<String> cells = new ArrayList<>();
        cells.add(column.name());
        for (int row = 0; row < Math.min(MOST_ROWS, column.size()); row++) {
            cells.add(column.isMissing(row) ? "" : String.valueOf(column.get(row)));
        }
        return cells;
    }

    @Override
    public void text(String text) {
        lines.add(text);
    }

    @Override
    public void message(String message) {
        lines.add("-- " + message);
    }

    @Override
    public void problem(String rendered) {
        lines.add(rendered);
    }
}
