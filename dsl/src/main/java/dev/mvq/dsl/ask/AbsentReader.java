package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Expression;
import java.util.List;
import java.util.Optional;

/** Cells that are empty or zero: iv is missing, without any volume, no bid. */
final class AbsentReader {
    private final List<Word> words;
    private final Lexicon lexicon;

    private static final String[] ABSENT = {"missing", "absent", "empty", "null", "unknown", "unavailable"};

    AbsentReader(List<Word> words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
    }

    Optional<Mention> at(int at) {
        return unknown(at).or(() -> absent(at));
    }

    /** {@code iv is missing}, {@code without implied volatility}, {@code no known delta}: the cell is empty. */
    private Optional<Mention> unknown(int at) {
        boolean before = is(at, "without", "no", "missing", "lacking", "lack", "lacks", "lacked");
        Optional<Mention> column = column(before ? skip(at + 1, "any", "a", "an", "known", "the") : at);
        if (column.isEmpty() || (before && ConditionReader.MAY_BE_ZERO.contains(name(column.get())))) {
            return Optional.empty();
        }
        int next = skip(column.get().to(), "is", "are", "was", "were", "being");
        boolean not = is(next, "not") && is(next + 1, "there", "known", "given", "available", "quoted");
        boolean there = is(next, "not") && is(next + 1, ABSENT);
        boolean behind = is(next, ABSENT) || not || there;
        if (!before && !behind) {
            return Optional.empty();
        }
        int end = before ? column.get().to() : not || there ? next + 2 : next + 1;
        Expression empty = new Expression.Absent(Tree.column(name(column.get())), there && !before, Span.NONE);
        return Optional.of(Mention.of(at, end, new Condition(empty, name(column.get()), Double.NaN)));
    }

    /** {@code without any volume}, {@code zero open interest}, {@code no bid}: the column is 0. */
    private Optional<Mention> absent(int at) {
        if (!is(at, "without", "no", "zero", "lacking")) {
            return Optional.empty();
        }
        return column(skip(at + 1, "any", "single"))
                .filter(column -> ConditionReader.MAY_BE_ZERO.contains(name(column)))
                .map(column ->
                        Measured.made(at, column.to(), name(column), "EQUAL", new Count(0, column.to(), false, false)));
    }

    private Optional<Mention> column(int at) {
        return at < words.size()
                ? lexicon.at(words, at, "COLUMN").filter(mention -> ConditionReader.COMPARED.contains(name(mention)))
                : Optional.empty();
    }

    private static String name(Mention mention) {
        return ((Tag) mention.meanings().getFirst()).value();
    }

    private int skip(int at, String... any) {
        return Words.skip(words, at, any);
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
