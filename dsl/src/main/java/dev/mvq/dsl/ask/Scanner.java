package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Amount;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.ask.Meaning.Unit;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.MalformedContractException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** Words to mentions: at each word the longest stretch that means something; the order of the readers breaks ties. */
final class Scanner {
    /** Words between "not" and what is not wanted. */
    private static final String[] PASSED = {
        "in",
        "on",
        "from",
        "the",
        "any",
        "of",
        "for",
        "those",
        "ones",
        "that",
        "which",
        "are",
        "is",
        "options",
        "contracts",
        "stuff",
        "anything",
        "during",
        "all",
        "with",
        "names",
        "stocks",
        "like",
        "s"
    };

    /** Words before a number that then says when or where, not how many. */
    private static final String[] BEFORE_PLACES = {
        "in", "since", "from", "during", "by", "before", "after", "at", "on", "until", "till", "between", "circa",
        "year", "day", "session", "row", "number", "rank"
    };

    static final String[] COUNTED = {
        "contracts", "options", "matches", "results", "rows", "neighbours", "neighbors", "days", "stocks", "names",
                "of",
        "puts", "calls", "closest", "nearest", "most", "hits", "analogs", "analogues", "lookalikes", "trades", "best"
    };

    private final List<Word> words;
    private final Lexicon lexicon;
    private final TickerReader tickers;
    private final List<IntFunction<Optional<Mention>>> readers;

    Scanner(List<Word> words, Days days, Lexicon lexicon, Set<String> listed) {
        this.words = words;
        this.lexicon = lexicon;
        this.tickers = new TickerReader(words, lexicon, listed);
        SlotReader slots = new SlotReader(words, lexicon);
        DayReader dates = new DayReader(days, words, lexicon);
        this.readers = List.of(
                new ExpiryReader(words, days, lexicon, dates)::at,
                new AwayReader(words, lexicon)::at,
                new TradedReader(words, lexicon)::at,
                this::same,
                new TurnedReader(words, lexicon)::at,
                new ConditionReader(words, lexicon)::at,
                slots::at,
                dates::at,
                new LegReader(words, lexicon)::at,
                this::written,
                tickers::at,
                this::without,
                this::included,
                this::owned,
                at -> lexicon.spoken(words, at),
                this::amount);
    }

    /** Every mention in order; words without meaning are unknown, fillers are left out. */
    List<Mention> mentions() {
        List<Mention> mentions = new ArrayList<>();
        int at = 0;
        int denied = -1;
        while (at < words.size()) {
            int here = at;
            if (words.get(at).is("but") && longest(here).isPresent() && reaches(here)) {
                at++;
                continue;
            }
            Optional<Mention> longest = (denied == at ? denied(at) : Optional.<Mention>empty()).or(() -> longest(here));
            if (longest.isPresent()) {
                mentions.add(longest.get());
                at = longest.get().to();
                denied = isDenial(longest.get()) ? at : -1;
            } else {
                Word word = words.get(at);
                if (!isHarmless(at) && word.kind() != Word.Kind.SIGN) {
                    mentions.add(Mention.of(at, at + 1, new Meaning.Unknown(word.text())));
                }
                at++;
            }
        }
        return new Revision(words).of(mentions);
    }

    /** {@code but not more than one}: what begins behind "but" says more than what begins at it. */
    private boolean reaches(int at) {
        int end = longest(at).map(Mention::to).orElse(at);
        return at + 1 < words.size()
                && longest(at + 1).filter(mention -> mention.to() > end).isPresent();
    }

    /** Words that say nothing of what is asked: fillers, "before" at the end, "split" before "by", and adverbs. */
    private boolean isHarmless(int at) {
        Word word = words.get(at);
        boolean last = at == words.size() - 1;
        return lexicon.isFiller(word.lower())
                || (word.is("before", "since", "near", "around") && last)
                || (word.is("cheaper") && words.stream().anyMatch(each -> each.is("under", "below", "than")))
                || (word.is("split", "group", "grouped", "grouping", "broken", "breakdown")
                        && is(at + 1, "by", "per", "down"))
                || (word.is("year", "month", "week", "quarter")
                        && is(at - 1, "the", "per", "a")
                        && at > 1
                        && isDated(at + 1));
    }

    private boolean isDated(int at) {
        return at < words.size() && words.get(at).kind() == Word.Kind.DATE;
    }

    private Optional<Mention> longest(int at) {
        Mention best = Mention.of(at, at, new Meaning.Unknown(""));
        for (IntFunction<Optional<Mention>> reader : readers) {
            Optional<Mention> read = reader.apply(at);
            if (read.isPresent() && read.get().length() > best.length()) {
                best = read.get();
            }
        }
        return best.length() == 0 ? Optional.empty() : Optional.of(best);
    }

    /** Contracts, files, results and masters, by how they are written. */
    private Optional<Mention> written(int at) {
        Word word = words.get(at);
        boolean verb = word.is("put")
                && (at == 0 || is(at - 1, "please", "and", "then", "to", "you", "can", "now"))
                && is(at + 1, "the", "it", "them", "that", "this", "these", "those", "all", "my", "each", "everything");
        if (verb) {
            return Optional.of(new Mention(at, at + 2, List.of(new Tag("INTENT", "save"), new Tag("INTENT", "set"))));
        }
        boolean alone = at + 1 == words.size()
                || is(
                        at + 1, "where", "sorted", "to", "as", "into", "by", "with", "only", "rows", "and", "grouped",
                        "take", "keep", "show", "those", "drop", "remove");
        if (word.is("last") && alone && !is(at - 1, "the", "at", "was", "were")) {
            return Optional.of(Mention.of(at, at + 1, new Meaning.Result("last", -1)));
        }
        return switch (word.kind()) {
            case CONTRACT -> Optional.of(Mention.of(at, at + 1, contract(word.text())));
            case FILE -> Optional.of(Mention.of(at, at + 1, new Meaning.File(word.text())));
            case QUOTED ->
                Optional.of(Mention.of(
                        at, at + 1, quoted(word.text().substring(1, word.text().length() - 1))));
            case SPARK -> Optional.of(Mention.of(at, at + 1, new Meaning.Master(word.text())));
            case ROW -> Optional.of(Mention.of(at, at + 1, row(word.text())));
            case NUMBER ->
                word.text().matches("\\$\\d+") && !is(at - 1, "under", "below", "over", "above", "than")
                        ? Optional.of(Mention.of(at, at + 1, new Meaning.Result(word.text(), -1)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Meaning contract(String text) {
        try {
            return new Meaning.Option(ContractParser.parse(text));
        } catch (MalformedContractException e) {
            throw new Declined(text + " is no contract: " + e.getMessage(), "a contract such as AAPL_20240119_150_C");
        }
    }

    private Meaning quoted(String text) {
        if (lexicon.isTicker(text)) {
            return new Meaning.Ticker(text);
        }
        return new Meaning.File(text);
    }

    private static Meaning row(String text) {
        int bracket = text.indexOf('[');
        return new Meaning.Result(
                text.substring(0, bracket), Integer.parseInt(text.substring(bracket + 1, text.length() - 1)));
    }

    /** {@code … and anything with iv over 40%} behind what is left out is left out too. */
    private Optional<Mention> denied(int at) {
        int next = Words.skip(words, at, "and", "or", "nor", "also");
        boolean goesOn =
                next > at && (is(next - 1, "nor", "or") || is(next, "anything", "those", "any", "ones", "everything"));
        boolean period = next > at
                && next < words.size()
                && at > 0
                && longest(next).filter(Scanner::isDays).isPresent();
        return goesOn || period ? excluded(at, Words.skip(words, next, PASSED)) : Optional.empty();
    }

    private static boolean isDays(Mention mention) {
        return mention.meanings().getFirst() instanceof Meaning.When;
    }

    private boolean isDenial(Mention mention) {
        boolean across = mention.meanings().getFirst().equals(new Tag("FLAG", "across"))
                && is(mention.from(), "exclude", "excluding", "without", "except", "not", "leaving");
        return across
                || mention.meanings().getFirst() instanceof Meaning.Not
                || mention.meanings().getFirst() instanceof Meaning.Without;
    }

    /** {@code excluding SPY and QQQ}, {@code without weeklies}, {@code except those expiring in march}. */
    private Optional<Mention> without(int at) {
        return lexicon.at(words, at, "NEGATION").flatMap(negation -> {
            int next = Words.skip(words, negation.to(), PASSED);
            return next < words.size() ? excluded(at, next) : Optional.empty();
        });
    }

    private Optional<Mention> excluded(int at, int next) {
        Optional<Mention> ticker = next < words.size() ? ticker(next) : Optional.empty();
        if (next >= words.size()) {
            return Optional.empty();
        }
        Optional<Mention> said = longest(next);
        int end = ticker.map(Mention::to).orElse(words.size() + 1);
        boolean days =
                said.filter(mention -> isDays(mention) && mention.to() >= end).isPresent();
        if (ticker.isPresent() && !days) {
            return Optional.of(excluded(at, ticker.get()));
        }
        return said.filter(mention -> isNegatable(mention.meanings().getFirst()))
                .map(mention -> Mention.of(
                        at, mention.to(), new Meaning.Not(mention.meanings().getFirst())));
    }

    private Mention excluded(int at, Mention first) {
        List<String> names = new ArrayList<>();
        Optional<Mention> ticker = Optional.of(first);
        int end = first.to();
        while (ticker.isPresent()) {
            names.add(((Meaning.Ticker) ticker.get().meanings().getFirst()).name());
            end = ticker.get().to();
            int next = Words.skip(words, end, "and", "or", "nor", "in", "any", "from", "the");
            ticker = next > end && next < words.size() ? ticker(next) : Optional.empty();
        }
        return Mention.of(
                at, is(end, "itself", "self", "himself", "herself") ? end + 1 : end, new Meaning.Without(names));
    }

    private Optional<Mention> ticker(int at) {
        return tickers.at(at)
                .or(() -> lexicon.at(words, at).stream()
                        .filter(mention -> mention.meanings().getFirst() instanceof Meaning.Ticker)
                        .findFirst());
    }

    private static boolean isNegatable(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Condition condition -> true;
            case Meaning.Away away -> true;
            case Meaning.Expires expires -> true;
            case Meaning.When when -> when.scope() != Meaning.Scope.NOW;
            case Tag tag -> tag.kind().equals("TENOR") || tag.kind().equals("MONEYNESS");
            default -> false;
        };
    }

    /** {@code with the same strike}, {@code expiring the same day}. */
    private Optional<Mention> same(int at) {
        int start =
                Words.skip(words, at, "with", "of", "at", "on", "in", "for", "from", "having", "expiring", "expire");
        int same = Words.skip(words, start, "the", "an", "exactly", "its", "exact");
        boolean expiring = start > at && is(start - 1, "expiring", "expire");
        if (!is(same, "same", "identical") || same + 1 >= words.size()) {
            return Optional.empty();
        }
        String column = lexicon.at(words, same + 1, "COLUMN")
                .map(mention -> ((Tag) mention.meanings().getFirst()).value())
                .orElse("");
        boolean known = Set.of(
                        "strike",
                        "expiry",
                        "type",
                        "underlying",
                        "date",
                        "delta",
                        "iv",
                        "dte",
                        "moneyness",
                        "volume",
                        "mid")
                .contains(column);
        if (!known) {
            return Optional.empty();
        }
        int end = lexicon.at(words, same + 1, "COLUMN").map(Mention::to).orElse(same + 2);
        return Optional.of(
                Mention.of(at, is(end, "as", "date") ? end + 1 : end, new Meaning.Same(expiring ? "expiry" : column)));
    }

    /** What is also wanted limits nothing: {@code SPY puts including weeklies} are not weeklies only. */
    private Optional<Mention> included(int at) {
        if (!is(at, "including", "include", "includes", "even") || at + 1 >= words.size()) {
            return Optional.empty();
        }
        int next = Words.skip(words, at + 1, "the", "all", "those", "also", "any");
        return next >= words.size()
                ? Optional.empty()
                : longest(next)
                        .filter(mention -> mention.meanings().stream()
                                .anyMatch(meaning -> isNegatable(meaning)
                                        || meaning instanceof Meaning.Ticker
                                        || (meaning instanceof Tag tag
                                                && tag.kind().equals("RIGHT"))))
                        .map(mention -> Mention.of(
                                at,
                                mention.to(),
                                new Meaning.Unknown(words.get(at).text())));
    }

    /** What somebody holds says nothing of what is asked: {@code I hold 10}. */
    private Optional<Mention> owned(int at) {
        if (!is(at, "hold", "own", "have", "long", "short", "holding", "bought", "sold", "got")) {
            return Optional.empty();
        }
        Count count = Counting.at(words, at + 1);
        return count.exists()
                        && count.value() == Math.rint(count.value())
                        && !is(count.end(), "call", "put")
                        && !is(count.end(), "strike")
                ? Optional.of(Mention.of(at, count.end(), new Tag("OWNED", "")))
                : Optional.empty();
    }

    private Optional<Mention> amount(int at) {
        Count count = Counting.at(words, at);
        if (!count.exists() || (words.get(at).is("one") && !is(at + 1, "result", "match", "contract", "option"))) {
            return Optional.empty();
        }
        boolean dash = is(at - 1, "-") && !(at > 1 && words.get(at - 2).kind() == Word.Kind.SIGN);
        boolean signed = at > 0 && words.get(at - 1).kind() == Word.Kind.SIGN && !is(at - 1, ":", "=") && !dash;
        boolean lasting = is(at - 1, "for", "over", "within", "during")
                && is(count.end(), "days", "weeks", "months", "years", "sessions");
        boolean near = is(at - 1, "near", "around")
                || (is(at - 1, "to") && is(at - 2, "closest", "nearest", "close", "near", "next", "equal"));
        boolean placed = near || (is(at - 1, BEFORE_PLACES) && !is(count.end(), COUNTED)) || lasting;
        Unit unit = count.percent()
                ? Unit.PERCENT
                : count.money() ? Unit.MONEY : signed || placed || count.value() <= 0 ? Unit.BOUND : Unit.NONE;
        return Optional.of(Mention.of(at, count.end(), new Amount(count.value(), unit)));
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
