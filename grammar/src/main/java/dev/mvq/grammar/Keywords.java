package dev.mvq.grammar;

import dev.mvq.grammar.generated.MvqLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The keywords, read from the lexer, and the few that may not stand bare in some places. */
public final class Keywords {
    /** Words of clauses that could begin where a ticker could stand: the ticker is written {@code "ON"}. */
    public static final Set<String> NOT_TICKERS =
            Set.of("AND", "AS", "AT", "DURING", "IN", "NOT", "OF", "ON", "OR", "TO", "USING", "WHERE", "WITH");

    /** Words of expressions that are no columns: such a column is written {@code "not"}. */
    public static final Set<String> NOT_COLUMNS = Set.of("AND", "FALSE", "NOT", "NULL", "OR", "TRUE");

    private static final List<String> ALL = read();

    private Keywords() {}

    /** Every keyword, upper case, in alphabetical order. */
    public static List<String> all() {
        return ALL;
    }

    /** The keyword of a token type, upper case; empty where the type is no keyword. */
    public static String of(int type) {
        String literal = MvqLexer.VOCABULARY.getLiteralName(type);
        return literal != null && literal.length() > 2 && Character.isLetter(literal.charAt(1))
                ? literal.substring(1, literal.length() - 1)
                : "";
    }

    /** The sign of a token type, such as {@code (} or {@code ..}; empty where the type has more than one spelling. */
    public static String sign(int type) {
        String literal = MvqLexer.VOCABULARY.getLiteralName(type);
        return literal == null ? "" : literal.substring(1, literal.length() - 1);
    }

    private static List<String> read() {
        TreeSet<String> words = new TreeSet<>();
        for (int type = 1; type <= MvqLexer.VOCABULARY.getMaxTokenType(); type++) {
            if (!of(type).isEmpty()) {
                words.add(of(type));
            }
        }
        return List.copyOf(new ArrayList<>(words));
    }
}
