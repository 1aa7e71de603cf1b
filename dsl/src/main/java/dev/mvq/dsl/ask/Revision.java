package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Amount;
import dev.mvq.dsl.ask.Meaning.Leg;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.ask.Meaning.Unit;
import dev.mvq.dsl.syntax.Expression;
import java.util.List;
import java.util.Set;

/** What mentions mean in view of those around them: numbers that are no counts, strikes, and "what was SPY like". */
final class Revision {
    /** Below it a bare number may be a price, a delta or a volatility. */
    private static final double LEAST_STRIKE = 20;

    /** Kinds of words that ask for rows of contracts, or for figures of them. */
    private static final Set<String> ROWS = Set.of("RIGHT", "NOUN", "AGGREGATE", "MONEYNESS", "TENOR", "PATTERN");

    /** Figures in hundredths are no more than this. */
    private static final double WHOLE = 150;

    /** What else could be above or below a number. */
    private static final Set<Meaning> FOREIGN = Set.of(
            new Tag("INTENT", "similar"),
            new Tag("INTENT", "anomalies"),
            new Tag("INTENT", "arbitrage"),
            new Tag("INTENT", "regimes"),
            new Tag("INTENT", "compare"));

    private final List<Word> words;

    Revision(List<Word> words) {
        this.words = words;
    }

    List<Mention> of(List<Mention> mentions) {
        return profiled(paced(told(asked(struck(bounded(described(mentions)))))));
    }

    /** A number behind "below" or "over" that no column claimed bounds something: it is no count of rows. */
    private List<Mention> bounded(List<Mention> mentions) {
        for (int at = 1; at < mentions.size(); at++) {
            Mention mention = mentions.get(at);
            boolean behindTicker = mentions.get(at - 1).meanings().getFirst() instanceof Meaning.Ticker
                    && mentions.get(at - 1).to() == mention.from()
                    && !Words.is(words, mention.to(), Scanner.COUNTED);
            boolean bound = behindTicker
                    || isMeasured(mentions, at)
                    || (mentions.get(at - 1).meanings().getFirst() instanceof Tag tag
                            && tag.kind().equals("COMPARATOR")
                            && (!Set.of("LESS_EQUAL", "EQUAL", "ABOUT").contains(tag.value())
                                    || Words.is(words, mention.from() - 1, "near", "around")));
            if (bound && mention.meanings().getFirst() instanceof Amount amount && amount.unit() == Unit.NONE) {
                mentions.set(at, Mention.of(mention.from(), mention.to(), new Amount(amount.value(), Unit.BOUND)));
            }
        }
        return mentions;
    }

    /** {@code average iv of SPY puts over 40}, {@code more than 1000 trades}: what is no strike. */
    private boolean isOfFigure(List<Mention> mentions, int at, double value) {
        boolean figure = mentions.stream()
                .map(mention -> mention.meanings().getFirst())
                .anyMatch(meaning -> meaning instanceof Tag tag
                        && tag.kind().equals("COLUMN")
                        && ConditionReader.COMPARED.contains(tag.value()));
        Mention comparator = mentions.get(at - 1);
        boolean many = is(comparator.from(), "more", "less", "fewer")
                || is(comparator.to() - 1, "than")
                || is(mentions.get(at).to(), "times", "trades", "lots", "contracts", "traded", "deals");
        return (figure && value <= WHOLE) || many;
    }

    /** {@code iv 40}: a number behind a figure that does not order rows is no count of them. */
    private boolean isMeasured(List<Mention> mentions, int at) {
        Mention column = mentions.get(at - 1);
        boolean figure = column.meanings().getFirst() instanceof Tag tag
                && tag.kind().equals("COLUMN")
                && ConditionReader.COMPARED.contains(tag.value());
        boolean orders = at > 1
                && mentions.get(at - 2).meanings().getFirst() instanceof Tag order
                && order.kind().equals("ORDER");
        return figure
                && !orders
                && Words.skip(words, column.to(), "of", "with", "is", "at", "=", ":")
                        == mentions.get(at).from();
    }

    /** {@code calls above 160}: what bounds contracts without a word is their strike. */
    private List<Mention> struck(List<Mention> mentions) {
        boolean contracts = mentions.stream()
                .flatMap(mention -> mention.meanings().stream())
                .anyMatch(meaning -> meaning instanceof Tag tag
                        && (tag.kind().equals("RIGHT") || tag.equals(new Tag("NOUN", "contracts"))));
        boolean listed = mentions.stream()
                .flatMap(mention -> mention.meanings().stream())
                .noneMatch(meaning -> meaning instanceof Meaning.Option || FOREIGN.contains(meaning));
        for (int at = 1; at < mentions.size() && contracts && listed; at++) {
            if (mentions.get(at - 1).meanings().getFirst() instanceof Tag tag
                    && tag.kind().equals("COMPARATOR")
                    && Set.of("LESS", "GREATER").contains(tag.value())
                    && mentions.get(at - 1).to() == mentions.get(at).from()
                    && mentions.get(at).meanings().getFirst() instanceof Amount amount
                    && amount.unit() == Unit.BOUND
                    && amount.value() >= LEAST_STRIKE
                    && !isOfFigure(mentions, at, amount.value())) {
                Meaning strike = new Meaning.Condition(
                        Tree.compare(
                                Tree.column("strike"),
                                Expression.Comparison.valueOf(tag.value()),
                                Tree.num(amount.value())),
                        "strike",
                        amount.value());
                mentions.set(
                        at,
                        Mention.of(mentions.get(at - 1).from(), mentions.get(at).to(), strike));
                mentions.remove(at - 1);
            }
        }
        return mentions;
    }

    /** {@code open interest of AAPL by strike}: the pattern, where neither contracts nor statistics are asked for. */
    private List<Mention> profiled(List<Mention> mentions) {
        boolean rows = mentions.stream()
                .flatMap(mention -> mention.meanings().stream())
                .anyMatch(meaning -> meaning instanceof Meaning.Condition
                        || meaning instanceof Meaning.Expires
                        || meaning instanceof Meaning.Option
                        || meaning instanceof Meaning.Result
                        || (meaning instanceof Tag tag && ROWS.contains(tag.kind())));
        int figure = place(mentions, Set.of("open_interest", "volume"));
        int strike = place(mentions, Set.of("strike"));
        boolean by = strike >= 0 && is(mentions.get(strike).from() - 1, "by", "per", "across", "over");
        if (rows || figure < 0 || figure > strike || !by) {
            return mentions;
        }
        String pattern = mentions.get(figure).meanings().contains(new Tag("COLUMN", "volume"))
                ? "volume_profile"
                : "open_interest";
        Mention said = mentions.get(figure);
        mentions.set(figure, Mention.of(said.from(), said.to(), new Tag("PATTERN", pattern)));
        mentions.remove(strike);
        return mentions;
    }

    private static int place(List<Mention> mentions, Set<String> columns) {
        for (int at = 0; at < mentions.size(); at++) {
            if (mentions.get(at).meanings().getFirst() instanceof Tag tag
                    && tag.kind().equals("COLUMN")
                    && columns.contains(tag.value())) {
                return at;
            }
        }
        return -1;
    }

    /** {@code spread of TLT options weekly}: how often, where a pattern is asked for and no contracts stand behind. */
    private List<Mention> paced(List<Mention> mentions) {
        boolean pattern = mentions.stream()
                .flatMap(mention -> mention.meanings().stream())
                .anyMatch(meaning -> meaning instanceof Tag tag && tag.kind().equals("PATTERN"));
        for (int at = 1; at < mentions.size() && pattern; at++) {
            Mention mention = mentions.get(at);
            List<Meaning> paces = mention.meanings().stream()
                    .filter(meaning -> meaning instanceof Tag tag && tag.kind().equals("UNIT"))
                    .toList();
            if (mention.length() == 1 && !paces.isEmpty() && mention.to() == words.size()) {
                mentions.set(at, new Mention(mention.from(), mention.to(), paces));
            }
        }
        return mentions;
    }

    /** {@code anomalies that happened at Tesla}: nothing is asked of what came next. */
    private List<Mention> told(List<Mention> mentions) {
        boolean ahead = mentions.stream()
                .map(mention -> mention.meanings().getFirst())
                .anyMatch(meaning -> meaning instanceof Meaning.Horizons
                        || (meaning instanceof Meaning.Slot slot && slot.name().equals("days")));
        for (int at = 1; at < mentions.size() && !ahead; at++) {
            Mention mention = mentions.get(at);
            boolean found = mentions.subList(0, at).stream()
                    .anyMatch(each -> FOREIGN.contains(each.meanings().getFirst()));
            if (found
                    && mention.meanings().contains(new Tag("INTENT", "outcome"))
                    && is(mention.to() - 1, "happened", "occurred")) {
                mentions.set(at, Mention.of(mention.from(), mention.to(), new Tag("RESULT", "last")));
            }
        }
        return mentions;
    }

    /** In "what does iv mean" no mean is asked for. */
    private List<Mention> asked(List<Mention> mentions) {
        int last = mentions.size() - 1;
        if (last >= 0
                && is(0, "what")
                && is(1, "does", "do")
                && is(words.size() - 1, "mean", "stand")
                && mentions.get(last).to() == words.size()) {
            mentions.set(last, Mention.of(words.size() - 1, words.size(), new Tag("INTENT", "help")));
        }
        return mentions;
    }

    /** In "what was SPY like" nothing follows that it could be like. */
    private List<Mention> described(List<Mention> mentions) {
        int last = -1;
        for (int at = 0; at < mentions.size(); at++) {
            Meaning meaning = mentions.get(at).meanings().getFirst();
            last = meaning instanceof Meaning.Ticker || meaning instanceof Meaning.Option || meaning instanceof Leg
                    ? at
                    : last;
        }
        boolean asked = !words.isEmpty()
                && (words.getFirst().is("whats", "hows")
                        || (words.getFirst().is("what", "how") && is(1, "is", "was", "did", "does", "do")));
        if (asked) {
            for (int at = last + 1; at < mentions.size() && last >= 0; at++) {
                Mention like = mentions.get(at);
                if (like.length() <= 2
                        && words.get(like.to() - 1).is("like")
                        && like.meanings().contains(new Tag("INTENT", "similar"))) {
                    mentions.set(at, Mention.of(like.from(), like.to(), new Tag("INTENT", "describe")));
                }
            }
        }
        return mentions;
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
