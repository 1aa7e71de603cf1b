package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Conditions to DuckDB SQL with bound parameters. Kinds that do not go together are refused at the literal. */
final class PredicateCompiler {
    private final Problems problems;
    private final ValueCompiler values;

    /** Over rows of these columns. */
    PredicateCompiler(Schema schema, Problems problems) {
        this.problems = problems;
        this.values = new ValueCompiler(schema, problems, this);
    }

    /** Over rows of which each gives aggregates of a group. */
    PredicateCompiler(Schema schema, Problems problems, AggregateCompiler aggregates) {
        this.problems = problems;
        this.values = new ValueCompiler(schema, problems, this, aggregates);
    }

    ValueCompiler values() {
        return values;
    }

    /** A condition: of any other kind it is refused. */
    Sql condition(Expression expression) {
        Sql sql = compile(expression);
        if (!sql.kind().goesWith(Kind.TRUTH)) {
            problems.add(Diagnostic.of(
                    expression.span(),
                    "expected a condition, and this is " + sql.kind().words(),
                    "compare it, such as dte < 30"));
            return Sql.UNKNOWN;
        }
        return sql;
    }

    Sql compile(Expression expression) {
        return switch (expression) {
            case Expression.And e -> joined(e.terms(), " AND ");
            case Expression.Or e -> joined(e.terms(), " OR ");
            case Expression.Not e -> Sql.of(Kind.TRUTH, "(NOT $)", condition(e.condition()));
            case Expression.Compared e -> compared(e);
            case Expression.Between e -> between(e);
            case Expression.Among e -> among(e);
            case Expression.Matched e -> matched(e);
            case Expression.Absent e ->
                Sql.of(Kind.TRUTH, e.negated() ? "($ IS NOT NULL)" : "($ IS NULL)", compile(e.value()));
            case Expression.Arithmetic e -> values.compile(e);
            case Expression.Negative e -> values.compile(e);
            case Expression.Call e -> values.compile(e);
            case Expression.Column e -> values.compile(e);
            case Expression.Numeric e -> values.compile(e);
            case Expression.Text e -> values.compile(e);
            case Expression.CalendarDay e -> values.compile(e);
            case Expression.Truth e -> values.compile(e);
            case Expression.Nothing e -> values.compile(e);
            case Expression.ContractName e -> values.compile(e);
            case Expression.Everything e -> values.compile(e);
            case Expression.Parameter e -> values.compile(e);
            case Expression.Refused e -> values.compile(e);
        };
    }

    private Sql joined(List<Expression> terms, String between) {
        return Sql.joined(
                Kind.TRUTH,
                "(",
                between,
                ")",
                terms.stream().map(this::condition).toList());
    }

    private Sql compared(Expression.Compared e) {
        if (refusesNull(e, e.left()) || refusesNull(e, e.right())) {
            return Sql.UNKNOWN;
        }
        boolean literalFirst = e.left() instanceof Expression.Text && !(e.right() instanceof Expression.Text);
        Sql left = literalFirst ? values.beside(e.left(), compile(e.right())) : compile(e.left());
        Sql right = literalFirst ? compile(e.right()) : values.beside(e.right(), left);
        boolean ordered = e.comparison() != Comparison.EQUAL && e.comparison() != Comparison.UNEQUAL;
        if (ordered && left.kind() == Kind.TRUTH) {
            problems.add(Diagnostic.of(e.span(), "true and false have no order", "compare them with = or <>"));
        }
        boolean blameLeft = literalFirst || (values.isLiteral(e.left()) && !values.isLiteral(e.right()));
        if (blameLeft) {
            values.expectSameKind(e.left(), left, right);
        } else {
            values.expectSameKind(e.right(), right, left);
        }
        return Sql.of(Kind.TRUTH, "($ " + e.comparison().sign() + " $)", left, right);
    }

    private boolean refusesNull(Expression.Compared e, Expression side) {
        if (!(side instanceof Expression.Nothing)) {
            return false;
        }
        String remedy = e.comparison() == Comparison.UNEQUAL ? "write IS NOT NULL" : "write IS NULL";
        problems.add(Diagnostic.of(side.span(), "nothing compares with NULL", remedy));
        return true;
    }

    private Sql between(Expression.Between e) {
        Sql value = compile(e.value());
        Sql low = values.beside(e.low(), value);
        Sql high = values.beside(e.high(), value);
        values.expectSameKind(e.low(), low, value);
        values.expectSameKind(e.high(), high, value);
        return Sql.of(Kind.TRUTH, e.negated() ? "($ NOT BETWEEN $ AND $)" : "($ BETWEEN $ AND $)", value, low, high);
    }

    private Sql among(Expression.Among e) {
        Sql value = compile(e.value());
        List<Sql> parts = new ArrayList<>();
        for (Expression choice : e.choices()) {
            Sql sql = values.beside(choice, value);
            values.expectSameKind(choice, sql, value);
            parts.add(sql);
        }
        Sql listed = Sql.joined(Kind.UNKNOWN, "(", ", ", ")", parts);
        return Sql.of(Kind.TRUTH, e.negated() ? "($ NOT IN $)" : "($ IN $)", value, listed);
    }

    /** On {@code contract} an underscore is itself: every contract has three. */
    private Sql matched(Expression.Matched e) {
        Sql value = compile(e.value());
        if (!value.kind().goesWith(Kind.TEXT)) {
            problems.add(Diagnostic.of(
                    e.value().span(),
                    "LIKE looks at texts, and this is " + value.kind().words()));
        }
        if (e.pattern() instanceof Expression.Parameter) {
            return Sql.UNKNOWN;
        }
        if (!(e.pattern() instanceof Expression.Text pattern)) {
            problems.add(
                    Diagnostic.of(e.pattern().span(), "LIKE takes a text in single quotes", "such as LIKE 'AAPL%'"));
            return Sql.UNKNOWN;
        }
        if (!value.column().equals("contract")) {
            Sql like = Sql.parameter(pattern.text(), Kind.TEXT);
            return Sql.of(Kind.TRUTH, e.negated() ? "($ NOT LIKE $)" : "($ LIKE $)", value, like);
        }
        String literal =
                pattern.text().toUpperCase(Locale.ROOT).replace("\\", "\\\\").replace("_", "\\_");
        return Sql.of(
                Kind.TRUTH,
                e.negated() ? "not_like_escape($, $, $)" : "like_escape($, $, $)",
                value,
                Sql.parameter(literal, Kind.TEXT),
                Sql.parameter("\\", Kind.TEXT));
    }
}
