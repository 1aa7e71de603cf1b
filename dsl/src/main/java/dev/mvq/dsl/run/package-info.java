/**
 * Plans to calls on the engine: the interpreter that the ways in hand their text to, days found in the store's data, failures told at the
 * place they come from, completion. Nothing here knows the grammar.
 */
@NullMarked
package dev.mvq.dsl.run;

import org.jspecify.annotations.NullMarked;
