package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Option;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.Ticker;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Statement.Dated;
import dev.mvq.dsl.syntax.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** COMPARE and DESCRIBE. */
final class SubjectComposer {
    private static final Span NONE = Span.NONE;

    private final Slots slots;
    private final Rows rows;
    private final List<Word> words;

    SubjectComposer(Slots slots, Days days, List<Word> words) {
        this.slots = slots;
        this.words = words;
        this.rows = new Rows(slots, days);
    }

    Optional<Draft> compare() {
        boolean asked = Words.is(words, 0, "is", "are", "was", "were", "does", "do")
                && slots.mentions().stream()
                                .filter(mention -> mention.meanings().getFirst() instanceof Ticker)
                                .count()
                        == 2
                && slots.take("INTENT", "similar");
        if (!slots.take("INTENT", "compare") && !asked) {
            return Optional.empty();
        }
        List<Subject> subjects = subjects();
        List<When> whens = days();
        Optional<Clause> modalities = SimilarComposer.modalities(slots);
        boolean twice = subjects.size() == 1 && whens.size() == 2;
        if ((subjects.size() != 2 && !twice) || whens.size() > 2) {
            throw new Declined(
                    "two things are compared, or one on two days", "COMPARE SPY AT 2020-03-16 WITH SPY AT 2008-10-10");
        }
        Dated left = dated(subjects.getFirst(), whens, 0);
        Dated right = dated(subjects.getLast(), whens, whens.size() - 1);
        slots.take("INTENT", "describe");
        return Optional.of(
                new Draft(new Statement.Compare(left, right, modalities.stream().toList(), NONE), slots, 1.05));
    }

    private static Dated dated(Subject subject, List<When> whens, int at) {
        return new Dated(
                List.of(subject), whens.isEmpty() ? Optional.empty() : Optional.of(Tree.at(whens.get(at))), NONE);
    }

    Optional<Draft> describe() {
        if (!slots.take("INTENT", "describe") && !isBare()) {
            return Optional.empty();
        }
        List<Subject> subjects = subjects();
        List<When> whens = days();
        if (subjects.size() != 1 || whens.size() > 1) {
            return Optional.empty();
        }
        slots.take("INTENT", "list");
        List<Clause> clauses = new ArrayList<>();
        whens.forEach(when -> clauses.add(Tree.at(when)));
        boolean contract = slots.hasAny(Option.class);
        if (contract || isQuote()) {
            slots.take("COLUMN");
            slots.take("MODALITY");
        }
        return Optional.of(new Draft(new Statement.Describe(subjects.getFirst(), clauses, NONE), slots, 0.9));
    }

    /** A contract's figures, asked for by name: they are all in its description. */
    private boolean isBare() {
        boolean figures = slots.intent("list")
                || slots.has("COLUMN")
                || slots.has("MODALITY", "greeks")
                || slots.mentions().stream()
                        .map(mention -> mention.meanings().getFirst())
                        .allMatch(meaning -> meaning instanceof Option || meaning instanceof When);
        return isQuote() || (slots.hasAny(Option.class) && figures);
    }

    /** A stock's price, which its description says. */
    private boolean isQuote() {
        boolean price = slots.has("COLUMN", "mid")
                || slots.has("COLUMN", "close")
                || slots.has("COLUMN", "last")
                || slots.has("COLUMN", "underlying_price");
        return price
                && slots.hasAny(Meaning.Ticker.class)
                && !slots.hasAny(Meaning.Condition.class)
                && List.of("NOUN", "RIGHT", "AGGREGATE", "ORDER").stream().noneMatch(slots::has);
    }

    private List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        slots.takeAll(Option.class).forEach(each -> subjects.add(Tree.subject(each.contract())));
        slots.takeAll(Meaning.Result.class, each -> each.row() >= 0)
                .forEach(each -> subjects.add(Tree.row(each.name(), each.row())));
        if (subjects.isEmpty()) {
            subjects.addAll(Tree.stocks(rows.tickers()));
        }
        return subjects;
    }

    /** "Between a and b" of a comparison are two days. */
    private static List<When> ends(When period) {
        When first = new When(Scope.DAY, period.first(), period.first(), "", Meaning.Lead.NONE, false);
        return List.of(first, new When(Scope.DAY, period.last(), period.last(), "", Meaning.Lead.NONE, false));
    }

    private boolean isBetween(When period) {
        return slots.mentions().stream()
                .filter(mention -> mention.meanings().contains(period))
                .anyMatch(mention -> Words.is(words, mention.from(), "between", "from")
                        && words.subList(mention.from(), mention.to()).stream()
                                .anyMatch(word -> word.is("and", "to", "until")));
    }

    private List<When> days() {
        List<When> whens = slots.takeAll(When.class, when -> true);
        if (whens.size() == 1
                && slots.intent("compare")
                && whens.getFirst().scope() == Scope.PERIOD
                && isBetween(whens.getFirst())) {
            return ends(whens.getFirst());
        }
        for (When when : whens) {
            rows.past(when);
            if (!when.first().equals(when.last()) || when.scope() == Scope.BEFORE) {
                throw new Declined("a day is wanted here, not a period", "");
            }
        }
        return whens.stream()
                .filter(when -> when.scope() != Scope.NOW || whens.size() == 2)
                .toList();
    }
}
