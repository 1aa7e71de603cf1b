package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.runtime.engine.Weighing;
import dev.mvq.runtime.index.Distinct;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.index.SearchParameters;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.vector.RowPredicate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** {@code SIMILAR TO}: names, ranges, kinds, and the defaults that need no data. */
final class SimilarChecker {
    private static final int MOST = 10_000;
    private static final int DEFAULT_K = 20;

    private final Names names;
    private final Source source;
    private final Problems problems;

    SimilarChecker(Names names, Source source, Problems problems) {
        this.names = names;
        this.source = source;
        this.problems = problems;
    }

    Plan check(Statement.SimilarTo statement, Clauses clauses) {
        Plan plan = plan(statement.subjects(), clauses);
        return Unbuilts.first(clauses).<Plan>map(unbuilt -> unbuilt).orElse(plan);
    }

    /** Everything but the subjects, which only rows will give. */
    void checkClauses(Clauses clauses) {
        Plan _ = plan(List.of(), clauses);
        clauses.find(Clause.At.class)
                .ifPresent(at -> problems.add(Diagnostic.of(
                        at.span().first(2), "EACH takes every row on its own day, so AT cannot stand here")));
    }

    private Plan plan(List<Subject> written, Clauses clauses) {
        SubjectChecker subjects = new SubjectChecker(problems);
        subjects.oneKind(written);
        OptionalDouble threshold = threshold(clauses);
        return new Plan.Similar(
                SubjectChecker.instruments(written),
                clauses.find(Clause.At.class).map(Clause.At::day).or(() -> subjects.day(written)),
                on(clauses),
                limit(clauses, threshold.isPresent()),
                threshold,
                clauses.find(Clause.During.class).map(Clause.During::period),
                clauses.find(Clause.Where.class).map(where -> predicate(where.condition())),
                clauses.find(Clause.DistinctBy.class).flatMap(clause -> distinct(clause.by())),
                clauses.has(Clause.IncludeSelf.class),
                clauses.has(Clause.AllowMissing.class),
                clauses.has(Clause.AcrossUnderlyings.class),
                apart(clauses),
                clauses.has(Clause.OnlyPast.class),
                clauses.find(Clause.Using.class)
                        .map(clause -> using(clause.index()))
                        .orElse(IndexChoice.AUTO),
                parameters(clauses),
                clauses.asOf(),
                clauses.find(Clause.On.class).map(ModalityChecker::weighing).orElse(Weighing.GIVEN),
                SubjectChecker.given(written));
    }

    private List<WeightedModality> on(Clauses clauses) {
        return clauses.find(Clause.On.class)
                .map(clause -> new ModalityChecker(problems).check(clause))
                .orElse(List.of(new WeightedModality(Modality.FUSED, 1)));
    }

    private OptionalInt limit(Clauses clauses, boolean threshold) {
        Optional<Clause.Limit> limit = clauses.find(Clause.Limit.class);
        if (limit.isPresent()) {
            return OptionalInt.of(StatementChecker.whole(limit.get().k(), 1, MOST, "K", problems));
        }
        return threshold ? OptionalInt.empty() : OptionalInt.of(DEFAULT_K);
    }

    private OptionalDouble threshold(Clauses clauses) {
        Optional<Num> least = clauses.find(Clause.Threshold.class).map(Clause.Threshold::least);
        if (least.isEmpty()) {
            return OptionalDouble.empty();
        }
        Num number = least.get();
        if (!number.isParameter() && !(number.value() >= -1 && number.value() <= 1)) {
            problems.add(Diagnostic.of(number.span(), "THRESHOLD is from -1 to 1, not " + number.text()));
        }
        return OptionalDouble.of(number.value());
    }

    private OptionalInt apart(Clauses clauses) {
        return clauses.find(Clause.Apart.class)
                .map(clause -> OptionalInt.of(StatementChecker.whole(clause.days(), 0, MOST, "APART", problems)))
                .orElse(OptionalInt.empty());
    }

    private RowPredicate predicate(Expression condition) {
        Sql sql = new PredicateCompiler(Schema.of(names.columns()), problems).condition(condition);
        return new RowPredicate(sql.text(), sql.parameters(), source.text(condition.span()));
    }

    private Optional<Distinct> distinct(Name name) {
        List<String> known = Arrays.stream(Distinct.values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(name.lower())) {
            problems.add(Diagnostic.misspelled(
                    name.span(), "DISTINCT cannot be by '" + name.text() + "'", name.text(), known));
            return Optional.empty();
        }
        return Optional.of(Distinct.valueOf(name.text().toUpperCase(Locale.ROOT)));
    }

    private IndexChoice using(Name name) {
        List<String> known = Arrays.stream(IndexChoice.values()).map(Enum::name).toList();
        String upper = name.text().toUpperCase(Locale.ROOT);
        if (!known.contains(upper)) {
            problems.add(Diagnostic.misspelled(
                    name.span(), "there is no index of kind '" + name.text() + "'", name.text(), known));
            return IndexChoice.AUTO;
        }
        return IndexChoice.valueOf(upper);
    }

    private SearchParameters parameters(Clauses clauses) {
        Map<String, OptionRange> known = new LinkedHashMap<>();
        known.put("nprobe", new OptionRange(1, 65_536));
        known.put("ef", new OptionRange(1, 65_536));
        known.put("refine", new OptionRange(1, 1_000));
        Map<String, Long> given = new OptionChecker(problems).check(clauses, known);
        return new SearchParameters(
                Math.toIntExact(given.getOrDefault("nprobe", 0L)),
                Math.toIntExact(given.getOrDefault("ef", 0L)),
                Math.toIntExact(given.getOrDefault("refine", 0L)));
    }
}
