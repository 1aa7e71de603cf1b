package dev.mvq.dsl.ask;

import dev.mvq.dsl.Linter;
import dev.mvq.dsl.PlainWords.Reading;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.StatementKind;
import dev.mvq.dsl.syntax.SyntaxPrinter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question that is, or ends in, a statement of the language: "why is this slow: SIMILAR TO …". */
final class WrittenStatement {
    private static final Pattern WHY = Pattern.compile(
            "(?i).*\\b(slow|slowly|how long|so long|that long|profile|measure|timing|time|analy[sz]e)\\b.*");
    private static final Pattern HOW = Pattern.compile(
            "(?i).*\\b(explain|plan|plans|how would|how do you|how will|what would|what does|what will)\\b.*");

    private final Linter linter;

    WrittenStatement(Linter linter) {
        this.linter = linter;
    }

    Optional<Reading> of(String text) {
        Matcher opener = Pattern.compile("\\b(" + String.join("|", StatementKind.openers()) + ")\\b")
                .matcher(text);
        while (opener.find()) {
            String before = text.substring(0, opener.start()).strip();
            Optional<Statement> statement = parsed(
                            text.substring(opener.start()).replaceAll("[?!.;]+$", ""))
                    .or(() -> parsed(text.substring(opener.start()).replaceAll(" (take|run|work|do|cost)[?!.]*$", "")));
            if (statement.isPresent() && (before.isEmpty() || before.equalsIgnoreCase("please"))) {
                return Optional.of(reading(statement.get()));
            }
            if (statement.isPresent()) {
                return wrapped(before, statement.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Reading> wrapped(String before, Statement statement) {
        boolean measured = WHY.matcher(before).matches();
        if (!measured && !HOW.matcher(before).matches()) {
            return before.toLowerCase(Locale.ROOT).matches("(please |can you |could you )?(run|execute|do|answer) ?:?")
                    ? Optional.of(reading(statement))
                    : Optional.empty();
        }
        Statement explained = statement instanceof Statement.Explain explain ? explain.explained() : statement;
        return Optional.of(reading(new Statement.Explain(measured, explained, explained.span())));
    }

    private static Reading reading(Statement statement) {
        return new Reading(SyntaxPrinter.print(statement), 1);
    }

    private Optional<Statement> parsed(String text) {
        List<Parsed> parsed = StatementReader.read(new Source("ask", text), text);
        if (parsed.size() != 1 || !linter.check("ask", text).isEmpty()) {
            return Optional.empty();
        }
        return parsed.getFirst().statement().filter(each -> !(each instanceof Statement.Ask));
    }
}
