package dev.mvq.grammar;

import dev.mvq.grammar.generated.MvqLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/** Cuts a text into statements at {@code ;} outside strings and comments. Never fails: odd characters are tokens too. */
public final class StatementSplitter {
    private StatementSplitter() {}

    /** The statements in order; empty ones are left out. */
    public static List<StatementTokens> split(String text) {
        List<StatementTokens> statements = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        for (Token token : tokens(text)) {
            if (token.getType() != MvqLexer.SEMICOLON) {
                current.add(token);
            } else if (!current.isEmpty()) {
                statements.add(statement(current, true));
                current.clear();
            }
        }
        if (!current.isEmpty()) {
            statements.add(statement(current, false));
        }
        return statements;
    }

    /** Every token but blanks and comments, without the end of the text. */
    public static List<Token> tokens(String text) {
        return lexed(text).toList();
    }

    /** As {@link #tokens}, read as they are asked for. */
    public static Stream<Token> lexed(String text) {
        MvqLexer lexer = new MvqLexer(CharStreams.fromString(withoutLoneSurrogates(text)));
        lexer.removeErrorListeners();
        return Stream.iterate(lexer.nextToken(), token -> token.getType() != Token.EOF, token -> lexer.nextToken());
    }

    private static StatementTokens statement(List<Token> tokens, boolean closed) {
        return new StatementTokens(tokens, tokens.getLast().getStopIndex() + 1, closed);
    }

    /** A half of a pair is no character, and the code points before and after must keep their places. */
    private static String withoutLoneSurrogates(String text) {
        return text.chars().anyMatch(c -> Character.isSurrogate((char) c)) ? replaceLoneSurrogates(text) : text;
    }

    private static String replaceLoneSurrogates(String text) {
        StringBuilder sound = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c)
                .forEach(sound::appendCodePoint);
        return sound.toString();
    }
}
