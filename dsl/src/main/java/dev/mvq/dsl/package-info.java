/**
 * The language: text to syntax tree, to checked statements, to calls on the engine. The ways in (console, scripts, one-shot commands)
 * hand text to an {@link dev.mvq.dsl.Interpreter} and hear results through an {@link dev.mvq.dsl.Output}.
 */
@NullMarked
package dev.mvq.dsl;

import org.jspecify.annotations.NullMarked;
