package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Away;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.syntax.Expression.Comparison;
import java.util.List;
import java.util.Optional;

/** How far strikes are from the money: at least 5% otm, 5 to 10% out of the money, within 2% of spot. */
final class AwayReader {
    private static final String[] MONEY = {"money", "spot", "atm", "underlying", "stock"};

    private final List<Word> words;
    private final Lexicon lexicon;

    AwayReader(List<Word> words, Lexicon lexicon) {
        this.words = words;
        this.lexicon = lexicon;
    }

    Optional<Mention> at(int at) {
        Optional<Mention> within = within(at);
        if (within.isPresent()) {
            return within;
        }
        Optional<Mention> comparison = lexicon.at(words, at, "COMPARATOR");
        boolean between = Words.is(words, at, "between", "from");
        int number = comparison.map(Mention::to).orElse(between ? at + 1 : at);
        Count low = Counting.at(words, number);
        if (!low.exists() || low.money()) {
            return Optional.empty();
        }
        if (comparison.isEmpty() && Words.is(words, low.end(), "to", "-", "and") && (between || !isAnd(low.end()))) {
            Count high = Counting.at(words, low.end() + 1);
            return high.exists() && high.percent() ? ranged(at, low, high) : Optional.empty();
        }
        int more = Words.past(words, low.end(), "or more", "or further", "and more", "and further", "+");
        return low.percent()
                ? money(more).flatMap(found -> one(at, comparison, low, found, more > low.end()))
                : Optional.empty();
    }

    private boolean isAnd(int at) {
        return Words.is(words, at, "and");
    }

    private Optional<Mention> one(int at, Optional<Mention> comparison, Count count, Mention found, boolean plus) {
        int more = Words.past(words, found.to(), "or more", "or further", "and more", "and further", "+");
        boolean out = isOut(found);
        if (comparison.isEmpty() && !plus && more == found.to()) {
            String said = Math.rint(count.value() * 1e4) / 100 + "% " + (out ? "otm" : "itm");
            return Optional.of(Mention.of(at, found.to(), new Tag("VAGUE", "at least " + said.replace(".0%", "%"))));
        }
        String sign = comparison.map(each -> value(each)).orElse("GREATER_EQUAL");
        if (sign.equals("ABOUT") || sign.equals("EQUAL")) {
            double half = 0.01;
            return Optional.of(Mention.of(
                    at,
                    found.to(),
                    new Away(out, Comparison.EQUAL, Math.max(0, count.value() - half), count.value() + half)));
        }
        return Optional.of(Mention.of(at, more, new Away(out, Comparison.valueOf(sign), count.value(), count.value())));
    }

    private Optional<Mention> ranged(int at, Count low, Count high) {
        double least = low.percent() ? low.value() : low.value() / 100;
        return money(high.end())
                .map(found ->
                        Mention.of(at, found.to(), new Away(isOut(found), Comparison.EQUAL, least, high.value())));
    }

    /** {@code within 5% of the money}. */
    private Optional<Mention> within(int at) {
        if (!Words.is(words, at, "within", "inside")) {
            return Optional.empty();
        }
        Count count = Counting.at(words, at + 1);
        int money = count.exists() ? Words.skip(words, count.end(), "of", "from", "around", "the", "at", "price") : at;
        if (!count.percent() || money == count.end() || !Words.is(words, money, MONEY)) {
            return Optional.empty();
        }
        int end = Words.is(words, money + 1, "price") ? money + 2 : money + 1;
        return Optional.of(Mention.of(
                at,
                end,
                new Condition(
                        Tree.between(
                                Tree.column("moneyness"), Tree.num(1 - count.value()), Tree.num(1 + count.value())),
                        "moneyness",
                        count.value())));
    }

    private Optional<Mention> money(int at) {
        return at < words.size()
                ? lexicon.at(words, at, "MONEYNESS")
                        .filter(found -> List.of("otm", "itm").contains(value(found)))
                : Optional.empty();
    }

    private static boolean isOut(Mention found) {
        return value(found).equals("otm");
    }

    private static String value(Mention mention) {
        return ((Tag) mention.meanings().getFirst()).value();
    }
}
