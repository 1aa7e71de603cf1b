/**
 * How results look: tables for people and for programs, the line that shows how long work goes on, and the rule that tables go to
 * stdout and everything else to stderr. A new format is a constant of {@link dev.mvq.repl.output.Format} and a
 * {@link dev.mvq.repl.output.TableRenderer}.
 */
@NullMarked
package dev.mvq.repl.output;

import org.jspecify.annotations.NullMarked;
