package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;

/** A part of a text and where it stands. */
public sealed interface Node
        permits Statement,
                Statement.Dated,
                Clause,
                Clause.Weighted,
                Clause.Option,
                Stage,
                Stage.Key,
                Stage.Renaming,
                Stage.Derivation,
                Stage.Named,
                Subject,
                Day,
                Period,
                Expression,
                Name,
                Num,
                Value {
    /** Where it stands in the whole text. */
    Span span();
}
