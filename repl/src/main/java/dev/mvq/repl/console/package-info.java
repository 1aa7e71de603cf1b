/**
 * The console: a prompt with history, completion and cells of several lines, over the same interpreter as every other way in. Its own
 * commands begin with a backslash; Java cells will be told from the language in {@link dev.mvq.repl.console.Console}.
 */
@NullMarked
package dev.mvq.repl.console;

import org.jspecify.annotations.NullMarked;
