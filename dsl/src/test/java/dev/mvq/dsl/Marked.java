package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.DiagnosticRenderer;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A text whose wrong places are marked: {@code ON ^greks^ K 20}; {@code ^^} where something is missing. The marks are no part of
 * the text.
 *
 * @param text without the marks
 * @param spans between the marks, in code points
 */
public record Marked(String text, List<Span> spans) {
    public static Marked of(String marked) {
        List<Span> spans = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int start = -1;
        for (int character : marked.codePoints().toArray()) {
            int at = text.codePointCount(0, text.length());
            if (character != '^') {
                text.appendCodePoint(character);
            } else if (start < 0) {
                start = at;
            } else {
                spans.add(new Span(start, at));
                start = -1;
            }
        }
        return new Marked(text.toString(), spans);
    }

    /** The marked text is refused before anything runs, with these words at the marks: message and hint by turns. */
    public static void refused(String marked, String... messagesAndHints) {
        fails(Interpreter.REFUSED, marked, new RecordingMvq(), messagesAndHints);
    }

    /** The marked text fails with the exit code and these words. */
    public static void fails(int exitCode, String marked, RecordingMvq engine, String... messagesAndHints) {
        Marked parts = of(marked);
        Source source = new Source("a.mvq", parts.text);
        List<String> expected = new ArrayList<>();
        for (int at = 0; at < parts.spans.size(); at++) {
            Diagnostic problem =
                    Diagnostic.of(parts.spans.get(at), messagesAndHints[2 * at], messagesAndHints[2 * at + 1]);
            expected.add(DiagnosticRenderer.render(source, problem));
        }
        Heard heard = Heard.of(parts.text, engine);
        assertEquals(String.join("\n", expected), heard.problem());
        assertEquals(exitCode, heard.exitCode);
    }
}
