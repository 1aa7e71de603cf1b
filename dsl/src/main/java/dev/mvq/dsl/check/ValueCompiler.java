package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.dsl.parse.CalendarDays;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Operation;
import dev.mvq.dsl.syntax.ExpressionPrinter;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.MalformedContractException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of conditions to DuckDB SQL: columns, literals, arithmetic. Where a number has no value, as x/0, it is null. */
final class ValueCompiler {
    /** What people call a column that is called otherwise. */
    private static final Map<String, List<String>> OTHERWISE = Map.ofEntries(
            Map.entry("price", List.of("mid", "last", "underlying_price")),
            Map.entry("volatility", List.of("iv")),
            Map.entry("implied_volatility", List.of("iv")),
            Map.entry("implied_vol", List.of("iv")),
            Map.entry("vol", List.of("iv", "volume")),
            Map.entry("oi", List.of("open_interest")),
            Map.entry("days", List.of("dte")),
            Map.entry("expiration", List.of("expiry")),
            Map.entry("ticker", List.of("underlying")),
            Map.entry("symbol", List.of("underlying", "contract")),
            Map.entry("right", List.of("type")),
            Map.entry("spot", List.of("underlying_price")));

    /** Each doubles the work: eight take about a tenth of a second to plan. */
    private static final int MOST_NULLINGS = 8;

    /** So many columns one can read. */
    private static final int FEW = 12;

    private final Map<String, String> columns;
    private final boolean open;
    private final @Nullable AggregateCompiler aggregates;
    private final Problems problems;
    private final PredicateCompiler conditions;
    private final FunctionCompiler functions;

    ValueCompiler(Schema schema, Problems problems, PredicateCompiler conditions) {
        this(schema, problems, conditions, null);
    }

    /** @param aggregates where a value is one of a group's, and columns stand only inside aggregates; else null */
    ValueCompiler(
            Schema schema, Problems problems, PredicateCompiler conditions, @Nullable AggregateCompiler aggregates) {
        this.columns = schema.lower();
        this.open = schema.open();
        this.problems = problems;
        this.conditions = conditions;
        this.aggregates = aggregates;
        this.functions = new FunctionCompiler(problems, this);
    }

    Sql compile(Expression expression) {
        return switch (expression) {
            case Expression.Arithmetic e -> arithmetic(e);
            case Expression.Negative e -> negative(e);
            case Expression.Call e -> call(e);
            case Expression.Column e -> aggregates == null ? column(e) : aggregates.bare(e);
            case Expression.Numeric e -> number(e.number());
            case Expression.Text e -> Sql.parameter(e.text(), Kind.TEXT);
            case Expression.CalendarDay e -> Sql.parameter(e.date(), Kind.DATE);
            case Expression.Truth e -> Sql.parameter(e.value(), Kind.TRUTH);
            case Expression.ContractName e -> Sql.parameter(e.contract().name(), Kind.TEXT);
            case Expression.Nothing e -> {
                problems.add(Diagnostic.of(e.span(), "NULL cannot stand here", "ask for it with IS NULL"));
                yield Sql.UNKNOWN;
            }
            case Expression.Everything e -> everything(e);
            case Expression.Parameter e -> Sql.UNKNOWN;
            case Expression.Refused e -> Sql.UNKNOWN;
            default -> conditions.compile(expression);
        };
    }

    private Sql call(Expression.Call call) {
        if (aggregates != null
                && AggregateCompiler.NAMES.contains(call.function().lower())) {
            return aggregates.compile(call);
        }
        return functions.compile(call);
    }

    private Sql everything(Expression.Everything e) {
        problems.add(Diagnostic.of(e.span(), "'*' stands only in count(*)"));
        return Sql.UNKNOWN;
    }

    boolean isLiteral(Expression expression) {
        return switch (expression) {
            case Expression.Numeric e -> true;
            case Expression.Text e -> true;
            case Expression.CalendarDay e -> true;
            case Expression.Truth e -> true;
            case Expression.ContractName e -> true;
            case Expression.Negative e -> isLiteral(e.value());
            default -> false;
        };
    }

    /** A value beside another: a text beside a date is a date, beside a contract a contract, beside a type a type. */
    Sql beside(Expression expression, Sql other) {
        if (!(expression instanceof Expression.Text text)) {
            return compile(expression);
        }
        if (other.kind() == Kind.DATE) {
            LocalDate date = CalendarDays.read(text.text(), text.span(), problems::add);
            return date == null ? Sql.UNKNOWN : Sql.parameter(date, Kind.DATE);
        }
        return switch (other.column()) {
            case "contract" -> contract(text);
            case "type" -> type(text);
            default -> compile(expression);
        };
    }

    private Sql contract(Expression.Text text) {
        try {
            return Sql.parameter(ContractParser.parse(text.text()).name(), Kind.TEXT);
        } catch (MalformedContractException malformed) {
            problems.add(
                    Diagnostic.of(text.span(), malformed.getMessage(), "a contract is written AAPL_20240119_150_C"));
            return Sql.UNKNOWN;
        }
    }

    private Sql type(Expression.Text text) {
        return switch (text.text().toUpperCase(Locale.ROOT)) {
            case "C", "CALL" -> Sql.parameter("C", Kind.TEXT);
            case "P", "PUT" -> Sql.parameter("P", Kind.TEXT);
            case "S" -> Sql.parameter("S", Kind.TEXT);
            default -> {
                if (!ofContracts()) {
                    yield Sql.parameter(text.text(), Kind.TEXT);
                }
                problems.add(Diagnostic.misspelled(
                        text.span(),
                        "there is no type '" + text.text() + "'",
                        text.text(),
                        List.of("call", "put", "C", "P", "S")));
                yield Sql.UNKNOWN;
            }
        };
    }

    /** Whether a column called type is that of contracts: lists of indices have one of their own. */
    private boolean ofContracts() {
        return columns.containsKey("contract") || columns.containsKey("underlying") || columns.containsKey("strike");
    }

    /** Complains at the value where it does not go with the other. */
    void expectSameKind(Expression blamed, Sql value, Sql other) {
        if (value.kind().goesWith(other.kind())) {
            return;
        }
        String what = other.column().isEmpty() ? "the other side" : other.column();
        String message = ExpressionPrinter.print(blamed) + " is " + value.kind().words() + ", and " + what + " is "
                + other.kind().words();
        boolean quotedNumber = other.kind() == Kind.NUMBER
                && blamed instanceof Expression.Text text
                && text.text().matches("-?[0-9.]+");
        problems.add(Diagnostic.of(blamed.span(), message, quotedNumber ? "write it without quotes" : ""));
    }

    /** Complains where the value is no number. */
    Sql number(Expression expression) {
        Sql sql = compile(expression);
        if (!sql.kind().goesWith(Kind.NUMBER)) {
            problems.add(Diagnostic.of(
                    expression.span(),
                    "expected a number, and this is " + sql.kind().words()));
            return Sql.UNKNOWN;
        }
        return sql.real();
    }

    private static Sql number(Num number) {
        boolean whole = number.isWhole()
                && !number.text().contains(".")
                && !number.text().contains("%");
        Object value = whole ? (Object) (long) number.value() : (Object) number.value();
        return Sql.parameter(value, Kind.NUMBER);
    }

    private Sql negative(Expression.Negative e) {
        if (e.value() instanceof Expression.Numeric literal) {
            Num number = literal.number();
            return number(new Num(-number.value(), number.text(), e.span()));
        }
        return Sql.of(Kind.NUMBER, "(-$)", number(e.value())).known();
    }

    private Sql column(Expression.Column e) {
        return column(
                e.name(), "a text is written in single quotes, '" + e.name().text() + "'");
    }

    /** The column, where only a column can stand. */
    Sql named(Name name) {
        return column(name, "");
    }

    private Sql column(Name name, String otherwise) {
        String kind = columns.get(name.lower());
        if (kind != null) {
            return Sql.column(name.lower(), Kind.ofColumn(kind));
        }
        if (open) {
            return Sql.column(name.lower(), Kind.UNKNOWN);
        }
        List<String> near = OTHERWISE.getOrDefault(name.lower(), List.of()).stream()
                .filter(columns::containsKey)
                .toList();
        if (near.isEmpty()) {
            near = Spelling.nearest(name.text(), columns.keySet());
        }
        String all = columns.size() <= FEW ? Spelling.oneOf(List.copyOf(columns.keySet())) : otherwise;
        problems.add(
                new Diagnostic(name.span(), "unknown column '" + name.text() + "'", near, near.isEmpty() ? all : ""));
        return Sql.UNKNOWN;
    }

    private Sql arithmetic(Expression.Arithmetic e) {
        Sql left = compile(e.left());
        Sql right = beside(e.right(), e.operation() == Operation.SUBTRACT ? left : Sql.UNKNOWN);
        if (left.kind() == Kind.DATE || right.kind() == Kind.DATE) {
            return dates(e, left, right);
        }
        Sql a = numeric(e.left(), left);
        Sql b = numeric(e.right(), right);
        return switch (e.operation()) {
            case ADD -> Sql.of(Kind.NUMBER, "($ + $)", a, b).known();
            case SUBTRACT -> Sql.of(Kind.NUMBER, "($ - $)", a, b).known();
            case MULTIPLY -> Sql.of(Kind.NUMBER, "($ * $)", a, b).known();
            case DIVIDE ->
                Sql.of(Kind.NUMBER, "($ / nullif($, 0))", a, nullable(e, b)).known();
            case MODULO ->
                Sql.of(Kind.NUMBER, "($ % nullif($, 0))", a, nullable(e, b)).known();
        };
    }

    /** The value, where not too much that may have no value stands in it. */
    Sql nullable(Expression expression, Sql sql) {
        if (sql.nullings() < MOST_NULLINGS) {
            return sql;
        }
        problems.add(Diagnostic.of(
                expression.span(),
                "divisions, logarithms and roots stand too deep in each other",
                "name what is inside by a DERIVE of its own"));
        return Sql.UNKNOWN;
    }

    private Sql numeric(Expression expression, Sql sql) {
        if (!sql.kind().goesWith(Kind.NUMBER)) {
            String message = ExpressionPrinter.print(expression) + " is "
                    + sql.kind().words() + ", and arithmetic takes numbers";
            problems.add(Diagnostic.of(expression.span(), message));
            return Sql.UNKNOWN;
        }
        return sql.real();
    }

    /** date ± number is a date, date - date is days. */
    private Sql dates(Expression.Arithmetic e, Sql left, Sql right) {
        boolean minus = e.operation() == Operation.SUBTRACT;
        boolean plus = e.operation() == Operation.ADD;
        if (minus && left.kind() == Kind.DATE && right.kind() == Kind.DATE) {
            return Sql.of(Kind.NUMBER, "(CAST($ AS DATE) - CAST($ AS DATE))", left, right);
        }
        if (left.kind() == Kind.DATE && right.kind().goesWith(Kind.NUMBER) && (plus || minus)) {
            return Sql.of(Kind.DATE, "($ " + e.operation().sign() + " CAST($ AS INTEGER))", left.bound(), right);
        }
        if (plus && left.kind().goesWith(Kind.NUMBER)) {
            return Sql.of(Kind.DATE, "($ + CAST($ AS INTEGER))", right.bound(), left);
        }
        Expression blamed = right.kind() == Kind.DATE && left.kind() != Kind.DATE ? e.left() : e.right();
        problems.add(Diagnostic.of(blamed.span(), "with a date go only date + days, date - days and date - date"));
        return Sql.UNKNOWN;
    }
}
