/**
 * The facade: one {@link dev.mvq.runtime.engine.Mvq} per store answers every query record of this package. It knows no language; a
 * Java program uses it as the language does.
 */
@NullMarked
package dev.mvq.runtime.engine;

import org.jspecify.annotations.NullMarked;
