package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.ColumnKind;
import dev.mvq.runtime.storage.RowColumns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Stored rows that FROM can name. */
public enum RowSource {
    /** A row per contract and day: quote, Greeks, identity. */
    CONTRACTS("a row per contract and day: quote and Greeks"),
    /** A row per stock and day. */
    BARS("a row per stock and day: prices and volume"),
    /** A row per contract or stock and day that has embeddings, and which of them it has. */
    EMBEDDINGS("a row per contract or stock and day with embeddings, and which of them it has");

    private static final Set<String> OF_BARS = Set.of("open", "high", "low", "close", "dividend", "split_factor");

    private final String meaning;

    RowSource(String meaning) {
        this.meaning = meaning;
    }

    /** The name in the language: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What its rows are, in a line. */
    public String meaning() {
        return meaning;
    }

    /** Its columns in order: name to one of {@code text number whole date boolean}. */
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        selected().forEach((column, name) -> columns.put(name, column.kind().word()));
        return columns;
    }

    /** What is selected of the files, and where. */
    String select(String files) {
        String listed = selected().entrySet().stream()
                .map(entry -> entry.getKey().quoted() + " AS \"" + entry.getValue() + "\"")
                .collect(Collectors.joining(", "));
        return "SELECT " + listed + " FROM " + files + filter();
    }

    private String filter() {
        return switch (this) {
            case CONTRACTS -> " WHERE \"type\" <> 'S'";
            case BARS -> " WHERE \"type\" = 'S'";
            case EMBEDDINGS -> "";
        };
    }

    /** Columns of the files, each with what it is called here. */
    private Map<Column, String> selected() {
        Map<Column, String> selected = new LinkedHashMap<>();
        switch (this) {
            case CONTRACTS ->
                RowColumns.ALL.stream()
                        .filter(column -> !OF_BARS.contains(column.name()))
                        .forEach(column -> selected.put(column, column.name()));
            case BARS -> {
                selected.put(of("underlying"), "ticker");
                List.of("date", "open", "high", "low", "close", "volume", "dividend", "split_factor", "source", "flags")
                        .forEach(name -> selected.put(of(name), name));
            }
            case EMBEDDINGS -> {
                RowColumns.ALL.forEach(column -> selected.put(column, column.name()));
                selected.put(new Column("history_sessions", ColumnKind.WHOLE), "history_sessions");
                Arrays.stream(Modality.values())
                        .map(modality -> new Column("has_" + modality.word(), ColumnKind.BOOLEAN))
                        .forEach(column -> selected.put(column, column.name()));
            }
        }
        return selected;
    }

    private static Column of(String name) {
        return RowColumns.find(name).orElseThrow();
    }
}
