package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Counting.Count;
import dev.mvq.dsl.ask.Meaning.Condition;
import dev.mvq.dsl.ask.Meaning.Expires;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Expression.Comparison;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** When contracts expire: expiring in march 2024, next friday's expiry, expiring within 30 days. */
final class ExpiryReader {
    private final List<Word> words;
    private final Days days;
    private final Lexicon lexicon;
    private final DayReader dates;

    ExpiryReader(List<Word> words, Days days, Lexicon lexicon, DayReader dates) {
        this.words = words;
        this.days = days;
        this.lexicon = lexicon;
        this.dates = dates;
    }

    Optional<Mention> at(int at) {
        Optional<Mention> expire = lexicon.at(words, at, "EXPIRE");
        boolean grouping = is(at - 1, "by", "per", "each", "every") && is(at, "expiry", "expiration", "maturity");
        if (expire.isPresent() && !grouping) {
            int next = expire.get().to();
            return within(at, next).or(() -> dated(at, next));
        }
        return trailing(at);
    }

    /** {@code within 30 days}, {@code in less than two weeks}, {@code in 20 to 40 days}, {@code in more than a month}. */
    private Optional<Mention> within(int at, int next) {
        int after = skip(next, "in", "between", "from", "with");
        Optional<Mention> life = new LifeReader(words, lexicon).ahead(at, after);
        if (life.isPresent() && (after > next || is(next - 1, "in"))) {
            return life;
        }
        int number = skip(
                next, "within", "in", "the", "next", "coming", "less", "under", "than", "at", "most", "no", "more");
        Count count = Counting.at(words, number);
        if (!count.exists() || (number == next && !is(next - 1, "in")) || LifeReader.days(words, count.end()) == 0) {
            return Optional.empty();
        }
        double many = count.value() * LifeReader.days(words, count.end());
        Comparison comparison = (is(number - 1, "than") && is(number - 2, "less")) || is(number - 1, "under")
                ? Comparison.LESS
                : Comparison.LESS_EQUAL;
        Expression dte = Tree.compare(Tree.column("dte"), comparison, Tree.num(many));
        return Optional.of(Mention.of(at, count.end() + 1, new Condition(dte, "dte", many)));
    }

    private Optional<Mention> dated(int at, int next) {
        int later = Words.past(words, next, "after", "later than", "beyond", "further than");
        int earlier = Words.past(words, next, "before", "earlier than", "sooner than", "prior to");
        Comparison bound = later > next ? Comparison.GREATER : earlier > next ? Comparison.LESS : Comparison.EQUAL;
        boolean by = is(next, "by");
        int day = skip(Math.max(later, earlier), "on", "in", "at", "after", "before", "by", "the");
        return ahead(day)
                .or(() -> day < words.size() ? dates.at(day) : Optional.empty())
                .or(() -> dates.at(Math.min(next, words.size() - 1)))
                .map(when -> expires(at, when, by ? Comparison.LESS_EQUAL : bound))
                .map(first -> further(first, bound));
    }

    /** {@code after march but before june}, {@code in march or april}: a second bound, or further months. */
    private Mention further(Mention first, Comparison bound) {
        int next = skip(first.to(), "and", "but", "or", "yet");
        Comparison other = is(next, "after") ? Comparison.GREATER : is(next, "before") ? Comparison.LESS : bound;
        boolean second = other != bound && bound != Comparison.EQUAL && next > first.to();
        boolean listed = bound == Comparison.EQUAL
                && other == bound
                && next < words.size()
                && Days.monthNamed(words.get(next).lower()) > 0
                && ((Expires) first.meanings().getFirst()).when().scope() == Scope.MONTH;
        if (!second && !listed) {
            return first;
        }
        Optional<Mention> more = dates.at(second ? next + 1 : next);
        if (more.isEmpty()) {
            return first;
        }
        Expires one = (Expires) first.meanings().getFirst();
        Expires two = (Expires) expires(next, more.get(), other).meanings().getFirst();
        Expression both = second
                ? Tree.and(List.of(one.condition(), two.condition()))
                : Tree.or(one.condition(), two.condition());
        return further(
                Mention.of(first.from(), more.get().to(), new Expires(joined(one, two, both), two.when())), bound);
    }

    /** Months that follow one another are one period. */
    private Expression joined(Expires one, Expires two, Expression both) {
        boolean follows = both instanceof Expression.Or
                && one.condition() instanceof Expression.Between
                && two.condition() instanceof Expression.Between
                && days.ahead(one.when())
                        .last()
                        .plusDays(1)
                        .equals(days.ahead(two.when()).first());
        return follows
                ? Tree.between(
                        Tree.column("expiry"),
                        ((Expression.Between) one.condition()).low(),
                        ((Expression.Between) two.condition()).high())
                : both;
    }

    private Mention expires(int at, Mention mention, Comparison bound) {
        When when = (When) mention.meanings().getFirst();
        When ahead = days.ahead(when);
        LocalDate first = ahead.first();
        LocalDate last = ahead.last();
        Expression expiry = Tree.column("expiry");
        Expression condition = switch (bound) {
            case GREATER -> Tree.compare(expiry, bound, Tree.date(last));
            case LESS -> Tree.compare(expiry, bound, Tree.date(first));
            case LESS_EQUAL -> Tree.compare(expiry, bound, Tree.date(last));
            default ->
                first.equals(last)
                        ? Tree.compare(expiry, Comparison.EQUAL, Tree.date(first))
                        : Tree.between(expiry, Tree.date(first), Tree.date(last));
        };
        return Mention.of(at, mention.to(), new Expires(condition, when));
    }

    /** {@code next friday expiry}, {@code march expiration}. */
    private Optional<Mention> trailing(int at) {
        return ahead(at).or(() -> dates.at(at)).flatMap(mention -> {
            boolean verb = is(mention.to(), "expire", "expires", "expiring", "expired")
                    && !is(mention.to() + 1, "on", "in", "at", "before", "after", "by", "this", "next", "within");
            boolean out = is(mention.to(), "run", "runs", "running") && is(mention.to() + 1, "out");
            if (verb || out) {
                return Optional.of(Mention.of(
                        at,
                        mention.to() + (out ? 2 : 1),
                        expires(at, mention, Comparison.EQUAL).meanings().getFirst()));
            }
            boolean expiry =
                    is(mention.to(), "expiry", "expiration", "expiries", "expirations", "maturity", "exp", "opex");
            Scope scope = ((When) mention.meanings().getFirst()).scope();
            boolean single = scope == Scope.DAY || scope == Scope.MONTH || scope == Scope.PERIOD;
            if (!expiry || !single) {
                return Optional.empty();
            }
            Mention made = expires(at, mention, Comparison.EQUAL);
            return Optional.of(Mention.of(at, mention.to() + 1, made.meanings().getFirst()));
        });
    }

    /** Weeks, months and years that are yet to come, which only contracts reach. */
    private Optional<Mention> ahead(int at) {
        if (!is(at, "next", "this") || at + 1 >= words.size()) {
            return dates.ahead(at);
        }
        int ahead = is(at, "next") ? 1 : 0;
        LocalDate today = days.today();
        return switch (words.get(at + 1).lower()) {
            case "week" -> Optional.of(Mention.of(at, at + 2, days.week(today.plusWeeks(ahead))));
            case "month" -> {
                LocalDate month = today.plusMonths(ahead);
                yield Optional.of(Mention.of(at, at + 2, days.month(month.getYear(), month.getMonthValue())));
            }
            case "year" -> Optional.of(Mention.of(at, at + 2, days.year(today.getYear() + ahead, true)));
            default -> Optional.empty();
        };
    }

    private int skip(int at, String... any) {
        return Words.skip(words, at, any);
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
