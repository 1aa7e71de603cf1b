/**
 * Text to statements and statements to parse trees: the lexer and parser made from the grammar files, the splitter at {@code ;},
 * and the keyword lists. What a tree means is the business of {@code dev.mvq.dsl}; nothing outside it should read the generated
 * classes. A new statement begins with its rule in {@code MvqParser.g4}.
 */
@NullMarked
package dev.mvq.grammar;

import org.jspecify.annotations.NullMarked;
