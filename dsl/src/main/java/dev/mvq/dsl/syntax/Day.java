package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import java.time.LocalDate;

/** One day. */
public sealed interface Day extends Node {
    /** A calendar day. */
    record On(LocalDate date, Span span) implements Day {}

    /** {@code LATEST}: the newest day with data. */
    record Latest(Span span) implements Day {}

    /** {@code TODAY}: the newest day with data at or before today. */
    record Today(Span span) implements Day {}

    /** {@code :name}; before the statement runs, the day it stands for takes its place. */
    record Parameter(String name, Span span) implements Day {}
}
