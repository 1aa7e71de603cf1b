package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.runtime.engine.RowQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Stages to questions over rows: every name and kind is checked against the columns that the stage before it gives. */
final class PipelineChecker {
    /** DuckDB's parser takes about a thousand levels of brackets; nobody reads a pipeline of a hundred stages. */
    private static final int MOST_STAGES = 100;

    private static final int MOST_ROWS = 1_000_000_000;

    private static final Sql ALL = Sql.text("SELECT * FROM (");
    private static final Sql END = Sql.text(")");

    private final Source source;
    private final Problems problems;
    private final List<Pipeline.Part> parts = new ArrayList<>();
    private RowQuery query = RowQuery.ALL;
    private Schema schema;

    /** @param source says what plans call the stages: the user's own words */
    PipelineChecker(Schema schema, Source source, Problems problems) {
        this.schema = schema;
        this.source = source;
        this.problems = problems;
    }

    Pipeline check(List<Stage> stages) {
        if (stages.size() > MOST_STAGES) {
            problems.add(
                    Diagnostic.of(stages.get(MOST_STAGES).span(), "a pipeline has at most " + MOST_STAGES + " stages"));
            return new Pipeline(List.of(), Schema.OPEN, Optional.empty());
        }
        Optional<Pipeline.Unknown> unknown =
                schema.open() ? Optional.of(new Pipeline.Unknown(stages, source)) : Optional.empty();
        stages.forEach(this::check);
        flush();
        return new Pipeline(parts, schema, unknown);
    }

    private void check(Stage stage) {
        switch (stage) {
            case Stage.Where s -> where(s);
            case Stage.Sort s -> sort(s);
            case Stage.Limit s -> limit(s);
            case Stage.Keep s -> keep(s, known(s.columns()));
            case Stage.Drop s -> drop(s, known(s.columns()));
            case Stage.Rename s -> rename(s);
            case Stage.Derive s -> s.derivations().forEach(this::derive);
            case Stage.Stats s -> stats(s);
            case Stage.Outcome s -> outcome(s);
            case Stage.Plot s -> plot(s);
            case Stage.Save s -> save(s);
        }
    }

    private void flush() {
        if (!query.steps().isEmpty()) {
            parts.add(new Pipeline.Asked(query));
            query = RowQuery.ALL;
        }
    }

    private ValueCompiler values() {
        return new PredicateCompiler(schema, problems).values();
    }

    private void where(Stage.Where stage) {
        Sql condition = new PredicateCompiler(schema, problems).condition(stage.condition());
        wrap(ALL, Sql.text(") WHERE ").then(condition), stage);
    }

    private void sort(Stage.Sort stage) {
        List<Sql> keys = new ArrayList<>();
        for (Stage.Key key : stage.keys()) {
            Sql sql = values().compile(key.value());
            if (values().isLiteral(key.value())) {
                problems.add(Diagnostic.of(key.value().span(), "rows are sorted by columns, and this is a constant"));
            }
            keys.add(Sql.of(sql.kind(), key.descending() ? "$ DESC NULLS LAST" : "$ ASC NULLS LAST", sql));
        }
        Sql joined = Sql.joined(Kind.UNKNOWN, "", ", ", "", keys);
        wrap(ALL, Sql.text(") ORDER BY ").then(joined), stage);
    }

    private void limit(Stage.Limit stage) {
        int rows = StatementChecker.whole(stage.rows(), 0, MOST_ROWS, "LIMIT", problems);
        wrap(ALL, Sql.text(") LIMIT " + rows), stage);
    }

    private void keep(Stage stage, List<String> columns) {
        select(columns, stage);
    }

    private void drop(Stage.Drop stage, List<String> dropped) {
        List<String> left = schema.names().stream()
                .filter(name -> dropped.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
        if (left.isEmpty() && !schema.open()) {
            problems.add(Diagnostic.of(stage.span(), "nothing is left when all columns are dropped"));
        } else {
            select(left, stage);
        }
    }

    private void select(List<String> columns, Stage stage) {
        Map<String, String> kept = new LinkedHashMap<>();
        columns.forEach(name -> kept.put(name, schema.lower().getOrDefault(name.toLowerCase(Locale.ROOT), "text")));
        String listed = String.join(", ", columns.stream().map(Sql::quoted).toList());
        wrap(Sql.text("SELECT " + listed + " FROM ("), END, stage);
        schema = new Schema(kept, schema.open());
    }

    /** The columns as the rows call them; what is unknown or stands twice is told. */
    private List<String> known(List<Name> names) {
        List<String> known = new ArrayList<>();
        for (Name name : names) {
            if (known.stream().anyMatch(name.text()::equalsIgnoreCase)) {
                problems.add(Diagnostic.of(name.span(), name.text() + " stands twice"));
            } else if (schema.open() || exists(name)) {
                known.add(schema.names().stream()
                        .filter(name.text()::equalsIgnoreCase)
                        .findFirst()
                        .orElse(name.text()));
            }
        }
        return known;
    }

    private boolean exists(Name name) {
        return !values().named(name).column().isEmpty();
    }

    private void rename(Stage.Rename stage) {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (Stage.Renaming each : stage.renamings()) {
            List<String> from = known(List.of(each.from()));
            if (!from.isEmpty()
                    && renamed.putIfAbsent(from.getFirst(), each.to().text()) != null) {
                problems.add(Diagnostic.of(each.from().span(), each.from().text() + " stands twice"));
            }
        }
        Map<String, String> columns = new LinkedHashMap<>();
        List<String> selected = new ArrayList<>();
        schema.columns().forEach((name, kind) -> {
            String to = renamed.getOrDefault(name, name);
            selected.add(Sql.quoted(name) + " AS " + Sql.quoted(to));
            columns.put(to, kind);
        });
        for (Stage.Renaming each : stage.renamings()) {
            long named = schema.names().stream()
                    .filter(name -> renamed.getOrDefault(name, name)
                            .equalsIgnoreCase(each.to().text()))
                    .count();
            if (named > 1) {
                problems.add(Diagnostic.of(
                        each.to().span(), "there is a column " + each.to().text() + " already"));
            }
        }
        if (schema.open()) {
            renamed.values().forEach(to -> columns.put(to, "unknown"));
        }
        wrap(Sql.text("SELECT " + String.join(", ", selected) + " FROM ("), END, stage);
        schema = new Schema(columns, schema.open());
    }

    private void derive(Stage.Derivation each) {
        Sql value = new PredicateCompiler(schema, problems).compile(each.value());
        String name = schema.names().stream()
                .filter(each.column().text()::equalsIgnoreCase)
                .findFirst()
                .orElse(each.column().text());
        Map<String, String> columns = new LinkedHashMap<>(schema.columns());
        columns.put(name, value.kind().column());
        boolean replaces = schema.has(name);
        Sql select = Sql.text(replaces ? "SELECT * REPLACE (" : "SELECT *, ")
                .then(value.typed())
                .then(Sql.text(" AS " + Sql.quoted(name) + (replaces ? ") FROM (" : " FROM (")));
        String step = "DERIVE " + words(each.span());
        wrap(select, END, step);
        schema = new Schema(columns, schema.open());
    }

    private void stats(Stage.Stats stage) {
        StatsChecker.Grouped grouped = new StatsChecker(schema, problems).check(stage);
        wrap(
                Sql.text("SELECT ").then(grouped.selected()).then(Sql.text(" FROM (")),
                Sql.text(")" + grouped.grouping()),
                stage);
        schema = Schema.of(grouped.columns());
    }

    private void outcome(Stage.Outcome stage) {
        List<Double> seen = new ArrayList<>();
        for (Num horizon : stage.horizons()) {
            StatementChecker.checkWhole(horizon, 1, 2_520, "a horizon of OUTCOME", problems);
            if (!horizon.isParameter() && seen.contains(horizon.value())) {
                problems.add(Diagnostic.of(horizon.span(), horizon.text() + " stands twice"));
            }
            seen.add(horizon.value());
        }
        if (!schema.open() && !schema.has("date")) {
            problems.add(Diagnostic.of(
                    stage.span(), "OUTCOME looks at rows with a contract and a date", "keep those columns"));
        }
        unbuilt("OUTCOME", stage);
        schema = Schema.OPEN;
    }

    private void plot(Stage.Plot stage) {
        FileChecker files = new FileChecker(problems);
        stage.kind().ifPresent(files::plot);
        stage.file().ifPresent(files::picture);
        unbuilt("PLOT", stage);
    }

    private void save(Stage.Save stage) {
        Pipeline.FileKind kind = new FileChecker(problems).rows(stage.file());
        flush();
        parts.add(new Pipeline.Saved(stage.file().text(), kind, stage.span()));
    }

    private void unbuilt(String what, Stage stage) {
        flush();
        parts.add(new Pipeline.Unbuilt(
                what, words(stage.span()), stage.span().first(stage.keyword().length())));
    }

    private void wrap(Sql before, Sql after, Stage stage) {
        wrap(before, after, words(stage.span()));
    }

    private String words(Span span) {
        return source.text(span).replaceAll("\\s+", " ");
    }

    private void wrap(Sql before, Sql after, String step) {
        query = query.then(before.text(), before.parameters(), after.text(), after.parameters(), step);
    }
}
