/**
 * Made days as vendors deliver them: raw files of each form in the raw areas of the store, with the flaws that vendors make, and beside
 * them the truth on file. A new form is a {@link dev.mvq.runtime.simulation.delivery.FormWriter} and its constant in
 * {@link dev.mvq.runtime.simulation.delivery.RawForm}.
 */
@NullMarked
package dev.mvq.runtime.simulation.delivery;

import org.jspecify.annotations.NullMarked;
