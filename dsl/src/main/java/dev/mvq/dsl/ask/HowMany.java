package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Amount;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Option;
import dev.mvq.dsl.ask.Meaning.Ticker;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many neighbours are wanted, how alike and how far apart. */
final class HowMany {
    private static final Span NONE = Span.NONE;

    private final Slots slots;
    private final List<Word> words;
    private final List<Clause> clauses = new ArrayList<>();
    private final List<Expression> terms = new ArrayList<>();

    HowMany(Slots slots, List<Word> words) {
        this.slots = slots;
        this.words = words;
    }

    /** K, THRESHOLD and APART. */
    List<Clause> clauses() {
        if (isStrike()) {
            throw new Declined(
                    "a number behind a ticker could be a strike: which expiry and right has it, or how many are asked for?",
                    "SIMILAR TO AAPL_20240119_150_C K 20");
        }
        Optional<Double> named = slots.slot("k");
        List<Amount> amounts = slots.takeAll(Amount.class, Amount::isWhole);
        for (String counted : List.of("underlyings", "days")) {
            if (amounts.isEmpty() && named.isEmpty() && !slots.hasAny(Option.class)) {
                slots.slot(counted).ifPresent(count -> amounts.add(new Amount(count, Meaning.Unit.NONE)));
            }
        }
        for (String right : List.of("calls", "puts")) {
            slots.slot(right).ifPresent(count -> {
                amounts.add(new Amount(count, Meaning.Unit.NONE));
                terms.add(Tree.equal("type", Tree.str(right.equals("calls") ? "C" : "P")));
            });
        }
        List<Double> counts =
                new ArrayList<>(amounts.stream().map(Amount::value).toList());
        named.ifPresent(counts::add);
        if (counts.stream().distinct().count() > 1) {
            throw new Declined("two numbers could be how many are asked for", "K 20");
        }
        if (counts.isEmpty() && isSingular()) {
            counts.add(1.0);
        }
        counts.stream().findFirst().ifPresent(each -> clauses.add(new Clause.Limit(Tree.number(each), NONE)));
        slots.slot("threshold").ifPresent(each -> clauses.add(new Clause.Threshold(Tree.number(each), NONE)));
        slots.takeAll(Condition.class, each -> each.column().equals("similarity"))
                .forEach(this::threshold);
        slots.slot("apart").ifPresent(each -> clauses.add(new Clause.Apart(Tree.number(each), NONE)));
        return clauses;
    }

    /** What counts say beside the number: {@code 20 puts}. */
    List<Expression> terms() {
        return terms;
    }

    /** {@code how many of the 500 nearest to … are puts}: what they are is asked of these, not before they are found. */
    boolean areOfThese() {
        int subject = slots.place(meaning -> meaning instanceof Option || meaning instanceof Ticker);
        boolean last = subject < slots.mentions().size()
                && asked(slots.mentions().get(subject).to());
        for (int at = 0; at < words.size() && last; at++) {
            int number = Words.skip(words, at + 1, "the", "its", "top", "first");
            boolean many = Words.is(words, at, "of", "among")
                    && Counting.at(words, number).exists()
                    && Words.is(words, Counting.at(words, number).end(), "nearest", "closest", "best", "most", "top");
            if (many) {
                return true;
            }
        }
        return false;
    }

    private boolean asked(int from) {
        return words.subList(from, words.size()).stream()
                .anyMatch(word -> word.is("are", "have", "has", "is", "were", "had", "come", "fall"));
    }

    /** {@code similar to AAPL 150}: a bare number right behind a stock. */
    private boolean isStrike() {
        List<Mention> mentions = slots.mentions();
        for (int at = 1; at < mentions.size(); at++) {
            boolean behind = mentions.get(at - 1).meanings().getFirst() instanceof Ticker
                    && mentions.get(at).from() == mentions.get(at - 1).to();
            if (behind
                    && mentions.get(at).meanings().getFirst() instanceof Amount
                    && (at + 1 == mentions.size()
                            || mentions.get(at).to() < mentions.get(at + 1).from())) {
                return true;
            }
        }
        return false;
    }

    /** {@code the most similar contract}, {@code the closest match}: one is asked for. */
    private boolean isSingular() {
        for (int at = 1; at < words.size(); at++) {
            boolean most = Words.is(words, at - 1, "closest", "nearest", "best")
                    || (Words.is(words, at - 1, "similar") && Words.is(words, at - 2, "most"));
            if (most
                    && Words.is(
                            words,
                            at,
                            "contract",
                            "option",
                            "match",
                            "one",
                            "neighbour",
                            "neighbor",
                            "day",
                            "stock",
                            "thing",
                            "lookalike",
                            "analog",
                            "analogue")
                    && !Words.is(words, at + 1, "per", "for", "each", "of", "by")) {
                return true;
            }
        }
        return false;
    }

    private void threshold(Condition condition) {
        if (condition.expression() instanceof Expression.Compared compared
                && (compared.comparison() == Comparison.GREATER || compared.comparison() == Comparison.GREATER_EQUAL)) {
            clauses.add(new Clause.Threshold(Tree.number(condition.bound()), NONE));
        } else {
            throw new Declined("a similarity is bounded from below only", "THRESHOLD 0.9");
        }
    }
}
