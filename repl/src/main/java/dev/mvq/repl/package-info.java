/**
 * The ways in: one-shot commands, script files, statements on standard input, the demo, and the console. All of them hand text to a
 * {@link dev.mvq.dsl.Interpreter} and are functions of their streams and environment; only {@link dev.mvq.repl.Main#main} knows the process.
 */
@NullMarked
package dev.mvq.repl;

import org.jspecify.annotations.NullMarked;
