package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code STATS}: groups first, then aggregates; rows come out in the order of their groups, nulls last. */
final class StatsChecker {
    private final Schema schema;
    private final Problems problems;
    private final List<Sql> selected = new ArrayList<>();
    private final Map<String, String> columns = new LinkedHashMap<>();

    StatsChecker(Schema schema, Problems problems) {
        this.schema = schema;
        this.problems = problems;
    }

    /**
     * What STATS selects.
     *
     * @param selected groups, then aggregates, each with its name
     * @param grouping what stands behind the rows
     * @param columns of the rows that come out
     */
    record Grouped(Sql selected, String grouping, Map<String, String> columns) {}

    Grouped check(Stage.Stats stage) {
        for (Stage.Named group : stage.groups()) {
            add(group, new PredicateCompiler(schema, problems).compile(group.value()));
        }
        AggregateCompiler aggregates = new AggregateCompiler(schema, problems);
        for (Stage.Named statistic : stage.statistics()) {
            add(statistic, new PredicateCompiler(schema, problems, aggregates).compile(statistic.value()));
        }
        Sql all = Sql.joined(Kind.UNKNOWN, "", ", ", "", selected);
        return new Grouped(all, grouping(stage.groups().size()), columns);
    }

    private static String grouping(int groups) {
        if (groups == 0) {
            return "";
        }
        String places =
                IntStream.rangeClosed(1, groups).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String order = IntStream.rangeClosed(1, groups)
                .mapToObj(place -> place + " NULLS LAST")
                .collect(Collectors.joining(", "));
        return " GROUP BY " + places + " ORDER BY " + order;
    }

    private void add(Stage.Named named, Sql sql) {
        Optional<String> name = named.name().map(given -> given.text()).or(() -> nameOf(named.value()));
        if (name.isEmpty()) {
            problems.add(Diagnostic.of(named.value().span(), "this needs a name", "write AS and a name behind it"));
            return;
        }
        if (columns.keySet().stream().anyMatch(name.get()::equalsIgnoreCase)) {
            problems.add(Diagnostic.of(
                    named.name().map(given -> given.span()).orElse(named.value().span()),
                    name.get() + " stands twice",
                    "write AS and another name"));
        }
        boolean counts = sql.text().startsWith("count(");
        Sql typed = counts ? sql : sql.typed();
        selected.add(typed.then(Sql.text(" AS " + Sql.quoted(name.get()))));
        columns.put(name.get(), sql.column().isEmpty() ? sql.kind().column() : kindOf(sql));
    }

    private String kindOf(Sql column) {
        return schema.lower().getOrDefault(column.column(), "unknown");
    }

    /** {@code avg_iv}, {@code count}, {@code year_date}; of anything longer there is none. */
    private static Optional<String> nameOf(Expression value) {
        return switch (value) {
            case Expression.Column column -> Optional.of(column.name().text());
            case Expression.Call call
            when call.arguments().stream().allMatch(StatsChecker::isPlain) -> {
                String arguments = call.arguments().stream()
                        .filter(Expression.Column.class::isInstance)
                        .map(argument ->
                                "_" + ((Expression.Column) argument).name().lower())
                        .collect(Collectors.joining());
                yield Optional.of(call.function().lower() + arguments);
            }
            default -> Optional.empty();
        };
    }

    private static boolean isPlain(Expression argument) {
        return argument instanceof Expression.Column || argument instanceof Expression.Everything;
    }
}
