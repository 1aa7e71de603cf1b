package dev.mvq.dsl;

import tech.tablesaw.api.Table;

/** Hears what statements give, in order. How it looks is the way in's business. */
public interface Output {
    /** Rows of a statement: to stdout in the way in's format. */
    void rows(Table rows);

    /** A text that is itself the answer (HELP, EXPLAIN, the report of an import): to stdout. */
    void text(String text);

    /** Something to know about an answer: to stderr. */
    void message(String message);

    /** A problem, already rendered with its place: to stderr. */
    void problem(String rendered);
}
