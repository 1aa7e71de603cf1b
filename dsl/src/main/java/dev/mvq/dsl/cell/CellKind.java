package dev.mvq.dsl.cell;

import dev.mvq.dsl.check.ShowTopic;
import dev.mvq.dsl.syntax.StatementKind;
import dev.mvq.grammar.Keywords;
import dev.mvq.grammar.StatementSplitter;
import dev.mvq.grammar.generated.MvqLexer;
import dev.mvq.runtime.market.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;

/** Who a cell is for. An opener followed by what its statement allows there is the language; the rest is Java. */
public enum CellKind {
    /** Nothing but blanks, comments and semicolons. */
    EMPTY,
    /** The query language. */
    LANGUAGE,
    /** Java. */
    JAVA;

    /** Openers that go with few words only. */
    private static final Map<String, List<String>> KNOWN = Map.of(
            "SIMILAR", List.of("TO"),
            "FIND", List.of("REGIME", "ARBITRAGE", "ANOMALIES"),
            "GENERATE", List.of("EMBEDDINGS", "FULL"),
            "BUILD", List.of("INDEX"),
            "TEST", List.of("EMBEDDINGS"),
            "TRAIN", List.of("ENCODERS"),
            "SHOW", ShowTopic.names());

    private static final int NEAR = 2;

    /** Tokens that decide: {@code SET x = -5} and whether anything follows. */
    private static final int FIRST = 6;

    /** Who the cell, or what is left of it, is for: its first words decide. */
    public static CellKind of(String cell) {
        List<Token> tokens = StatementSplitter.lexed(cell)
                .dropWhile(token -> token.getType() == MvqLexer.SEMICOLON)
                .limit(FIRST)
                .toList();
        if (tokens.isEmpty()) {
            return EMPTY;
        }
        return tokens.getFirst().getType() == MvqLexer.PIPE || opens(tokens) ? LANGUAGE : JAVA;
    }

    /** What was probably meant where Java refuses a snippet: the opener that its first word is near. */
    public static Optional<String> nearOpener(String snippet) {
        List<Token> tokens = StatementSplitter.tokens(snippet);
        if (tokens.isEmpty() || !isWord(tokens.getFirst())) {
            return Optional.empty();
        }
        String word = upper(tokens.getFirst());
        return StatementKind.openers().stream()
                .filter(opener -> EditDistance.between(word, opener) <= NEAR)
                .min(Comparator.comparingInt((String opener) -> EditDistance.between(word, opener))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean opens(List<Token> tokens) {
        String opener = upper(tokens.getFirst());
        if (tokens.size() == 1) {
            return opener.equals("HELP");
        }
        Token second = tokens.get(1);
        boolean call = second.getType() == MvqLexer.LEFT && touch(tokens.getFirst(), second);
        if (call || !StatementKind.openers().contains(opener)) {
            return false;
        }
        List<Token> rest = tokens.subList(1, tokens.size());
        return switch (opener) {
            case "IMPORT" -> isText(second) || second.getType() == MvqLexer.SIMULATED;
            case "RUN", "ASK" -> isText(second);
            case "SET" -> sets(rest);
            case "LET" -> isWord(second) && follows(rest, MvqLexer.EQUAL);
            case "FROM" -> isWord(second) || second.getType() == MvqLexer.RESULT;
            case "COMPARE" -> isSubject(second) || second.getType() == MvqLexer.LEFT;
            case "DESCRIBE" -> isSubject(second);
            case "ANALYZE", "RESET" -> isWord(second);
            case "EXPLAIN" -> StatementKind.openers().contains(upper(second)) || second.getType() == MvqLexer.PIPE;
            case "HELP" -> second.getType() == MvqLexer.SEMICOLON || (isWord(second) && !follows(rest, MvqLexer.EQUAL));
            default -> knows(KNOWN.getOrDefault(opener, List.of()), rest);
        };
    }

    /** A word that the opener goes with; one that is only near it is none where Java goes on as Java does. */
    private static boolean knows(List<String> words, List<Token> rest) {
        if (!isWord(rest.getFirst())) {
            return false;
        }
        String word = upper(rest.getFirst());
        if (words.contains(word)) {
            return true;
        }
        boolean near = words.stream().anyMatch(known -> EditDistance.between(word, known) <= NEAR);
        boolean goesOnAsJava = follows(rest, MvqLexer.EQUAL)
                || follows(rest, MvqLexer.SEMICOLON)
                || follows(rest, MvqLexer.COMMA)
                || follows(rest, MvqLexer.LEFT);
        return near && !goesOnAsJava;
    }

    /** {@code name = } and one value, and then nothing more. */
    private static boolean sets(List<Token> rest) {
        if (!isWord(rest.getFirst()) || !follows(rest, MvqLexer.EQUAL) || rest.size() < 3) {
            return false;
        }
        boolean signed = rest.get(2).getType() == MvqLexer.MINUS || rest.get(2).getType() == MvqLexer.PLUS;
        int at = signed ? 3 : 2;
        return rest.size() > at
                && isValue(rest.get(at))
                && (rest.size() == at + 1 || rest.get(at + 1).getType() == MvqLexer.SEMICOLON);
    }

    private static boolean isValue(Token token) {
        return isWord(token)
                || isText(token)
                || switch (token.getType()) {
                    case MvqLexer.NUMBER,
                            MvqLexer.PERCENTAGE,
                            MvqLexer.CALENDAR_DAY,
                            MvqLexer.NUMBERED_WORD,
                            MvqLexer.PADDED_CONTRACT,
                            MvqLexer.PREFIXED_CONTRACT -> true;
                    default -> false;
                };
    }

    private static boolean isSubject(Token token) {
        return isWord(token)
                || switch (token.getType()) {
                    case MvqLexer.QUOTED,
                            MvqLexer.PARAMETER,
                            MvqLexer.RESULT,
                            MvqLexer.NUMBERED_WORD,
                            MvqLexer.PADDED_CONTRACT,
                            MvqLexer.PREFIXED_CONTRACT -> true;
                    default -> false;
                };
    }

    private static boolean isText(Token token) {
        return token.getType() == MvqLexer.STRING || token.getType() == MvqLexer.PARAMETER;
    }

    private static boolean follows(List<Token> rest, int type) {
        return rest.size() > 1 && rest.get(1).getType() == type;
    }

    private static boolean touch(Token left, Token right) {
        return left.getStopIndex() + 1 == right.getStartIndex();
    }

    private static boolean isWord(Token token) {
        return token.getType() == MvqLexer.WORD || !Keywords.of(token.getType()).isEmpty();
    }

    private static String upper(Token token) {
        return token.getText().toUpperCase(Locale.ROOT);
    }
}
