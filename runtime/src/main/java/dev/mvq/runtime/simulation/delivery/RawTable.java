package dev.mvq.runtime.simulation.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A raw file.
 *
 * @param key where it lies in the store
 * @param columns its header
 */
record RawTable(String key, List<String> columns, List<RawRow> rows) {
    RawTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    int column(String name) {
        return columns.indexOf(name);
    }

    RawTable with(List<RawRow> other) {
        return new RawTable(key, columns, other);
    }

    /** Whether it holds options. */
    boolean quotes() {
        return !rows.isEmpty() && rows.getFirst().contract() != null;
    }

    RawFile file() {
        StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
        rows.forEach(row -> text.append(row.line()).append('\n'));
        return new RawFile(key, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
