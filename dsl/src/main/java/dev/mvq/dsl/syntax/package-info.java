/**
 * The syntax tree: sealed interfaces of records, each with its place. A new statement is a record in
 * {@link dev.mvq.dsl.syntax.Statement} and a {@link dev.mvq.dsl.syntax.StatementKind}; the compiler then shows every switch that lacks it.
 */
@NullMarked
package dev.mvq.dsl.syntax;

import org.jspecify.annotations.NullMarked;
