package dev.mvq.dsl.ask;

import dev.mvq.dsl.Linter;
import dev.mvq.dsl.PlainWords;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.run.MvqLinter;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.SyntaxPrinter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plain English. Words become mentions, mentions fill the slots of each statement they may mean, and the statement that uses most of
 * what was said is the reading. Nothing that limits the answer may be left unused.
 */
public final class PlainEnglish implements PlainWords {
    /** Readings whose scores differ by less are told apart by the user. */
    private static final double CLOSE = 0.02;

    /** {@code let gfc be the SPY contracts of 2008-09-29}. */
    private static final Pattern LET =
            Pattern.compile("(?i)(?:please )?(?:let|define) (?<name>[a-z][a-z0-9_]*) (?:be|as|to be|=) (?<rest>.+)");

    private static final int LONGEST_QUESTION = 1000;

    private final Lexicon lexicon = Lexicon.read();
    private final Spelling spelling = new Spelling(lexicon);
    private final Linter linter = MvqLinter.ofSyntax(Path.of(""));

    @Override
    public Understanding read(Question question) {
        try {
            if (question.text().length() > LONGEST_QUESTION) {
                throw new Declined("a question has at most " + LONGEST_QUESTION + " characters", "");
            }
            return understood(question);
        } catch (Declined declined) {
            return new Understanding(List.of(), declined.reason(), declined.nearest());
        }
    }

    private Understanding understood(Question question) {
        String text = Words.plain(question.text());
        Optional<Reading> written = new WrittenStatement(linter).of(text);
        if (written.isPresent()) {
            return new Understanding(List.of(written.get()), "", "");
        }
        Matcher let = LET.matcher(text);
        Optional<String> name = let.matches() ? Optional.of(let.group("name")) : Optional.empty();
        Set<String> listed = new HashSet<>(question.names().get());
        Dictation dictation = new Dictation(lexicon, each -> lexicon.isTicker(each) || listed.contains(each));
        List<Word> words = dictation.written(spelling.mended(Words.of(name.isPresent() ? let.group("rest") : text)));
        if (words.isEmpty()) {
            throw new Declined("nothing was asked", "HELP");
        }
        Days days = new Days(question.today());
        List<Mention> mentions = new Scanner(words, days, lexicon, listed).mentions();
        Refusals.check(mentions, words);
        Wrapping wrapping = Wrapping.of(new ContractAssembly(mentions, days, words).assembled())
                .named(name);
        Attempt attempt = new Attempt(words, wrapping, new ArrayList<>(), new ArrayList<>());
        if (wrapping.isAlone()) {
            Statement last = new Statement.From(Tree.name("last"), List.of(), Span.NONE);
            attempt.drafts().add(new Draft(wrapping.around(last), new Slots(List.of()), 1));
        } else {
            drafts(new Slots(wrapping.rest()), days, attempt, question);
        }
        return chosen(attempt);
    }

    private record Attempt(List<Word> words, Wrapping wrapping, List<Draft> drafts, List<Declined> declined) {}

    private void drafts(Slots slots, Days days, Attempt attempt, Question question) {
        List<Word> words = attempt.words();
        Supplier<Optional<LocalDate>> first =
                () -> question.days().get().stream().findFirst();
        List<Function<Slots, Optional<Draft>>> composers = List.of(
                each -> new SimilarComposer(each, days, words).draft(),
                each -> new SubjectComposer(each, days, words).compare(),
                each -> new AnalysisComposer(each, days, first.get()).regimes(),
                each -> new AnalysisComposer(each, days, first.get()).arbitrage(),
                each -> new AnalysisComposer(each, days, first.get()).anomalies(),
                each -> new AnalysisComposer(each, days, first.get()).analyze(),
                each -> new DataComposer(each, days, first.get(), words).imports(),
                each -> new DataComposer(each, days, first.get(), words).generate(),
                each -> new DataComposer(each, days, first.get(), words).build(),
                each -> new DataComposer(each, days, first.get(), words).test(),
                each -> new DataComposer(each, days, first.get(), words).train(),
                each -> new SessionComposer(each, days, words).show(),
                each -> new SessionComposer(each, days, words).change(),
                each -> new SessionComposer(each, days, words).run(),
                each -> new SessionComposer(each, days, words).help(),
                each -> new RowsComposer(each, days, first.get(), words).draft(),
                each -> new SubjectComposer(each, days, words).describe());
        for (Function<Slots, Optional<Draft>> composer : composers) {
            try {
                composer.apply(slots.fresh()).ifPresent(draft -> accept(draft, attempt));
            } catch (Declined declined) {
                attempt.declined().add(declined);
            }
        }
    }

    private static void accept(Draft draft, Attempt attempt) {
        List<Mention> left = draft.slots().leftOver(attempt.words());
        Statement statement = attempt.wrapping().around(draft.statement());
        Optional<String> impossible = Contradiction.in(draft.statement());
        if (attempt.wrapping().name().isPresent() && draft.statement() instanceof Statement.Show) {
            return;
        }
        if (impossible.isPresent()) {
            attempt.declined()
                    .add(new Declined("no row can have what is asked of " + impossible.get() + " at once", "HELP"));
        } else if (left.isEmpty()) {
            attempt.drafts().add(new Draft(statement, draft.slots(), draft.likeness()));
        } else {
            attempt.declined().add(NotUnderstood.of(left, attempt.words(), SyntaxPrinter.print(statement)));
        }
    }

    private Understanding chosen(Attempt attempt) {
        List<Reading> readings = attempt.drafts().stream()
                .sorted(Comparator.comparingDouble(Draft::score).reversed())
                .map(draft -> new Reading(SyntaxPrinter.print(draft.statement()), draft.score()))
                .filter(reading -> isSound(reading, attempt))
                .toList();
        if (readings.isEmpty()) {
            throw attempt.declined().stream()
                    .findFirst()
                    .orElseGet(() -> new Declined("this is nothing that can be asked here", "HELP"));
        }
        double best = readings.getFirst().score();
        List<Reading> close = readings.stream()
                .filter(reading -> reading.score() > best - CLOSE)
                .toList();
        return new Understanding(
                close.stream().map(Reading::statement).distinct().count() == 1 ? List.of(readings.getFirst()) : close,
                "",
                "");
    }

    private boolean isSound(Reading reading, Attempt attempt) {
        List<Declined> problems = problems(reading);
        attempt.declined().addAll(problems);
        // Whether a script is there is said when it is to be run.
        return problems.isEmpty() || reading.statement().startsWith("RUN ");
    }

    private List<Declined> problems(Reading reading) {
        return linter.check("ask", reading.statement()).stream()
                .map(problem -> new Declined(problem.diagnostic().message(), reading.statement()))
                .toList();
    }
}
