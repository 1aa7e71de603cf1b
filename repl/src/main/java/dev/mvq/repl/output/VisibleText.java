package dev.mvq.repl.output;

/**
 * Text from files and users made safe to show: a terminal must show an escape sequence that hides in a ticker, not obey it. Control
 * characters and the marks that reorder text (CVE-2021-42574) become their Java escapes.
 */
final class VisibleText {
    private VisibleText() {}

    /** One line: line feeds and tabs are escaped too. */
    static String line(String text) {
        return escape(text, false);
    }

    /** Several lines: line feeds and tabs stay. */
    static String lines(String text) {
        return escape(text, true);
    }

    private static String escape(String text, boolean keepLines) {
        if (text.codePoints().noneMatch(c -> isHidden(c, keepLines))) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isHidden(c, keepLines)) {
                shown.append(escaped(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    static boolean isHidden(int c, boolean keepLines) {
        if (keepLines && (c == '\n' || c == '\t')) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT ->
                c != 0x200D && c != 0x00AD; // a zero-width joiner builds emoji; a soft hyphen is harmless
            default -> false;
        };
    }

    private static String escaped(int c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isBmpCodePoint(c)
                        ? "\\u%04x".formatted(c)
                        : "\\u%04x\\u%04x".formatted((int) Character.highSurrogate(c), (int) Character.lowSurrogate(c));
        };
    }
}
