/**
 * Syntax trees to plans. Everything that needs neither data nor a run is checked here — names, ranges, duplicates, kinds — and every problem
 * is told. A plan is what the engine is asked, but for days such as LATEST, which are found when it is run.
 */
@NullMarked
package dev.mvq.dsl.check;

import org.jspecify.annotations.NullMarked;
