package dev.mvq.runtime.source;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A header line: which column stands where. Names compare in any case, without blanks and brackets around them. */
final class CsvHeader {
    private final Map<String, Integer> positions = new HashMap<>();
    private final Set<String> repeated = new TreeSet<>();
    private final int width;

    CsvHeader(List<String> fields) {
        width = fields.size();
        for (int at = 0; at < width; at++) {
            String name = canonical(fields.get(at));
            if (positions.putIfAbsent(name, at) != null) {
                repeated.add(name);
            }
        }
    }

    /** Whether the names are free of control characters, as those of a binary file are not. */
    boolean isText() {
        return positions.keySet().stream()
                .noneMatch(name -> name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD'));
    }

    /** Number of columns. */
    int width() {
        return width;
    }

    /** Where the column stands, or -1. */
    int position(String column) {
        return positions.getOrDefault(column, -1);
    }

    /** Those of the columns that the header lacks, in their order. */
    List<String> missing(List<String> columns) {
        return columns.stream().filter(column -> !positions.containsKey(column)).toList();
    }

    /** Those of the columns that stand in the header more than once. */
    Set<String> repeated(List<String> columns) {
        Set<String> both = new HashSet<>(columns);
        both.retainAll(repeated);
        return both;
    }

    private static String canonical(String field) {
        String name = field.strip().toLowerCase(Locale.ROOT);
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }
}
