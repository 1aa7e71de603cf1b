package dev.mvq.dsl.run;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.runtime.market.MvqException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a statement that a failure of the engine is about. The engine knows no places; it names what failed, and that name is looked
 * for among the statement's parts: the day, the path, the index, the subject. Where none is named it is the statement's first words.
 */
final class FailurePlace {
    /** A date in a message is about AT: the day itself, or the trading day taken for it. */
    private static final Pattern DATE = Pattern.compile("\\b[0-9]{4}-[0-9]{2}-[0-9]{2}\\b");

    /** How the engine begins when a subject is unknown, or has no row, data or embedding. */
    private static final Pattern ABOUT_SUBJECT =
            Pattern.compile("^unknown (contract|ticker) |^there are options on |^\\S+ has no |^the Table |^column ");

    private FailurePlace() {}

    static Span of(MvqException failure, Statement statement) {
        if (statement instanceof Statement.Explain explain) {
            return of(failure, explain.explained());
        }
        if (statement instanceof Statement.Let let) {
            return of(failure, let.statement());
        }
        if (statement instanceof Statement.Piped piped) {
            return of(failure, piped.source());
        }
        String message = failure.getMessage();
        return generation(message, statement)
                .or(() -> day(message, statement))
                .or(() -> period(message, statement))
                .or(() -> option(message, statement))
                .or(() -> path(message, statement))
                .or(() -> subject(message, statement))
                .or(() -> index(message, statement))
                .or(() -> value(statement))
                .or(() -> standIn(message, statement))
                .orElseGet(() -> opener(statement));
    }

    private static Optional<Span> generation(String message, Statement statement) {
        return find(statement, Clause.AsOf.class)
                .map(Clause.AsOf::generation)
                .filter(generation -> message.contains("'" + generation.text() + "'")
                        || (generation.isParameter() && message.startsWith("there is no generation ")))
                .map(Value::span);
    }

    private static Optional<Span> day(String message, Statement statement) {
        return find(statement, Clause.At.class)
                .map(Clause.At::day)
                .filter(day -> DATE.matcher(message).find())
                .map(Day::span);
    }

    /** The period, where the message names its first day. */
    private static Optional<Span> period(String message, Statement statement) {
        return find(statement, Clause.During.class)
                .map(Clause.During::period)
                .filter(period -> {
                    Period.End from = switch (period) {
                        case Period.Single single -> single.end();
                        case Period.Range range -> range.from();
                        case Period.Back back -> new Period.End.Newest(new Day.Latest(back.span()));
                    };
                    return from instanceof Period.End.Calendar calendar
                            && message.contains(calendar.first().toString());
                })
                .map(Period::span);
    }

    /** The value of the option of WITH that the message names. */
    private static Optional<Span> option(String message, Statement statement) {
        return find(statement, Clause.With.class).stream()
                .flatMap(with -> with.options().stream())
                .filter(option -> names(message, option.name().lower()))
                .map(option -> option.value().span())
                .findFirst();
    }

    private static Optional<Span> path(String message, Statement statement) {
        if (!(statement instanceof Statement.ImportFiles files)) {
            return Optional.empty();
        }
        // Of an import the path is to blame, unless the message names the format.
        return find(statement, Clause.Format.class)
                .filter(format -> message.contains("'" + format.name().text() + "'"))
                .map(Clause.Format::span)
                .or(() -> Optional.of(files.path().span()));
    }

    /** What a message that begins with a subject's name is about, where the statement has a parameter or a row in its place. */
    private static Optional<Span> standIn(String message, Statement statement) {
        return ABOUT_SUBJECT.matcher(message).find()
                ? subjects(statement).stream()
                        .filter(subject -> printed(subject).isEmpty())
                        .map(Subject::span)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<Span> subject(String message, Statement statement) {
        return subjects(statement).stream()
                .filter(subject ->
                        printed(subject).filter(name -> names(message, name)).isPresent())
                .map(Subject::span)
                .findFirst();
    }

    private static List<Subject> subjects(Statement statement) {
        return switch (statement) {
            case Statement.SimilarTo similar -> similar.subjects();
            case Statement.Describe describe -> List.of(describe.subject());
            case Statement.GenerateEmbeddings generate ->
                find(generate, Clause.For.class).map(Clause.For::subjects).orElse(List.of());
            default -> List.of();
        };
    }

    private static Optional<String> printed(Subject subject) {
        return switch (subject) {
            case Subject.Named named -> Optional.of(named.instrument().name());
            case Subject.Found found -> Optional.of(found.instrument().name());
            case Subject.Parameter parameter -> Optional.empty();
            case Subject.Given given -> Optional.empty();
            case Subject.Row row -> Optional.empty();
        };
    }

    /** As a word of its own: the tickers A and K are part of many words. */
    private static boolean names(String message, String name) {
        return Pattern.compile("(?<![\\w.])" + Pattern.quote(name) + "(?!\\w)")
                .matcher(message)
                .find();
    }

    private static Optional<Span> index(String message, Statement statement) {
        String lower = message.toLowerCase(Locale.ROOT);
        if (!lower.contains("index") && !lower.contains("indices")) {
            return Optional.empty();
        }
        return find(statement, Clause.Using.class)
                .map(Clause::span)
                .or(() -> find(statement, Clause.IndexType.class).map(Clause::span))
                .or(() -> find(statement, Clause.On.class).map(Clause::span));
    }

    private static Optional<Span> value(Statement statement) {
        return statement instanceof Statement.SetSetting set
                ? Optional.of(set.value().span())
                : Optional.empty();
    }

    /** The statement up to its first clause. */
    private static Span opener(Statement statement) {
        int end = statement.clauses().stream()
                .mapToInt(clause -> clause.span().start() - 1)
                .min()
                .orElse(statement.span().end());
        return new Span(statement.span().start(), Math.max(end, statement.span().start() + 1));
    }

    private static <T extends Clause> Optional<T> find(Statement statement, Class<T> type) {
        return statement.clauses().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
