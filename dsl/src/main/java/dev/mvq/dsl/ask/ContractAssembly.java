package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Expires;
import dev.mvq.dsl.ask.Meaning.Lead;
import dev.mvq.dsl.ask.Meaning.Leg;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.ask.Meaning.Ticker;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Right;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Underlying, expiry, strike and right, wherever they stand in a sentence, to contracts. */
final class ContractAssembly {
    /** How many words a leg's parts may be away from it. */
    private static final int REACH = 9;

    private static final int NOWHERE = -1;

    private final List<Mention> mentions;
    private final Days days;
    private final List<Word> words;
    private final Set<Integer> claimed = new HashSet<>();

    ContractAssembly(List<Mention> mentions, Days days, List<Word> words) {
        this.mentions = new ArrayList<>(mentions);
        this.days = days;
        this.words = words;
    }

    /** The mentions with contracts in the place of their parts. */
    List<Mention> assembled() {
        around();
        behind();
        apart();
        List<Mention> made = new ArrayList<>(mentions);
        for (int at = 0; at < mentions.size(); at++) {
            if (mentions.get(at).meanings().getFirst() instanceof Leg leg) {
                made.set(at, whole(at, leg));
            }
        }
        List<Mention> kept = new ArrayList<>();
        for (int at = 0; at < made.size(); at++) {
            if (!claimed.contains(at)) {
                kept.add(made.get(at));
            }
        }
        return kept;
    }

    /** {@code the 480 SPY call}: strike and right around the ticker; of several calls the number is how many. */
    private void around() {
        for (int at = 0; at + 2 < mentions.size(); at++) {
            Mention strike = mentions.get(at);
            Mention right = mentions.get(at + 2);
            boolean one = strike.meanings().getFirst() instanceof Meaning.Amount
                    && mentions.get(at + 1).meanings().getFirst() instanceof Ticker
                    && strike.to() == mentions.get(at + 1).from()
                    && mentions.get(at + 1).to() == right.from()
                    && words.get(right.from()).is("call", "put")
                    && right.length() == 1;
            if (one && strike.meanings().getFirst() instanceof Meaning.Amount amount && amount.value() > 0) {
                Right of = words.get(right.from()).is("call") ? Right.CALL : Right.PUT;
                mentions.set(
                        at + 2,
                        Mention.of(right.from(), right.to(), new Leg(Math.round(amount.value() * 1000), of, false)));
                claimed.add(at);
            }
        }
    }

    /** {@code the call Microsoft 380}. */
    private void behind() {
        for (int at = 0; at + 2 < mentions.size(); at++) {
            Mention right = mentions.get(at);
            Mention strike = mentions.get(at + 2);
            boolean one = words.get(right.from()).is("call", "put")
                    && right.length() == 1
                    && right.to() == mentions.get(at + 1).from()
                    && mentions.get(at + 1).meanings().getFirst() instanceof Ticker
                    && mentions.get(at + 1).to() == strike.from();
            if (one && strike.meanings().getFirst() instanceof Meaning.Amount amount && amount.value() > 0) {
                Right of = words.get(right.from()).is("call") ? Right.CALL : Right.PUT;
                mentions.set(
                        at + 2,
                        Mention.of(strike.from(), strike.to(), new Leg(Math.round(amount.value() * 1000), of, false)));
                claimed.add(at);
            }
        }
    }

    /** {@code a put from microsoft, strike 400}: right and strike to a leg where there is one of each and no other. */
    private void apart() {
        List<Integer> strikes = places(meaning -> meaning instanceof Meaning.Condition condition
                && condition.expression() instanceof Expression.Compared compared
                && condition.column().equals("strike")
                && compared.comparison() == Expression.Comparison.EQUAL);
        List<Integer> rights =
                places(meaning -> meaning instanceof Tag tag && tag.kind().equals("RIGHT"));
        boolean legs = mentions.stream().anyMatch(mention -> mention.meanings().getFirst() instanceof Leg);
        if (legs || strikes.size() != 1 || rights.size() != 1 || expiry(strikes.getFirst()) == NOWHERE) {
            return;
        }
        Mention strike = mentions.get(strikes.getFirst());
        double bound = ((Meaning.Condition) strike.meanings().getFirst()).bound();
        boolean call = mentions.get(rights.getFirst()).meanings().contains(new Tag("RIGHT", "C"));
        mentions.set(
                strikes.getFirst(),
                Mention.of(
                        strike.from(),
                        strike.to(),
                        new Leg(Math.round(bound * 1000), call ? Right.CALL : Right.PUT, false)));
        claimed.add(rights.getFirst());
    }

    private List<Integer> places(Predicate<Meaning> wanted) {
        return IntStream.range(0, mentions.size())
                .filter(at -> mentions.get(at).meanings().stream().anyMatch(wanted))
                .boxed()
                .toList();
    }

    private Mention whole(int at, Leg leg) {
        Mention mention = mentions.get(at);
        int ticker = nearest(at, Ticker.class);
        int expiry = expiry(at);
        if (ticker == NOWHERE || expiry == NOWHERE) {
            return leg.plural() ? counted(mention, leg, ticker != NOWHERE && isNext(at, ticker)) : mention;
        }
        claimed.add(ticker);
        claimed.add(expiry);
        Ticker root = (Ticker) mentions.get(ticker).meanings().getFirst();
        Contract contract = new Contract(root.name(), day(expiry), leg.thousandths(), leg.right());
        return Mention.of(mention.from(), mention.to(), new Meaning.Option(contract));
    }

    /** {@code SPY 450 puts} are puts struck at 450; {@code 20 puts} are twenty. */
    private static Mention counted(Mention mention, Leg leg, boolean struck) {
        double strike = leg.thousandths() / 1000.0;
        String letter = String.valueOf(leg.right().letter());
        if (struck) {
            Expression both =
                    Tree.and(List.of(Tree.equal("strike", Tree.num(strike)), Tree.equal("type", Tree.str(letter))));
            return Mention.of(mention.from(), mention.to(), new Meaning.Condition(both, "strike", strike));
        }
        return Mention.of(
                mention.from(), mention.to(), new Meaning.Slot(leg.right() == Right.CALL ? "calls" : "puts", strike));
    }

    private boolean isNext(int at, int ticker) {
        return ticker == at - 1;
    }

    private LocalDate day(int expiry) {
        Meaning meaning = mentions.get(expiry).meanings().getFirst();
        When when = meaning instanceof Expires expires ? expires.when() : (When) meaning;
        boolean yearMeant = when.open()
                && when.scope() == Scope.DAY
                && when.first().getDayOfMonth() >= days.today().getYear() % 100
                && when.first().getDayOfMonth() <= days.today().getYear() % 100 + 3
                && days.expiry(when).getDayOfWeek() != DayOfWeek.FRIDAY;
        return yearMeant
                ? Days.monthly(LocalDate.of(
                        2000 + when.first().getDayOfMonth(), when.first().getMonth(), 1))
                : days.expiry(when);
    }

    private int expiry(int leg) {
        int best = NOWHERE;
        for (int at = 0; at < mentions.size(); at++) {
            if (canExpire(at, leg) && (best == NOWHERE || rank(at, leg) < rank(best, leg))) {
                best = at;
            }
        }
        return best;
    }

    private boolean canExpire(int at, int leg) {
        Meaning meaning = mentions.get(at).meanings().getFirst();
        if (meaning instanceof Expires expires) {
            return expires.when().scope() == Scope.DAY || expires.when().scope() == Scope.MONTH;
        }
        if (!(meaning instanceof When when) || (when.scope() != Scope.DAY && when.scope() != Scope.MONTH)) {
            return false;
        }
        boolean ahead = when.last().isAfter(days.today()) || (when.open() && isClose(at, leg));
        return (when.lead() == Lead.NONE && (ahead || isClose(at, leg))) || (ahead && isClose(at, leg));
    }

    /** Beside the leg, with at most a ticker between. */
    private boolean isClose(int at, int leg) {
        return Math.abs(at - leg) <= 2;
    }

    private int rank(int at, int leg) {
        int marked = mentions.get(at).meanings().getFirst() instanceof Expires ? 0 : 2;
        return distance(at, leg) * 2 + marked + (claimed.contains(at) ? 1 : 0);
    }

    private int nearest(int leg, Class<? extends Meaning> kind) {
        int best = NOWHERE;
        for (int at = 0; at < mentions.size(); at++) {
            boolean fits = kind.isInstance(mentions.get(at).meanings().getFirst());
            if (fits && distance(at, leg) <= REACH && (best == NOWHERE || order(at, leg) < order(best, leg))) {
                best = at;
            }
        }
        return best;
    }

    private int order(int at, int leg) {
        boolean split = parted(Math.min(at, leg), Math.max(at, leg));
        return distance(at, leg) * 2 + (at > leg ? REACH : 0) + (split ? 2 * REACH : 0);
    }

    /** Whether a comparison stands between, which parts two contracts. */
    private boolean parted(int from, int to) {
        return mentions.subList(from, to).stream()
                .anyMatch(mention -> mention.meanings().getFirst() instanceof Tag tag
                        && tag.value().equals("compare"));
    }

    private int distance(int at, int leg) {
        Mention a = mentions.get(Math.min(at, leg));
        Mention b = mentions.get(Math.max(at, leg));
        return b.from() - a.to();
    }
}
