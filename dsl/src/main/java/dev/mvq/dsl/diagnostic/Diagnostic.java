package dev.mvq.dsl.diagnostic;

import java.util.List;

/**
 * One problem.
 *
 * @param span where; empty for what is missing there
 * @param message what is wrong, in the user's words, without a full stop
 * @param suggestions what was probably meant and is valid there, nearest first
 * @param remedy what would help; may be empty
 */
public record Diagnostic(Span span, String message, List<String> suggestions, String remedy) {
    public Diagnostic {
        suggestions = List.copyOf(suggestions);
    }

    /** A problem that says all by its message. */
    public static Diagnostic of(Span span, String message) {
        return new Diagnostic(span, message, List.of(), "");
    }

    /** A problem with what would help. */
    public static Diagnostic of(Span span, String message, String remedy) {
        return new Diagnostic(span, message, List.of(), remedy);
    }

    /** A wrong word and what was probably meant; where nothing is near, all that is valid. */
    public static Diagnostic misspelled(Span span, String message, String word, List<String> valid) {
        List<String> near = Spelling.nearest(word, valid);
        return new Diagnostic(span, message, near, near.isEmpty() ? Spelling.oneOf(valid) : "");
    }

    /** What follows the carets: suggestions as a question, then the remedy. */
    public String hint() {
        if (suggestions.isEmpty()) {
            return remedy;
        }
        String question = "did you mean " + Spelling.alternatives(suggestions) + "?";
        return remedy.isEmpty() ? question : question + " " + remedy;
    }
}
