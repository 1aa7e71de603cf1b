package dev.mvq.runtime.storage;

/**
 * A named column of a table.
 *
 * @param name lower case letters, digits and {@code _}
 * @param kind what it holds
 */
public record Column(String name, ColumnKind kind) {
    public Column {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a column's name: '" + name + "'");
        }
    }

    /** The name as SQL quotes it. */
    public String quoted() {
        return '"' + name + '"';
    }
}
