package dev.mvq.runtime.engine;

import dev.mvq.runtime.fusion.Weighting;
import java.util.List;
import java.util.Locale;

/** Everything {@code SET} can change, with defaults; {@code SHOW SETTINGS} prints this list. */
public enum Setting {
    DEVICE("auto", List.of("auto", "cpu", "cuda"), "where encoders run; auto takes a GPU when PyTorch finds one"),
    BATCH_SIZE("1024", new Range(1, 65_536), "rows encoded at once"),
    MAX_WORKERS("2", new Range(1, 256), "encoder threads"),
    SEGMENT_ROWS("5000000", new Range(1_000, 100_000_000), "the most rows of a segment made from now on"),
    WEIGHTING(
            "balanced",
            Weighting.words(),
            "weights where ON gives none: path favours price and technical, risk greeks, liquidity microstructure"),
    ENCODERS(
            "shipped",
            new Range(0, 0),
            "which encoders GENERATE, TEST and TRAIN ON use: shipped, or a version that SHOW ENCODERS lists"),
    DEBUG("false", List.of("false", "true"), "show stack traces of failures"),
    TODAY("clock", new Range(0, 0), "the day that TODAY and plain words count from: a date, or clock");

    private final String initial;
    private final List<String> choices;
    private final Range range;
    private final String description;

    /**
     * Whole numbers a setting takes.
     *
     * @param least smallest
     * @param most largest
     */
    public record Range(int least, int most) {
        /** Whether the value is in range. */
        public boolean contains(int value) {
            return least <= value && value <= most;
        }

        @Override
        public String toString() {
            return least + " .. " + most;
        }
    }

    Setting(String initial, List<String> choices, String description) {
        this(initial, choices, new Range(0, 0), description);
    }

    Setting(String initial, Range range, String description) {
        this(initial, List.of(), range, description);
    }

    Setting(String initial, List<String> choices, Range range, String description) {
        this.initial = initial;
        this.choices = choices;
        this.range = range;
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

    /** The values it may take; empty: a whole number in {@link #range}, or what {@link #isDate} and {@link #isName} say. */
    public List<String> choices() {
        return choices;
    }

    /** Least and greatest whole number where there are no {@link #choices}. */
    public Range range() {
        return range;
    }

    /** Whether it takes a date, or its first value. */
    public boolean isDate() {
        return this == TODAY;
    }

    /** Whether it takes a name that only the store knows. */
    public boolean isName() {
        return this == ENCODERS;
    }

    /** What it does, in a line. */
    public String description() {
        return description;
    }
}
