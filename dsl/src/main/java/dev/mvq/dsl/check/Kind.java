package dev.mvq.dsl.check;

/** What a value is. */
enum Kind {
    TEXT("a text"),
    NUMBER("a number"),
    DATE("a date"),
    TRUTH("true or false"),
    /** Already refused: goes with everything, so that nothing is complained of twice. */
    UNKNOWN("unknown");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** As an error says it. */
    String words() {
        return words;
    }

    /** Whether a value of the other kind may stand beside one of this. */
    boolean goesWith(Kind other) {
        return this == other || this == UNKNOWN || other == UNKNOWN;
    }

    /** The engine's word for a column of this kind. */
    String column() {
        return switch (this) {
            case TEXT -> "text";
            case NUMBER -> "number";
            case DATE -> "date";
            case TRUTH -> "boolean";
            case UNKNOWN -> "unknown";
        };
    }

    /** Of a column, by the engine's word for it. */
    static Kind ofColumn(String word) {
        return switch (word) {
            case "text" -> TEXT;
            case "number", "whole" -> NUMBER;
            case "date" -> DATE;
            case "boolean" -> TRUTH;
            case "unknown" -> UNKNOWN;
            default -> throw new IllegalStateException("no kind of column is called " + word);
        };
    }
}
