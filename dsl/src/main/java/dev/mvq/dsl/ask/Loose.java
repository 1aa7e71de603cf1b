package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** What a statement may leave unused of what was said, and what it may not. */
final class Loose {
    /** Kinds of words that say nothing a statement must keep. */
    private static final Set<String> LOOSE = Set.of(
            "NOUN",
            "AMONG",
            "BREAK",
            "RESULT",
            "SLOT",
            "COMPARATOR",
            "EXPIRE",
            "OPTION",
            "VALUE",
            "SETTING",
            "TOPIC",
            "OWNED",
            "NEGATION_OK");
    /** What is asked for: another statement would answer another question. */
    private static final Set<String> FIRM = Set.of(
            "similar",
            "compare",
            "regimes",
            "arbitrage",
            "anomalies",
            "generate",
            "fullindex",
            "train",
            "test",
            "build",
            "simulate",
            "help",
            "outcome",
            "reset",
            "let",
            "import",
            "explain",
            "analyze",
            "measure");

    /** What is nothing without its number. */
    private static final Set<String> BARE = Set.of("sensitivity", "threshold", "minspread", "maxrisk");

    private static final Set<String> LOOSE_COLUMNS = Set.of(
            "underlying",
            "date",
            "type",
            "contract",
            "similarity",
            "expiry",
            "strike",
            "last",
            "bid",
            "ask",
            "mid",
            "open");
    private static final Set<String> LOOSE_FLAGS = Set.of("local", "market", "everywhere", "past", "equal");

    /** Words that want something behind them. */
    private static final String[] WANTING = {
        "of",
        "with",
        "than",
        "between",
        "and",
        "or",
        "by",
        "under",
        "over",
        "above",
        "below",
        "least",
        "most",
        "from",
        "versus",
        "vs",
        "except",
        "without",
        "not",
        "exceeding"
    };

    private Loose() {}

    /** {@code calls with a delta of}: the last word, where what it wants is missing. */
    static Optional<Mention> hanging(List<Mention> mentions, List<Word> words, Set<Integer> used) {
        int last = words.size() - 1;
        if (last < 1 || !Words.is(words, last, WANTING) || Words.is(words, last - 1, "play", "work", "start", "deal")) {
            return Optional.empty();
        }
        boolean said = IntStream.range(0, mentions.size())
                .filter(at -> mentions.get(at).to() == words.size())
                .anyMatch(at -> used.contains(at) && (mentions.get(at).length() > 1 || !isJoint(mentions.get(at))));
        return said
                ? Optional.empty()
                : Optional.of(Mention.of(
                        last, words.size(), new Meaning.Unknown(words.get(last).text())));
    }

    /** {@code more volume than puts}: a comparison that nothing has read. */
    static Optional<Mention> uncompared(List<Mention> mentions, List<Word> words) {
        return IntStream.range(0, words.size())
                .filter(at -> words.get(at).is("than")
                        && mentions.stream().noneMatch(mention -> mention.from() <= at && at < mention.to()))
                .mapToObj(at ->
                        Mention.of(at, at + 1, new Meaning.Unknown(words.get(at).text())))
                .findFirst();
    }

    private static boolean isJoint(Mention mention) {
        return mention.meanings().getFirst() instanceof Tag tag
                && Set.of("AMONG", "COMPARATOR", "JOIN", "NEGATION", "ORDER").contains(tag.kind());
    }

    /** {@code cheaper than MSFT puts}, {@code more than}: a bound without its number. */
    static boolean comparesNothing(List<Mention> mentions, int at, List<Word> words) {
        boolean comparison = mentions.get(at).meanings().getFirst() instanceof Tag tag
                && tag.kind().equals("COMPARATOR")
                && (tag.value().startsWith("GREATER") || tag.value().startsWith("LESS"));
        boolean named = at + 1 < mentions.size()
                && mentions.get(at + 1).from() == mentions.get(at).to()
                && switch (mentions.get(at + 1).meanings().getFirst()) {
                    case Meaning.Ticker ticker -> true;
                    case Meaning.Option option -> true;
                    case Meaning.When when -> true;
                    case Tag tag -> Set.of("RIGHT", "COLUMN", "AGGREGATE").contains(tag.kind());
                    default -> false;
                };
        boolean equal = mentions.get(at).meanings().getFirst().equals(new Tag("COMPARATOR", "EQUAL"))
                && words.get(mentions.get(at).to() - 1).is("to", "equals");
        if (equal) {
            return true;
        }
        Word last = words.get(mentions.get(at).to() - 1);
        boolean hangs = mentions.get(at).to() == words.size()
                && at > 0
                && mentions.get(at - 1).to() == mentions.get(at).from()
                && mentions.get(at - 1).meanings().getFirst() instanceof Tag before
                && before.kind().equals("COLUMN");
        return comparison
                && (named
                        || hangs
                        || last.is("than", "higher", "lower", "bigger", "smaller", "larger", "less", "fewer"));
    }

    /** What may mean "no" is never passed over. */
    static boolean isLoose(Mention mention) {
        boolean denies = mention.meanings().stream()
                .anyMatch(meaning -> meaning instanceof Tag tag && tag.kind().equals("NEGATION"));
        return !denies && mention.meanings().stream().anyMatch(Loose::isLoose);
    }

    private static boolean isLoose(Meaning meaning) {
        return switch (meaning) {
            case Tag tag -> isLoose(tag);
            case Meaning.Result result -> true;
            case Meaning.When when -> when.scope() == Meaning.Scope.NOW;
            default -> false;
        };
    }

    private static boolean isLoose(Tag tag) {
        return switch (tag.kind()) {
            case "INTENT" -> !FIRM.contains(tag.value());
            case "COLUMN" -> LOOSE_COLUMNS.contains(tag.value());
            case "FLAG" -> LOOSE_FLAGS.contains(tag.value());
            case "ORDER" -> tag.value().equals("? by");
            case "SLOT" -> !BARE.contains(tag.value());
            default -> LOOSE.contains(tag.kind());
        };
    }
}
