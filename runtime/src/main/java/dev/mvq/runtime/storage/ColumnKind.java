package dev.mvq.runtime.storage;

import java.util.Locale;

/** What a column holds, and how Parquet and DuckDB hold it. */
public enum ColumnKind {
    /** Text; null where missing. */
    TEXT("VARCHAR"),
    /** A 64-bit float; NaN where missing, NULL in files. */
    NUMBER("DOUBLE"),
    /** A 32-bit whole number. */
    WHOLE("INTEGER"),
    /** A calendar day; null where missing. */
    DATE("DATE"),
    /** True or false, never missing. */
    BOOLEAN("BOOLEAN");

    private final String sqlType;

    ColumnKind(String sqlType) {
        this.sqlType = sqlType;
    }

    /** DuckDB's type. */
    public String sqlType() {
        return sqlType;
    }

    /** {@code text}, {@code number}, {@code whole}, {@code date}, {@code boolean}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
