package dev.mvq.dsl.diagnostic;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws problems, for every way in alike:
 *
 * <pre>
 * queries/a.mvq:3:35: unknown modality 'greks'
 *   3 | SIMILAR TO AAPL_20240119_150_C ON greks K 20
 *     |                                   ^^^^^ did you mean 'greeks'?
 * </pre>
 *
 * Places count code points from 1, a tab is one. A span over several lines is drawn to the end of its first.
 */
public final class DiagnosticRenderer {
    /** Most code points of a line that are shown; of longer ones a window about the place. */
    private static final int WIDTH = 160;

    private static final int BEFORE = 60;
    private static final int MOST = 20;

    /** Where Unicode's pictures of control characters begin. */
    private static final int PICTURES = 0x2400;

    private static final int UNSHOWN = 0xFFFD;

    private DiagnosticRenderer() {}

    /** One problem, without a line's end. */
    public static String render(Source source, Diagnostic diagnostic) {
        int start = Math.min(diagnostic.span().start(), source.length());
        int line = source.line(start);
        String place = source.name() + ":" + line + ":" + source.column(start);
        String[] hints = diagnostic.hint().split("\n", -1);
        Window window = Window.about(source, diagnostic.span());
        String number = "  " + line + " | ";
        String margin = " ".repeat(number.length() - 2) + "| ";
        StringBuilder drawn = new StringBuilder(place + ": " + diagnostic.message() + "\n");
        drawn.append((number + window.text).stripTrailing()).append('\n');
        String carets = margin + " ".repeat(window.offset) + "^".repeat(window.length);
        drawn.append((carets + " " + hints[0]).stripTrailing());
        for (int at = 1; at < hints.length; at++) {
            drawn.append('\n').append((margin + hints[at]).stripTrailing());
        }
        return drawn.toString();
    }

    /** Problems in the order of their places, at most 20, and how many more there are. */
    public static List<String> renderAll(Source source, List<Diagnostic> diagnostics) {
        List<Diagnostic> ordered = diagnostics.stream()
                .distinct()
                .sorted(java.util.Comparator.comparingInt(each -> each.span().start()))
                .toList();
        List<String> drawn = new ArrayList<>();
        ordered.stream().limit(MOST).forEach(each -> drawn.add(render(source, each)));
        if (ordered.size() > MOST) {
            drawn.add("and " + (ordered.size() - MOST) + " more problems");
        }
        return drawn;
    }

    /** The part of a line that is shown, and where the carets stand below it. */
    private record Window(String text, int offset, int length) {
        static Window about(Source source, Span span) {
            int start = Math.min(span.start(), source.length());
            Span line = source.lineOf(start);
            int end = Math.min(Math.max(span.end(), start + 1), Math.max(line.end(), start + 1));
            int from = line.end() - line.start() <= WIDTH ? line.start() : Math.max(line.start(), start - BEFORE);
            int to = Math.min(line.end(), from + WIDTH);
            String before = from > line.start() ? "…" : "";
            String after = to < line.end() ? "…" : "";
            int length = Math.max(1, Math.min(end, Math.max(to, start + 1)) - start);
            return new Window(
                    before + plain(source.text(new Span(from, to))) + after, before.length() + start - from, length);
        }

        /** Tabs as blanks and control characters as pictures of them, one each, so that carets stand below what they mean. */
        private static String plain(String text) {
            StringBuilder plain = new StringBuilder();
            text.codePoints().map(Window::shown).forEach(plain::appendCodePoint);
            return plain.toString();
        }

        private static int shown(int c) {
            if (c == '\t') {
                return ' ';
            }
            if (c < ' ') {
                return PICTURES + c;
            }
            return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? UNSHOWN : c;
        }
    }
}
