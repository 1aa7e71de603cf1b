package dev.mvq.dsl.diagnostic;

/** A named text whose places are counted in code points. Lines end at LF, CR LF or CR. */
public final class Source {
    private final String name;
    private final int[] codePoints;

    /**
     * @param name what diagnostics call the text: a file's path as given, or {@code <console>}
     * @param text the whole text
     */
    public Source(String name, String text) {
        this.name = name;
        this.codePoints = text.codePoints().toArray();
    }

    /** What diagnostics call the text. */
    public String name() {
        return name;
    }

    /** Number of code points. */
    public int length() {
        return codePoints.length;
    }

    /** The text of a span; what lies beyond the end is left out. */
    public String text(Span span) {
        int start = Math.min(span.start(), codePoints.length);
        int end = Math.min(span.end(), codePoints.length);
        return new String(codePoints, start, end - start);
    }

    /** The line of an offset, from 1. */
    public int line(int offset) {
        int line = 1;
        for (int at = 0; at < Math.min(offset, codePoints.length); at++) {
            if (endsLine(at)) {
                line++;
            }
        }
        return line;
    }

    /** The column of an offset, from 1; a tab is one. */
    public int column(int offset) {
        return Math.min(offset, codePoints.length) - lineStart(offset) + 1;
    }

    /** The line that the offset is on, without its end. */
    Span lineOf(int offset) {
        int end = Math.min(offset, codePoints.length);
        while (end < codePoints.length && codePoints[end] != '\n' && codePoints[end] != '\r') {
            end++;
        }
        return new Span(lineStart(offset), end);
    }

    /** Whether only blanks stand before the offset on its line. */
    public boolean beginsLine(int offset) {
        return text(new Span(lineStart(offset), offset)).isBlank();
    }

    private int lineStart(int offset) {
        int start = Math.min(offset, codePoints.length);
        while (start > 0 && !endsLine(start - 1)) {
            start--;
        }
        return start;
    }

    /** A CR LF ends its line at the LF. */
    private boolean endsLine(int at) {
        return codePoints[at] == '\n'
                || (codePoints[at] == '\r' && (at + 1 == codePoints.length || codePoints[at + 1] != '\n'));
    }
}
