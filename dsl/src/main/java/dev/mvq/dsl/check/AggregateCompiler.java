package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Expression;
import java.util.List;

/** Aggregates of STATS to DuckDB SQL. Their arguments are values of one row. */
final class AggregateCompiler {
    /** Functions of all rows of a group. */
    static final List<String> NAMES =
            List.of("avg", "corr", "count", "first", "last", "max", "median", "min", "stddev", "sum");

    private final Problems problems;
    private final ValueCompiler rows;

    AggregateCompiler(Schema schema, Problems problems) {
        this.problems = problems;
        this.rows = new PredicateCompiler(schema, problems).values();
    }

    Sql compile(Expression.Call call) {
        String name = call.function().lower();
        return switch (name) {
            case "count" -> count(call);
            case "sum", "avg", "median" -> ofNumber(call, name + "($)");
            case "stddev" -> ofNumber(call, "stddev_samp($)");
            case "min", "max", "first", "last" -> ofAny(call, name + "($)");
            case "corr" -> corr(call);
            default -> throw new IllegalStateException("no aggregate " + name);
        };
    }

    /** A column outside an aggregate; {@code count} alone counts rows. */
    Sql bare(Expression.Column column) {
        if (column.name().lower().equals("count")) {
            return Sql.of(Kind.NUMBER, "count(*)");
        }
        String name = column.name().text();
        if (NAMES.contains(column.name().lower())) {
            problems.add(Diagnostic.of(column.span(), name + " of which column?", "such as " + name + "(iv)"));
            return Sql.UNKNOWN;
        }
        problems.add(Diagnostic.of(
                column.span(),
                "'" + name + "' is a value of one row, and STATS sums up many",
                "such as avg(" + name + "), or BY " + name));
        return Sql.UNKNOWN;
    }

    private Sql count(Expression.Call call) {
        boolean all = call.arguments().isEmpty() || call.arguments().getFirst() instanceof Expression.Everything;
        if (all && call.arguments().size() <= 1) {
            return Sql.of(Kind.NUMBER, "count(*)");
        }
        return takes(call, 1)
                ? Sql.of(Kind.NUMBER, "count($)", rows.compile(call.arguments().getFirst()))
                : Sql.UNKNOWN;
    }

    private Sql ofNumber(Expression.Call call, String template) {
        return takes(call, 1)
                ? Sql.of(Kind.NUMBER, template, rows.number(call.arguments().getFirst()))
                : Sql.UNKNOWN;
    }

    private Sql ofAny(Expression.Call call, String template) {
        if (!takes(call, 1)) {
            return Sql.UNKNOWN;
        }
        Sql value = rows.compile(call.arguments().getFirst()).typed();
        return Sql.of(value.kind(), template, value);
    }

    /** Of rows that do not vary there is none: DuckDB says NaN. */
    private Sql corr(Expression.Call call) {
        if (!takes(call, 2)) {
            return Sql.UNKNOWN;
        }
        Sql corr = Sql.of(
                Kind.NUMBER,
                "corr($, $)",
                rows.number(call.arguments().getFirst()),
                rows.number(call.arguments().getLast()));
        return Sql.of(Kind.NUMBER, "nullif($, $)", corr, Sql.parameter(Double.NaN, Kind.NUMBER));
    }

    private boolean takes(Expression.Call call, int wanted) {
        int given = call.arguments().size();
        if (given != wanted) {
            problems.add(Diagnostic.of(
                    call.span(),
                    call.function().lower() + " takes " + (wanted == 1 ? "one value" : wanted + " values")
                            + ", and here are " + given));
        }
        return given == wanted;
    }
}
