package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;

/** A part of a text and where it stands. */
public sealed interface Node
        permits Statement, Clause, Subject, Day, Period, Expression, Name, Num, Value, Clause.Weighted, Clause.Option {
    /** Where it stands in the whole text. */
    Span span();
}
