package dev.mvq.dsl.ask;

import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import dev.mvq.dsl.syntax.ExpressionPrinter;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.StagePrinter;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.SyntaxPrinter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Statements in one form for all that the examples' rules take as equal. */
final class SameStatement {
    private final LocalDate today;
    private final boolean sameLatest;

    private SameStatement(LocalDate today, boolean sameLatest) {
        this.today = today;
        this.sameLatest = sameLatest;
    }

    /** The form of a statement that was asked for in these words. */
    static String form(String statement, LocalDate today, String words) {
        Statement parsed = StatementReader.read(new Source("form", statement), statement)
                .getFirst()
                .statement()
                .orElseThrow(() -> new IllegalArgumentException("does not parse: " + statement));
        boolean says = words.toLowerCase(Locale.ROOT).matches("(?s).*\\btoday\\b.*");
        return new SameStatement(today, !says).form(parsed);
    }

    private String form(Statement statement) {
        return switch (statement) {
            case Statement.Piped piped -> piped(piped);
            case Statement.Explain explain -> "EXPLAIN " + explain.analyze() + " " + form(explain.explained());
            case Statement.Let let -> "LET " + let.name().lower() + " = " + form(let.statement());
            case Statement.Compare s ->
                "COMPARE " + dated(s.left()) + " WITH " + dated(s.right()) + " " + clauses(s, s.clauses());
            default -> head(statement) + " " + clauses(statement, statement.clauses());
        };
    }

    private String dated(Statement.Dated dated) {
        String subjects =
                dated.subjects().stream().map(SyntaxPrinter::subject).sorted().collect(Collectors.joining(","));
        return subjects
                + dated.at()
                        .map(at -> day(at.day()))
                        .filter(day -> !day.equals("LATEST") && !(sameLatest && day.equals(today.toString())))
                        .map(day -> " AT " + day)
                        .orElse("");
    }

    /** What stands before the clauses. */
    private static String head(Statement statement) {
        String printed = SyntaxPrinter.print(statement);
        int cut = printed.length();
        for (Clause clause : statement.clauses()) {
            cut = Math.min(cut, printed.indexOf(" " + SyntaxPrinter.print(clause)));
        }
        return printed.substring(0, cut);
    }

    private String clauses(Statement statement, List<Clause> clauses) {
        return clauses.stream()
                .map(clause -> clause(statement, clause))
                .filter(each -> !each.isEmpty())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private String clause(Statement statement, Clause clause) {
        boolean subject = statement instanceof Statement.SimilarTo || statement instanceof Statement.Describe;
        return switch (clause) {
            case Clause.At at -> {
                String day = day(at.day());
                boolean newest = day.equals("LATEST") || (sameLatest && day.equals(today.toString()));
                yield subject && newest ? "" : "AT " + (sameLatest && newest ? "LATEST" : day);
            }
            case Clause.During during -> "DURING " + period(during.period());
            case Clause.On on -> on(on);
            case Clause.Limit limit ->
                limit.k().value() == 20 && statement instanceof Statement.SimilarTo
                        ? ""
                        : "K " + limit.k().value();
            case Clause.Threshold threshold -> "THRESHOLD " + threshold.least().value();
            case Clause.MinSpread least -> "MIN SPREAD " + least.least().value();
            case Clause.MaxRisk most -> "MAX RISK " + most.most().value();
            case Clause.Sensitivity x -> "SENSITIVITY " + x.deviations().value();
            case Clause.Where where -> where(terms(where.condition()));
            case Clause.In in ->
                in.tickers().isEmpty()
                        ? ""
                        : list(
                                "IN",
                                in.tickers().stream()
                                        .map(SyntaxPrinter::subject)
                                        .toList());
            case Clause.Like like ->
                "LIKE " + like.pattern().text().replaceAll("_?%$", "%").toUpperCase(Locale.ROOT);
            default -> SyntaxPrinter.print(clause).toLowerCase(Locale.ROOT);
        };
    }

    private static String list(String keyword, List<String> names) {
        return keyword + " " + names.stream().sorted().collect(Collectors.joining(","));
    }

    private String on(Clause.On on) {
        double total = on.modalities().stream()
                .mapToDouble(each -> each.weight().map(weight -> weight.value()).orElse(1.0))
                .sum();
        String form = on.modalities().stream()
                .map(each -> each.modality().lower()
                        + String.format(
                                Locale.ROOT,
                                " %.4f",
                                each.weight().map(weight -> weight.value()).orElse(1.0) / total))
                .sorted()
                .collect(Collectors.joining(", "));
        return form.equals("fused 1.0000") ? "" : "ON " + form;
    }

    private String day(Day day) {
        return switch (day) {
            case Day.On on -> on.date().toString();
            case Day.Today now -> today.toString();
            case Day.Latest latest -> sameLatest ? today.toString() : "LATEST";
            case Day.Parameter parameter -> parameter.name();
        };
    }

    private String period(Period period) {
        return switch (period) {
            case Period.Back back -> back.count().value() + " " + back.unit();
            case Period.Single single -> end(single.end(), true) + " .. " + end(single.end(), false);
            case Period.Range range -> end(range.from(), true) + " .. " + end(range.to(), false);
        };
    }

    private String end(Period.End end, boolean first) {
        return switch (end) {
            case Period.End.Calendar calendar -> (first ? calendar.first() : calendar.last()).toString();
            case Period.End.Newest newest -> day(newest.day());
        };
    }

    private static List<Expression> terms(Expression expression) {
        return expression instanceof Expression.And and
                ? and.terms().stream().flatMap(each -> terms(each).stream()).toList()
                : List.of(expression);
    }

    private static String where(List<Expression> terms) {
        Map<String, List<Expression.Compared>> sides = new HashMap<>();
        List<String> forms = new ArrayList<>();
        for (Expression term : terms) {
            if (term instanceof Expression.Compared compared
                    && (compared.comparison() == Comparison.GREATER_EQUAL
                            || compared.comparison() == Comparison.LESS_EQUAL)) {
                sides.computeIfAbsent(print(compared.left()), key -> new ArrayList<>())
                        .add(compared);
            } else if (term instanceof Expression.Between between && !between.negated()) {
                forms.add(print(between.value()) + " >= " + print(between.low()));
                forms.add(print(between.value()) + " <= " + print(between.high()));
            } else {
                forms.add(print(term));
            }
        }
        sides.values().forEach(list -> list.forEach(each -> forms.add(print(each))));
        return "WHERE " + forms.stream().sorted().collect(Collectors.joining(" AND "));
    }

    private static String print(Expression expression) {
        return switch (expression) {
            case Expression.Numeric number -> String.valueOf(number.number().value());
            case Expression.Compared e -> print(e.left()) + " " + e.comparison().sign() + " " + right(e);
            case Expression.Column column -> column.name().lower();
            case Expression.Call call ->
                call.function().lower()
                        + call.arguments().stream().map(SameStatement::print).toList();
            case Expression.Or or ->
                or.terms().stream()
                        .map(each -> where(terms(each)))
                        .sorted()
                        .toList()
                        .toString();
            case Expression.And and -> where(terms(and));
            default -> ExpressionPrinter.print(expression);
        };
    }

    private static String right(Expression.Compared compared) {
        boolean type = compared.left() instanceof Expression.Column column
                && column.name().lower().equals("type");
        return type && compared.right() instanceof Expression.Text text
                ? text.text().substring(0, 1).toUpperCase(Locale.ROOT)
                : print(compared.right());
    }

    private String piped(Statement.Piped piped) {
        List<Stage> stages = new ArrayList<>(piped.stages());
        Statement source = piped.source();
        if (source instanceof Statement.From from && stages.getFirst() instanceof Stage.Where where) {
            source = merged(from, where.condition());
            stages.removeFirst();
        }
        Map<String, String> names = new HashMap<>();
        StringBuilder form = new StringBuilder(form(source));
        stages.forEach(stage -> form.append(" | ").append(stage(stage, names)));
        return form.toString();
    }

    private static Statement merged(Statement.From from, Expression condition) {
        List<Expression> terms = new ArrayList<>(terms(condition));
        List<Clause> clauses = new ArrayList<>();
        for (Clause clause : from.clauses()) {
            if (clause instanceof Clause.Where where) {
                terms.addAll(0, terms(where.condition()));
            } else {
                clauses.add(clause);
            }
        }
        clauses.add(new Clause.Where(
                terms.size() == 1 ? terms.getFirst() : new Expression.And(terms, from.span()), from.span()));
        return new Statement.From(from.source(), clauses, from.span());
    }

    private static String stage(Stage stage, Map<String, String> names) {
        return switch (stage) {
            case Stage.Where where -> where(terms(where.condition()));
            case Stage.Stats stats -> stats(stats, names);
            case Stage.Sort sort ->
                "SORT "
                        + sort.keys().stream()
                                .map(key -> names.getOrDefault(print(key.value()), print(key.value())) + " "
                                        + key.descending())
                                .collect(Collectors.joining(","));
            default -> StagePrinter.print(stage);
        };
    }

    private static String stats(Stage.Stats stats, Map<String, String> names) {
        for (Stage.Named named : stats.statistics()) {
            String value = print(named.value()).replace("count[contract]", "count[*]");
            named.name().ifPresent(name -> names.put(name.lower(), value));
            names.put(value.replaceAll("[\\[\\]]", "_").replaceAll("_$", ""), value);
        }
        String values = stats.statistics().stream()
                .map(each -> print(each.value()))
                .sorted()
                .collect(Collectors.joining(","));
        String groups = stats.groups().stream().map(each -> print(each.value())).collect(Collectors.joining(","));
        return "STATS " + values + " BY " + groups;
    }
}
