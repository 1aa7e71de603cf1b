package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.runtime.market.Instrument;

/**
 * What a statement is about.
 *
 * @param instrument contract or stock
 * @param span where
 */
public record Subject(Instrument instrument, Span span) implements Node {}
