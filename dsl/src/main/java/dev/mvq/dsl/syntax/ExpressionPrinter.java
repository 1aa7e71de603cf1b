package dev.mvq.dsl.syntax;

import dev.mvq.grammar.Keywords;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Expressions back to text, with the parentheses that their tree needs and no others. */
public final class ExpressionPrinter {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern CONTRACT = Pattern.compile("(?i)[A-Z0-9.]+_[0-9]{6,}.*|.*[0-9]{6}[CP][0-9]{8}");

    /** How tight a node binds; a looser one inside a tighter one needs parentheses. */
    private static final int OR = 1;

    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int PREDICATE = 4;
    private static final int SUM = 5;
    private static final int PRODUCT = 6;
    private static final int SIGN = 7;
    private static final int PRIMARY = 8;

    private ExpressionPrinter() {}

    /** The expression on one line. */
    public static String print(Expression expression) {
        return print(expression, OR);
    }

    /** The expression where a value stands: a condition in parentheses. */
    static String value(Expression expression) {
        return print(expression, SUM);
    }

    private static String print(Expression expression, int tightness) {
        String bare = bare(expression);
        return binding(expression) < tightness ? "(" + bare + ")" : bare;
    }

    private static String bare(Expression expression) {
        return switch (expression) {
            case Expression.Or e -> SyntaxPrinter.joined(e.terms(), term -> print(term, AND), " OR ");
            case Expression.And e -> SyntaxPrinter.joined(e.terms(), term -> print(term, NOT), " AND ");
            case Expression.Not e -> "NOT " + print(e.condition(), NOT);
            case Expression.Compared e ->
                print(e.left(), SUM) + " " + e.comparison().sign() + " " + print(e.right(), SUM);
            case Expression.Between e ->
                print(e.value(), SUM) + not(e.negated()) + " BETWEEN " + print(e.low(), SUM) + " AND "
                        + print(e.high(), SUM);
            case Expression.Among e -> print(e.value(), SUM) + not(e.negated()) + " IN " + listed(e.choices(), SUM);
            case Expression.Matched e -> print(e.value(), SUM) + not(e.negated()) + " LIKE " + print(e.pattern(), SUM);
            case Expression.Absent e -> print(e.value(), SUM) + " IS" + not(e.negated()) + " NULL";
            case Expression.Arithmetic e -> arithmetic(e);
            case Expression.Negative e -> "-" + print(e.value(), PRIMARY);
            case Expression.Call e -> e.function().text() + listed(e.arguments(), OR);
            case Expression.Column e -> column(e.name().text());
            case Expression.Numeric e -> e.number().text();
            case Expression.Text e -> SyntaxPrinter.text(e.text());
            case Expression.CalendarDay e -> e.date().toString();
            case Expression.Truth e -> String.valueOf(e.value());
            case Expression.Nothing e -> "NULL";
            case Expression.ContractName e -> e.contract().name();
            case Expression.Everything e -> "*";
            case Expression.Parameter e -> ":" + e.name();
            case Expression.Refused e -> "?";
        };
    }

    private static int binding(Expression expression) {
        return switch (expression) {
            case Expression.Or e -> OR;
            case Expression.And e -> AND;
            case Expression.Not e -> NOT;
            case Expression.Compared e -> PREDICATE;
            case Expression.Between e -> PREDICATE;
            case Expression.Among e -> PREDICATE;
            case Expression.Matched e -> PREDICATE;
            case Expression.Absent e -> PREDICATE;
            case Expression.Arithmetic e -> e.operation().multiplies() ? PRODUCT : SUM;
            case Expression.Negative e -> SIGN;
            case Expression.Call e -> PRIMARY;
            case Expression.Column e -> PRIMARY;
            case Expression.Numeric e -> PRIMARY;
            case Expression.Text e -> PRIMARY;
            case Expression.CalendarDay e -> PRIMARY;
            case Expression.Truth e -> PRIMARY;
            case Expression.Nothing e -> PRIMARY;
            case Expression.ContractName e -> PRIMARY;
            case Expression.Everything e -> PRIMARY;
            case Expression.Parameter e -> PRIMARY;
            case Expression.Refused e -> PRIMARY;
        };
    }

    private static String arithmetic(Expression.Arithmetic e) {
        int own = binding(e);
        return print(e.left(), own) + " " + e.operation().sign() + " " + print(e.right(), own + 1);
    }

    private static String listed(List<Expression> parts, int tightness) {
        return "(" + SyntaxPrinter.joined(parts, part -> print(part, tightness), ", ") + ")";
    }

    private static String not(boolean negated) {
        return negated ? " NOT" : "";
    }

    /** A column's name; in double quotes where it is no plain word. */
    public static String column(String name) {
        boolean bare = WORD.matcher(name).matches()
                && !Keywords.NOT_COLUMNS.contains(name.toUpperCase(Locale.ROOT))
                && !CONTRACT.matcher(name).matches();
        return bare ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
