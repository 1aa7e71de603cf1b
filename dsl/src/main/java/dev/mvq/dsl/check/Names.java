package dev.mvq.dsl.check;

import java.util.Map;

/** Names that the engine gives and checking needs. */
public interface Names {
    /** Columns of a contract-day: name to one of {@code text number whole date boolean}. */
    Map<String, String> columns();

    /** Formats that IMPORT knows, with a line on each. */
    Map<String, String> formats();

    /** What FROM can name in the store: {@code contracts}, {@code bars}, {@code embeddings}, with their columns. */
    Map<String, Map<String, String>> sources();
}
