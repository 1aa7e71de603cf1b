package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import java.util.Locale;

/**
 * A word that names something: a modality, a column, a setting.
 *
 * @param text as written
 * @param span where
 */
public record Name(String text, Span span) implements Node {
    /** The name as it is looked up: lower case. */
    public String lower() {
        return text.toLowerCase(Locale.ROOT);
    }
}
