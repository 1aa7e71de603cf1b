package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.runtime.engine.GivenMarket;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Instrument;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists of subjects: of one kind, of one day; tickers where only tickers will do. */
final class SubjectChecker {
    private final Problems problems;

    SubjectChecker(Problems problems) {
        this.problems = problems;
    }

    /** What the statement itself is about, and what its clauses list. */
    static List<Subject> subjects(Statement statement) {
        List<Subject> subjects = new ArrayList<>();
        switch (statement) {
            case Statement.SimilarTo s -> subjects.addAll(s.subjects());
            case Statement.Describe s -> subjects.add(s.subject());
            case Statement.Compare s -> {
                subjects.addAll(s.left().subjects());
                subjects.addAll(s.right().subjects());
            }
            default -> {}
        }
        for (Clause clause : statement.clauses()) {
            switch (clause) {
                case Clause.For c -> subjects.addAll(c.subjects());
                case Clause.In c -> subjects.addAll(c.tickers());
                case Clause.OfTickers c -> subjects.addAll(c.tickers());
                default -> {}
            }
        }
        return subjects;
    }

    /** The contract or stock; empty while a parameter or a row is not known. */
    static Optional<Instrument> instrument(Subject subject) {
        return switch (subject) {
            case Subject.Named named -> Optional.of(named.instrument());
            case Subject.Found found -> Optional.of(found.instrument());
            case Subject.Given given -> Optional.of(given.market().subjects().getFirst());
            case Subject.Parameter parameter -> Optional.empty();
            case Subject.Row row -> Optional.empty();
        };
    }

    static List<Instrument> instruments(List<Subject> subjects) {
        return subjects.stream()
                .flatMap(subject -> subject instanceof Subject.Given given
                        ? given.market().subjects().stream()
                        : instrument(subject).stream())
                .toList();
    }

    /** The market data that tables among the subjects bring. */
    static List<GivenMarket> given(List<Subject> subjects) {
        return subjects.stream()
                .filter(Subject.Given.class::isInstance)
                .map(subject -> ((Subject.Given) subject).market())
                .toList();
    }

    /** Complains of tables, for statements that take what is listed. */
    void named(List<Subject> subjects, String keyword) {
        for (Subject subject : subjects) {
            if (subject instanceof Subject.Given given) {
                problems.add(Diagnostic.of(
                        subject.span(),
                        "%s takes contracts and tickers, and %s is a Table".formatted(keyword, given.parameter()),
                        "SIMILAR TO takes one"));
            }
        }
    }

    /** A mean of contract and stock embeddings is like neither. */
    void oneKind(List<Subject> subjects) {
        Boolean contracts = null;
        for (Subject subject : subjects) {
            Optional<Instrument> instrument = instrument(subject);
            if (instrument.isEmpty()) {
                continue;
            }
            boolean contract = instrument.get() instanceof Contract;
            if (contracts != null && contracts != contract) {
                problems.add(Diagnostic.of(
                        subject.span(),
                        contract ? "a contract among stocks" : "a stock among contracts",
                        "a list is of contracts or of stocks"));
                return;
            }
            contracts = contract;
        }
    }

    /** The day that rows of results bring with them; rows of several days leave none. */
    Optional<Day> day(List<Subject> subjects) {
        Optional<Day> first = Optional.empty();
        for (Subject subject : subjects) {
            if (subject instanceof Subject.Found(Instrument _, Optional<LocalDate> day, var span) && day.isPresent()) {
                Day own = new Day.On(day.get(), span);
                if (first.isPresent() && !((Day.On) first.get()).date().equals(day.get())) {
                    problems.add(Diagnostic.of(span, "these rows are of several days", "AT says which day is meant"));
                }
                first = first.isPresent() ? first : Optional.of(own);
            }
        }
        return first;
    }

    /** Complains of contracts. */
    void tickers(List<Subject> subjects, String keyword) {
        named(subjects, keyword);
        for (Subject subject : subjects) {
            if (!(subject instanceof Subject.Given)
                    && instrument(subject).filter(Contract.class::isInstance).isPresent()) {
                problems.add(Diagnostic.of(subject.span(), keyword + " takes tickers, and this is a contract"));
            }
        }
    }
}
