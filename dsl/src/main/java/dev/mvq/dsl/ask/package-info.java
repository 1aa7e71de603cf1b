/**
 * Plain words to the language: words, then spans with a meaning, then statements that use every one of them. What is left over
 * lowers a reading's score, and a limit that is left over (a date, a number, a condition) ends it: a wrong statement is worse than none.
 */
@NullMarked
package dev.mvq.dsl.ask;

import org.jspecify.annotations.NullMarked;
