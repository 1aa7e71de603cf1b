package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.runtime.encoder.EncoderSize;
import dev.mvq.runtime.encoder.TrainingRequest;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.Modality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Training of encoders; and statements that are checked in full and cannot be run yet: comparisons, FIND and ANALYZE. */
final class AnalysisChecker {
    private static final int MOST = 10_000;
    private static final List<String> METHODS = List.of("pelt", "cusum", "bayes", "hmm", "jump", "embedding");
    private static final List<String> KINDS =
            List.of("vertical", "butterfly", "calendar", "parity", "box", "portfolio");
    private static final List<String> UNITS = List.of("day", "week", "month", "quarter", "year");

    private final Problems problems;
    private final SubjectChecker subjects;

    AnalysisChecker(Problems problems) {
        this.problems = problems;
        this.subjects = new SubjectChecker(problems);
    }

    Plan compare(Statement.Compare statement, Clauses clauses) {
        subjects.oneKind(statement.left().subjects());
        subjects.oneKind(statement.right().subjects());
        on(clauses);
        return unbuilt(statement, "COMPARE", "similarity by modality, and the features that agree and differ most");
    }

    Plan regimes(Statement.FindRegimeChanges statement, Clauses clauses) {
        clauses.find(Clause.In.class).ifPresent(in -> subjects.tickers(in.tickers(), "IN"));
        clauses.find(Clause.Sensitivity.class).ifPresent(this::sensitivity);
        clauses.find(Clause.Method.class)
                .ifPresent(method -> known(
                        method.name(),
                        METHODS,
                        "there is no method '" + method.name().text() + "'"));
        on(clauses);
        return unbuilt(
                statement, "FIND REGIME CHANGES", "days on which the market, or a ticker, began to behave differently");
    }

    private void sensitivity(Clause.Sensitivity clause) {
        Num number = clause.deviations();
        if (!number.isParameter() && !(number.value() > 0)) {
            problems.add(Diagnostic.of(
                    number.span(), "SENSITIVITY is above 0, in standard deviations, not " + number.text()));
        }
    }

    Plan arbitrage(Statement.FindArbitrage statement, Clauses clauses) {
        clauses.find(Clause.In.class).ifPresent(in -> subjects.tickers(in.tickers(), "IN"));
        atOrDuring(clauses);
        clauses.find(Clause.MinSpread.class).map(Clause.MinSpread::least).ifPresent(least -> {
            if (!least.isParameter() && !(least.value() >= 0)) {
                problems.add(Diagnostic.of(
                        least.span(), "MIN SPREAD is at least 0, in currency per share, not " + least.text()));
            }
        });
        clauses.find(Clause.MaxRisk.class).map(Clause.MaxRisk::most).ifPresent(most -> {
            if (!most.isParameter() && !(most.value() >= 0 && most.value() <= 1)) {
                problems.add(Diagnostic.of(most.span(), "MAX RISK is from 0 to 1, not " + most.text()));
            }
        });
        clauses.find(Clause.Kinds.class).ifPresent(kinds -> kinds(kinds.names()));
        return unbuilt(statement, "FIND ARBITRAGE", "quotes that contradict each other");
    }

    private void kinds(List<Name> names) {
        TreeSet<String> seen = new TreeSet<>();
        for (Name name : names) {
            known(name, KINDS, "there is no arbitrage of kind '" + name.text() + "'");
            if (!seen.add(name.lower())) {
                problems.add(Diagnostic.of(name.span(), name.lower() + " stands twice"));
            }
        }
    }

    Plan anomalies(Statement.FindAnomalies statement, Clauses clauses) {
        clauses.find(Clause.In.class).ifPresent(in -> subjects.tickers(in.tickers(), "IN"));
        atOrDuring(clauses);
        on(clauses);
        clauses.find(Clause.Limit.class)
                .ifPresent(limit -> StatementChecker.checkWhole(limit.k(), 1, MOST, "K", problems));
        return unbuilt(statement, "FIND ANOMALIES", "rows that are like few others");
    }

    Plan analyze(Statement.Analyze statement, Clauses clauses) {
        known(
                statement.pattern(),
                Pattern.words(),
                "unknown pattern '" + statement.pattern().text() + "'");
        clauses.find(Clause.OfTickers.class).ifPresent(of -> subjects.tickers(of.tickers(), "OF"));
        atOrDuring(clauses);
        clauses.find(Clause.By.class)
                .ifPresent(by ->
                        known(by.unit(), UNITS, "BY cannot be '" + by.unit().text() + "'"));
        if (!clauses.has(Clause.OfTickers.class) && spansDays(clauses)) {
            Span span = statement.pattern().span();
            problems.add(Diagnostic.of(
                    new Span(span.end(), span.end()),
                    "over more than a day ANALYZE needs to know of which tickers",
                    "OF SPY, QQQ says it, or AT one day"));
        }
        return unbuilt(statement, "ANALYZE", "the pattern by day, or by what BY says");
    }

    private static boolean spansDays(Clauses clauses) {
        boolean oneDay = clauses.has(Clause.At.class)
                || clauses.find(Clause.During.class)
                        .filter(during -> during.period() instanceof Period.Single(Period.End end, Span _)
                                && (!(end instanceof Period.End.Calendar calendar)
                                        || calendar.first().equals(calendar.last())))
                        .isPresent();
        return !oneDay;
    }

    Plan train(Clauses clauses) {
        Optional<Clause.On> on = clauses.find(Clause.On.class);
        noWeights(clauses, "training has no weight");
        on.filter(ModalityChecker::isAuto)
                .ifPresent(auto -> problems.add(
                        Diagnostic.of(auto.span(), "AUTO weighs a question's modalities, and training has none")));
        List<Modality> modalities =
                on.map(clause -> new ModalityChecker(problems).check(clause)).orElse(List.of()).stream()
                        .map(WeightedModality::modality)
                        .toList();
        Map<String, OptionRange> numbers = new LinkedHashMap<>();
        numbers.put("epochs", new OptionRange(1, 10_000));
        numbers.put("seed", new OptionRange(0, 999_999_999_999_999_999L));
        numbers.put("rows", new OptionRange(TrainingRequest.LEAST_ASKED, TrainingRequest.MOST_ROWS));
        numbers.put("threads", new OptionRange(1, 256));
        Map<String, List<String>> texts = new LinkedHashMap<>();
        texts.put("size", EncoderSize.words());
        texts.put("restart", List.of("false", "true"));
        OptionChecker.Given given = new OptionChecker(problems).check(clauses, numbers, texts);
        return new Plan.Train(
                modalities,
                clauses.find(Clause.During.class).map(Clause.During::period),
                given.numbers(),
                given.texts());
    }

    void noWeights(Clauses clauses, String message) {
        clauses.find(Clause.On.class).stream()
                .flatMap(on -> on.modalities().stream())
                .flatMap(each -> each.weight().stream())
                .forEach(weight -> problems.add(Diagnostic.of(weight.span(), message)));
    }

    private void on(Clauses clauses) {
        clauses.find(Clause.On.class).ifPresent(on -> new ModalityChecker(problems).check(on));
    }

    /** In FIND, ANALYZE and FROM a day and a period exclude each other. */
    void atOrDuring(Clauses clauses) {
        Clause at = clauses.find(Clause.At.class).orElse(null);
        Clause during = clauses.find(Clause.During.class).orElse(null);
        if (at != null && during != null) {
            Clause second = at.span().start() > during.span().start() ? at : during;
            problems.add(Diagnostic.of(
                    second.span().first(second.keyword().length()), "AT and DURING exclude each other here"));
        }
    }

    private void known(Name name, List<String> valid, String message) {
        if (!valid.contains(name.lower())) {
            problems.add(Diagnostic.misspelled(name.span(), message, name.text(), valid));
        }
    }

    /** The statement's own words, however many blanks stand between them. */
    private static Plan unbuilt(Statement statement, String words, String meaning) {
        int end = statement.clauses().stream()
                .mapToInt(clause -> clause.span().start() - 1)
                .min()
                .orElse(statement.span().end());
        Span span = statement.span();
        boolean openerOnly = statement instanceof Statement.Compare || statement instanceof Statement.Analyze;
        Span place = openerOnly ? span.first(words.length()) : new Span(span.start(), Math.max(end, span.start() + 1));
        return new Plan.Unbuilt(words, place, meaning);
    }
}
