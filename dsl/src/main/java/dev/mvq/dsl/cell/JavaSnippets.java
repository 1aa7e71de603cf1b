package dev.mvq.dsl.cell;

import java.util.OptionalInt;

/** Knows where Java ends, as jshell's source analysis does. */
public interface JavaSnippets {
    /**
     * Where the first snippet of the text ends.
     *
     * @param text begins with Java
     * @return its length, up to the text's; empty where it needs more lines. What is no Java at all ends with the text.
     */
    OptionalInt end(String text);
}
