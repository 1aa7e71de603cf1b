package dev.mvq.runtime.engine;

import java.util.List;
import java.util.Locale;

/** Everything {@code SET} can change, with defaults; {@code SHOW SETTINGS} prints this list. */
public enum Setting {
    DEVICE("auto", List.of("auto", "cpu", "cuda"), "where encoders run; auto takes a GPU when PyTorch finds one"),
    BATCH_SIZE("256", List.of(), "rows encoded at once, 1 .. 65536"),
    MAX_WORKERS("2", List.of(), "encoder threads, 1 .. 256"),
    DEBUG("false", List.of("false", "true"), "show stack traces of failures");

    private final String initial;
    private final List<String> choices;
    private final String description;

    Setting(String initial, List<String> choices, String description) {
        this.initial = initial;
        this.choices = choices;
        this.description = description;
    }

    /** The name in the language: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value before any SET. */
    public String initial() {
        return initial;
    }

    /** The values it may take; empty: a whole number in the range its description gives. */
    public List<String> choices() {
        return choices;
    }

    /** What it does, in a line. */
    public String description() {
        return description;
    }
}
