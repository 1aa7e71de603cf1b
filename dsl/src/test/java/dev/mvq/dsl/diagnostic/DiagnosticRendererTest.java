package dev.mvq.dsl.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {
    private static String render(String text, Span span) {
        return DiagnosticRenderer.render(new Source("a.mvq", text), Diagnostic.of(span, "no", "why"));
    }

    @Test
    void a_problem_shows_its_place_its_line_and_carets() {
        String text = "\n\nSIMILAR TO AAPL_20240119_150_C ON greks K 20\nHELP";
        Diagnostic problem = Diagnostic.misspelled(
                new Span(36, 41), "unknown modality 'greks'", "greks", List.of("price", "greeks", "fused"));
        assertEquals("""
                queries/a.mvq:3:35: unknown modality 'greks'
                  3 | SIMILAR TO AAPL_20240119_150_C ON greks K 20
                    |                                   ^^^^^ did you mean 'greeks'?""", DiagnosticRenderer.render(new Source("queries/a.mvq", text), problem));
    }

    @Test
    void the_gutter_is_as_wide_as_the_number() {
        assertEquals("""
                a.mvq:100:2: no
                  100 | xyz
                      |  ^ why""", render("\n".repeat(99) + "xyz", new Span(100, 101)));
    }

    @Test
    void what_is_missing_at_the_end_has_one_caret() {
        assertEquals("a.mvq:1:3: no\n  1 | ab\n    |   ^ why", render("ab", new Span(2, 2)));
        assertEquals("a.mvq:1:1: no\n  1 |\n    | ^ why", render("", new Span(0, 0)));
        assertEquals("a.mvq:1:3: no\n  1 | ab\n    |   ^ why", render("ab\ncd", new Span(2, 2)));
    }

    @Test
    void columns_are_code_points_and_a_tab_is_one() {
        assertEquals("a.mvq:1:3: no\n  1 | \uD83D\uDE00 '\n    |   ^ why", render("\uD83D\uDE00\t'", new Span(2, 3)));
        assertEquals("a.mvq:1:3: no\n  1 |   x\n    |   ^ why", render("\t\tx", new Span(2, 3)));
    }

    @Test
    void lines_end_at_lf_cr_lf_and_cr() {
        assertEquals("a.mvq:4:1: no\n  4 | d\n    | ^ why", render("a\nb\r\nc\rd", new Span(7, 8)));
        assertEquals("a.mvq:2:1: no\n  2 | b\n    | ^ why", render("a\nb\r\nc\rd", new Span(2, 3)));
    }

    @Test
    void a_span_over_lines_is_drawn_to_the_end_of_its_first() {
        assertEquals("a.mvq:1:2: no\n  1 | abc\n    |  ^^ why", render("abc\ndef", new Span(1, 6)));
    }

    @Test
    void a_long_line_is_shown_about_the_place() {
        String drawn = render("x".repeat(5_000) + "y" + "x".repeat(5_000), new Span(5_000, 5_001));
        List<String> lines = drawn.lines().toList();
        assertEquals("a.mvq:1:5001: no", lines.get(0));
        assertTrue(lines.get(1).length() < 180);
        assertEquals(lines.get(1).indexOf('y'), lines.get(2).indexOf('^'));
    }

    @Test
    void a_hint_of_several_lines_stays_in_the_gutter() {
        Diagnostic problem = Diagnostic.of(new Span(0, 1), "no", "first\nsecond");
        assertEquals(
                "a.mvq:1:1: no\n  1 | x\n    | ^ first\n    | second",
                DiagnosticRenderer.render(new Source("a.mvq", "x"), problem));
    }

    @Test
    void suggestions_are_near_and_few() {
        assertEquals(List.of("greeks"), Spelling.nearest("greks", List.of("greeks", "price")));
        assertEquals(List.of("greeks"), Spelling.nearest("GREKES", List.of("greeks", "price")));
        assertEquals(List.of("microstructure"), Spelling.nearest("micro", List.of("microstructure", "price")));
        assertEquals(List.of(), Spelling.nearest("x", List.of("y", "iv")));
        assertEquals(List.of(), Spelling.nearest("elephant", List.of("greeks", "price")));
    }
}
