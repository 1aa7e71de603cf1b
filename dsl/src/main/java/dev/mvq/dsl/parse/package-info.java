/**
 * Tokens to syntax tree. The first syntax error ends a statement; literals that are none (30 February, a malformed contract) are refused
 * by name and reading goes on, so that one run tells all of them.
 */
@NullMarked
package dev.mvq.dsl.parse;

import org.jspecify.annotations.NullMarked;
