package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be done with a question rather than asked by it: explained, measured, or kept under a name.
 *
 * @param explain whether its plan is wanted
 * @param measured whether it is to be run for that
 * @param name what the rows are to be called
 * @param rest what is left to be asked
 */
record Wrapping(boolean explain, boolean measured, Optional<String> name, List<Mention> rest) {
    /** The word of a name: no keyword of Java or of the language is asked for by accident. */
    private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";

    /** What nobody calls rows. */
    private static final Set<String> FORMATS = Set.of(
            "excel",
            "xls",
            "xlsx",
            "csv",
            "pdf",
            "json",
            "parquet",
            "word",
            "markdown",
            "spreadsheet",
            "image",
            "png",
            "txt");

    Wrapping {
        rest = List.copyOf(rest);
    }

    static Wrapping of(List<Mention> mentions) {
        List<Mention> rest = new ArrayList<>(mentions);
        boolean measured = takeFirst(rest, "measure");
        boolean explain = takeFirst(rest, "explain") || measured;
        Optional<String> name = Optional.empty();
        for (int at = 0; at < rest.size() - 1; at++) {
            int last = rest.size() - 1;
            if (is(rest.get(at), "let") && rest.get(last).meanings().getFirst() instanceof Meaning.Unknown unknown) {
                if (FORMATS.contains(unknown.word().toLowerCase(Locale.ROOT))) {
                    throw new Declined(
                            "rows are saved as .csv, .parquet, .json or .md, under a file's name",
                            "FROM last | SAVE TO 'rows.csv'");
                }
                name = Optional.of(unknown.word()).filter(each -> each.matches(NAME));
                rest.remove(last);
                rest.remove(at);
            }
        }
        return new Wrapping(explain, measured, name, rest);
    }

    private static boolean takeFirst(List<Mention> mentions, String intent) {
        for (int at = 0; at < mentions.size(); at++) {
            if (is(mentions.get(at), intent)) {
                mentions.remove(at);
                return true;
            }
            if (!is(mentions.get(at), "list")) {
                return false;
            }
        }
        return false;
    }

    private static boolean is(Mention mention, String intent) {
        return mention.meanings().contains(new Tag("INTENT", intent));
    }

    /** The same, its rows called by a name that stood before what is asked. */
    Wrapping named(Optional<String> given) {
        return given.isPresent() ? new Wrapping(explain, measured, given, rest) : this;
    }

    /** Whether nothing but the rows at hand is spoken of. */
    boolean isAlone() {
        return name.isPresent()
                && rest.stream()
                        .allMatch(mention -> mention.meanings().stream()
                                .anyMatch(meaning -> meaning instanceof Tag tag
                                        && (tag.kind().equals("RESULT") || tag.equals(new Tag("INTENT", "list")))));
    }

    Statement around(Statement statement) {
        Statement inner =
                explain && !(statement instanceof Statement.Describe) && !(statement instanceof Statement.Help)
                        ? new Statement.Explain(measured, statement, Span.NONE)
                        : statement;
        return name.<Statement>map(each -> new Statement.Let(new Name(each, Span.NONE), inner, Span.NONE))
                .orElse(inner);
    }
}
