package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.runtime.engine.GivenMarket;
import dev.mvq.runtime.market.Instrument;
import java.time.LocalDate;
import java.util.Optional;

/** What a statement is about. */
public sealed interface Subject extends Node {
    /** A contract or a stock. */
    record Named(Instrument instrument, Span span) implements Subject {}

    /** {@code :name}; before the statement runs, what it stands for takes its place. */
    record Parameter(String name, Span span) implements Subject {}

    /** {@code last[0]}: a row of a result, from 0. */
    record Row(Name result, Num index, Span span) implements Subject {}

    /** What a row of a result, or a table row in a variable, turned out to be about; its day where it has one. */
    record Found(Instrument instrument, Optional<LocalDate> day, Span span) implements Subject {}

    /** What a table of market data in a variable turned out to be about: the contracts or stocks of its newest day. */
    record Given(String parameter, GivenMarket market, Span span) implements Subject {}
}
