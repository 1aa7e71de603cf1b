package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.dsl.syntax.Expression;
import java.util.ArrayList;
import java.util.List;

/** Calls of functions to DuckDB SQL. */
public final class FunctionCompiler {
    /** Functions of one row's values. */
    public static final List<String> FUNCTIONS = List.of(
            "abs",
            "ceil",
            "coalesce",
            "day",
            "exp",
            "floor",
            "greatest",
            "least",
            "log",
            "month",
            "round",
            "sqrt",
            "year");

    private final Problems problems;
    private final ValueCompiler values;

    FunctionCompiler(Problems problems, ValueCompiler values) {
        this.problems = problems;
        this.values = values;
    }

    Sql compile(Expression.Call call) {
        String function = call.function().lower();
        return switch (function) {
            case "abs", "ceil", "floor" -> ofNumber(call, function + "($)");
            // Outside their domains these give NaN in DuckDB, and null here.
            case "exp" -> ofNumber(call, "exp($)");
            case "log" -> defined(call, ofNumber(call, "ln(nullif($, 0))"));
            case "sqrt" -> defined(call, ofNumber(call, "sqrt($)"));
            case "round" -> round(call);
            case "least", "greatest", "coalesce" -> alike(call, function);
            case "year", "month", "day" -> ofDate(call, function);
            default -> unknown(call, function);
        };
    }

    private Sql ofNumber(Expression.Call call, String template) {
        return takes(call, 1, 1)
                ? Sql.of(Kind.NUMBER, template, values.number(call.arguments().getFirst()))
                        .known()
                : Sql.UNKNOWN;
    }

    private Sql defined(Expression.Call call, Sql sql) {
        return Sql.of(sql.kind(), "nullif($, $)", values.nullable(call, sql), Sql.parameter(Double.NaN, Kind.NUMBER))
                .known();
    }

    private Sql round(Expression.Call call) {
        if (!takes(call, 1, 2)) {
            return Sql.UNKNOWN;
        }
        Sql number = values.number(call.arguments().getFirst());
        return call.arguments().size() == 1
                ? Sql.of(Kind.NUMBER, "round($)", number)
                : Sql.of(
                        Kind.NUMBER,
                        "round($, CAST($ AS INTEGER))",
                        number,
                        values.number(call.arguments().getLast()));
    }

    private Sql ofDate(Expression.Call call, String function) {
        if (!takes(call, 1, 1)) {
            return Sql.UNKNOWN;
        }
        Expression argument = call.arguments().getFirst();
        Sql date = values.beside(argument, Sql.parameter("", Kind.DATE));
        if (!date.kind().goesWith(Kind.DATE)) {
            problems.add(Diagnostic.of(
                    argument.span(),
                    "expected a date, and this is " + date.kind().words()));
            return Sql.UNKNOWN;
        }
        return Sql.of(Kind.NUMBER, function + "($)", date.bound());
    }

    private Sql alike(Expression.Call call, String function) {
        if (!takes(call, 2, Integer.MAX_VALUE)) {
            return Sql.UNKNOWN;
        }
        Sql first = values.compile(call.arguments().getFirst());
        List<Sql> all = new ArrayList<>();
        all.add(first);
        for (Expression argument : call.arguments().subList(1, call.arguments().size())) {
            Sql sql = values.beside(argument, first);
            values.expectSameKind(argument, sql, first);
            all.add(sql);
        }
        boolean numbers = first.kind() == Kind.NUMBER;
        Sql joined = Sql.joined(
                first.kind(),
                function + "(",
                ", ",
                ")",
                all.stream().map(numbers ? Sql::real : Sql::bound).toList());
        return numbers ? joined.known() : joined;
    }

    boolean takes(Expression.Call call, int least, int most) {
        int given = call.arguments().size();
        if (given >= least && given <= most) {
            return true;
        }
        String wanted = most == Integer.MAX_VALUE
                ? least + " values or more"
                : least == most ? (least == 1 ? "one value" : least + " values") : least + " or " + most + " values";
        problems.add(
                Diagnostic.of(call.span(), call.function().lower() + " takes " + wanted + ", and here are " + given));
        return false;
    }

    private Sql unknown(Expression.Call call, String function) {
        String name = call.function().text();
        if (AggregateCompiler.NAMES.contains(function)) {
            problems.add(Diagnostic.of(
                    call.function().span(),
                    "'" + name + "' sums up rows, and here each row stands alone",
                    "| STATS takes it"));
        } else {
            List<String> near = function.equals("ln") ? List.of("log") : Spelling.nearest(name, FUNCTIONS);
            String remedy = near.isEmpty() ? "functions are " + String.join(", ", FUNCTIONS) : "";
            problems.add(new Diagnostic(call.function().span(), "unknown function '" + name + "'", near, remedy));
        }
        return Sql.UNKNOWN;
    }
}
