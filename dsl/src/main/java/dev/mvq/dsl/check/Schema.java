package dev.mvq.dsl.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The columns of rows, as far as they are known.
 *
 * @param columns name as it is printed to one of {@code text number whole date boolean}, in order
 * @param open whether the rows are not there yet, so that any column may turn out to be among them
 */
public record Schema(Map<String, String> columns, boolean open) {
    /** Of rows that are not there yet. */
    public static final Schema OPEN = new Schema(Map.of(), true);

    public Schema {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** Of rows with exactly these columns. */
    public static Schema of(Map<String, String> columns) {
        return new Schema(columns, false);
    }

    /** Names in order, as printed. */
    List<String> names() {
        return new ArrayList<>(columns.keySet());
    }

    /** The columns by lower-case name. */
    Map<String, String> lower() {
        Map<String, String> lower = new LinkedHashMap<>();
        columns.forEach((name, kind) -> lower.put(name.toLowerCase(Locale.ROOT), kind));
        return lower;
    }

    /** Whether there is such a column, in any case. */
    boolean has(String name) {
        return columns.keySet().stream().anyMatch(name::equalsIgnoreCase);
    }
}
