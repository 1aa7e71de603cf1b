/**
 * Cells of a console or notebook: whether one is the language or Java, decided by its first words alone. A new opener that Java could also
 * begin with is a case in {@link dev.mvq.dsl.cell.CellKind}.
 */
@NullMarked
package dev.mvq.dsl.cell;

import org.jspecify.annotations.NullMarked;
