package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.runtime.engine.RowQuery;
import dev.mvq.runtime.index.WeightedModality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** Where rows come from and what they are called: FROM, pipelines, LET. */
final class RowsChecker {
    private final Names names;
    private final Scope scope;
    private final Source source;
    private final Problems problems;
    private final AnalysisChecker analyses;

    RowsChecker(Names names, Scope scope, Source source, Problems problems, AnalysisChecker analyses) {
        this.names = names;
        this.scope = scope;
        this.source = source;
        this.problems = problems;
        this.analyses = analyses;
    }

    Plan from(Statement.From statement, Clauses clauses) {
        Name name = statement.source();
        boolean stored = names.sources().containsKey(name.lower());
        Schema schema = exists(name);
        analyses.atOrDuring(clauses);
        if (!stored) {
            clauses.all().stream()
                    .filter(clause -> !(clause instanceof Clause.Where))
                    .forEach(clause -> problems.add(Diagnostic.of(
                            clause.span(),
                            clause.keyword() + " goes with contracts, bars and embeddings, not with a result",
                            clause instanceof Clause.AsOf ? "" : "ask WHERE date = …")));
        }
        Optional<Plan.Unbuilt> unbuilt = Unbuilts.first(clauses);
        Optional<Plan.Condition> where =
                clauses.find(Clause.Where.class).map(clause -> condition(clause.condition(), schema));
        if (unbuilt.isPresent()) {
            return unbuilt.get();
        }
        return new Plan.From(
                name.lower(),
                stored,
                clauses.find(Clause.At.class).map(Clause.At::day),
                clauses.find(Clause.During.class).map(Clause.During::period),
                where,
                clauses.asOf());
    }

    private Plan.Condition condition(Expression condition, Schema schema) {
        Sql sql = new PredicateCompiler(schema, problems).condition(condition);
        String text = source.text(condition.span());
        RowQuery query = RowQuery.ALL.then(
                "SELECT * FROM (", List.of(), ") WHERE " + sql.text(), sql.parameters(), "WHERE " + text);
        return new Plan.Condition(query, text);
    }

    /** The columns of the source; what is none is told, with what is near. */
    Schema exists(Name name) {
        Map<String, String> stored = names.sources().get(name.lower());
        if (stored != null) {
            return Schema.of(stored);
        }
        Optional<Schema> known = scope.find(name.text());
        // Results are numbered as they come: which numbers there are is known at their turn.
        if (known.isEmpty() && !name.text().startsWith("$") && !name.lower().equals(Scope.NEWEST)) {
            List<String> all = Stream.concat(names.sources().keySet().stream(), scope.names().stream())
                    .toList();
            List<String> near = Spelling.nearest(name.text(), all);
            problems.add(new Diagnostic(
                    name.span(),
                    "there are no rows called '" + name.text() + "'",
                    near,
                    near.isEmpty() ? "one of " + Spelling.joined(all) + ", or a LET name" : ""));
        }
        return known.orElse(Schema.OPEN);
    }

    /** Complains of rows of results that nothing gives: numbered results and {@code last} come and go, LET names are known. */
    void results(List<Subject> subjects) {
        for (Subject subject : subjects) {
            if (subject instanceof Subject.Row row) {
                String name = row.result().text();
                boolean comes = name.startsWith("$") || name.equalsIgnoreCase(Scope.NEWEST);
                if (!comes && scope.find(name).isEmpty()) {
                    problems.add(Diagnostic.misspelled(
                            row.result().span(), "there is no result '" + name + "'", name, scope.names()));
                }
            }
        }
    }

    Plan piped(Statement.Piped statement, Plan given) {
        if (!given.givesRows()) {
            problems.add(Diagnostic.of(
                    statement.stages().getFirst().span(),
                    "there are no rows to go on with",
                    "this statement gives none"));
        }
        Pipeline pipeline = new PipelineChecker(columns(given), this.source, problems).check(statement.stages());
        return new Plan.Piped(given, statement.source(), statement.stages(), pipeline);
    }

    Plan let(Statement.Let statement, Plan value) {
        Name name = statement.name();
        if (names.sources().containsKey(name.lower()) || name.lower().equals(Scope.NEWEST)) {
            problems.add(Diagnostic.of(name.span(), "'" + name.text() + "' names rows already", "take another name"));
        } else if (SourceVersion.isKeyword(name.text()) || name.text().equals("_")) {
            problems.add(Diagnostic.of(
                    name.span(), "'" + name.text() + "' is a word of Java, and LET names are Java variables too"));
        } else if (name.text().contains(".")) {
            problems.add(Diagnostic.of(name.span(), "a name has no dot"));
        }
        if (!value.givesRows()) {
            Span span = statement.statement().span();
            problems.add(Diagnostic.of(span, "LET keeps rows, and this statement gives none"));
        }
        return new Plan.Let(name.text(), value);
    }

    /** Takes note that names may come from a file that is not known yet. */
    void open() {
        scope.open();
    }

    /** Takes note of what the statement's rows will be called. */
    void gave(Plan plan) {
        switch (plan) {
            case Plan.Let let -> {
                scope.define(let.name(), columns(let.value()));
                scope.define(Scope.NEWEST, columns(let.value()));
            }
            case Plan.RunFile run -> {}
            default -> {
                if (plan.givesRows()) {
                    scope.define(Scope.NEWEST, columns(plan));
                }
            }
        }
    }

    /** The columns of a plan's rows, as far as they are known before it runs. */
    private Schema columns(Plan plan) {
        return switch (plan) {
            case Plan.From from ->
                from.stored()
                        ? Schema.of(names.sources().getOrDefault(from.source(), Map.of()))
                        : scope.find(from.source()).orElse(Schema.OPEN);
            case Plan.Piped piped -> piped.pipeline().columns();
            case Plan.Similar similar -> similar(similar.on());
            default -> Schema.OPEN;
        };
    }

    /** language.md section 2: the columns of SIMILAR TO. */
    private Schema similar(List<WeightedModality> on) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("rank", "whole");
        List<String> leading = List.of("contract", "date");
        leading.forEach(name -> columns.put(name, names.columns().get(name)));
        columns.put("similarity", "number");
        columns.put("percentile", "number");
        on.forEach(each -> columns.put("similarity_" + each.modality().word(), "number"));
        Stream.of("underlying", "type", "strike", "expiry", "dte", "moneyness", "mid", "iv", "delta")
                .forEach(name -> columns.put(name, names.columns().get(name)));
        return Schema.of(columns);
    }
}
