package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What a sentence mentions, and which of it a statement has used. */
final class Slots {
    /** Columns that rows are told apart by. */
    private static final Set<String> KEYS = Set.of("underlying", "strike", "expiry", "type", "date");

    /** What words count for that a statement does not use and need not, beside 1 for each that it uses. */
    private static final double LOOSE_WEIGHT = 0.1;

    /** Words before a column that groups. */
    private static final String[] GROUPING = {"by", "per", "each", "every", "which", "across", "what"};

    private static final Tag NO_FIGURE = new Tag("", "");

    private final List<Mention> mentions;
    private final Set<Integer> used = new HashSet<>();

    Slots(List<Mention> mentions) {
        this.mentions = mentions;
    }

    Slots fresh() {
        return new Slots(mentions);
    }

    boolean has(String kind) {
        return hasTag(tag -> tag.kind().equals(kind));
    }

    boolean has(String kind, String value) {
        return hasTag(tag -> tag.kind().equals(kind) && tag.value().equals(value));
    }

    boolean intent(String value) {
        return has("INTENT", value);
    }

    boolean hasAny(Class<? extends Meaning> kind) {
        return mentions.stream().flatMap(mention -> mention.meanings().stream()).anyMatch(kind::isInstance);
    }

    private boolean hasTag(Predicate<Tag> wanted) {
        return mentions.stream()
                .flatMap(mention -> mention.meanings().stream())
                .anyMatch(meaning -> meaning instanceof Tag tag && wanted.test(tag));
    }

    /** Uses every word of the kind and value; whether there was one. */
    boolean take(String kind, String value) {
        boolean any = false;
        for (int at = 0; at < mentions.size(); at++) {
            for (Meaning meaning : mentions.get(at).meanings()) {
                if (meaning instanceof Tag tag
                        && tag.kind().equals(kind)
                        && tag.value().equals(value)
                        && !used.contains(at)) {
                    used.add(at);
                    any = true;
                }
            }
        }
        return any;
    }

    /** Uses every word of the kind; their values in order, each once. */
    List<String> take(String kind) {
        List<String> values = new ArrayList<>();
        for (int at = 0; at < mentions.size(); at++) {
            for (Meaning meaning : mentions.get(at).meanings()) {
                if (meaning instanceof Tag tag && tag.kind().equals(kind) && !used.contains(at)) {
                    used.add(at);
                    if (!values.contains(tag.value())) {
                        values.add(tag.value());
                    }
                }
            }
        }
        return values;
    }

    /** Uses the first word of the kind that is left. */
    Optional<String> takeFirst(String kind) {
        for (int at = 0; at < mentions.size(); at++) {
            for (Meaning meaning : mentions.get(at).meanings()) {
                if (meaning instanceof Tag tag && tag.kind().equals(kind) && !used.contains(at)) {
                    used.add(at);
                    return Optional.of(tag.value());
                }
            }
        }
        return Optional.empty();
    }

    /** Uses the first column that is left: one behind "by" or "per", or one that is not. */
    Optional<String> takeColumn(List<Word> words, boolean grouping) {
        for (int at = 0; at < mentions.size(); at++) {
            boolean grouped = isGrouped(at, words);
            for (Meaning meaning : mentions.get(at).meanings()) {
                if (meaning instanceof Tag tag
                        && tag.kind().equals("COLUMN")
                        && !used.contains(at)
                        && grouped == grouping) {
                    used.add(at);
                    return Optional.of(tag.value());
                }
            }
        }
        return Optional.empty();
    }

    /** Uses the first column that is measured: a figure rather than what rows are told apart by. */
    Optional<String> takeMeasured(List<Word> words) {
        Optional<String> taken = takeFirst((at, column) -> !isGrouped(at, words));
        return taken.isPresent() ? taken : takeColumn(words, false);
    }

    /** Uses the first column that is a figure, and none that names rows. */
    Optional<String> takeFigure() {
        return takeFirst((at, column) -> !column.equals("contract"));
    }

    /** Uses the column right behind an order: {@code by the price embedding} sorts by none. */
    Optional<String> takeBehind(String order) {
        for (int at = 1; at < mentions.size(); at++) {
            boolean behind = mentions.get(at - 1).meanings().contains(new Tag("ORDER", order));
            for (Meaning meaning : mentions.get(at).meanings()) {
                if (behind && meaning instanceof Tag tag && tag.kind().equals("COLUMN") && used.add(at)) {
                    return Optional.of(tag.value());
                }
            }
        }
        return Optional.empty();
    }

    /** Uses the first column that is no key and fits by its place and name. */
    private Optional<String> takeFirst(BiPredicate<Integer, String> fits) {
        for (int at = 0; at < mentions.size(); at++) {
            for (Meaning meaning : mentions.get(at).meanings()) {
                if (meaning instanceof Tag tag
                        && tag.kind().equals("COLUMN")
                        && !used.contains(at)
                        && !KEYS.contains(tag.value())
                        && fits.test(at, tag.value())) {
                    used.add(at);
                    return Optional.of(tag.value());
                }
            }
        }
        return Optional.empty();
    }

    /** Uses the first column that rows are told apart by. */
    Optional<String> takeKey() {
        for (int at = 0; at < mentions.size(); at++) {
            for (Meaning meaning : mentions.get(at).meanings()) {
                if (meaning instanceof Tag tag
                        && tag.kind().equals("COLUMN")
                        && !used.contains(at)
                        && KEYS.contains(tag.value())) {
                    used.add(at);
                    return Optional.of(tag.value());
                }
            }
        }
        return Optional.empty();
    }

    /** Uses what stands at these places. */
    void use(List<Integer> places) {
        used.addAll(places);
    }

    /** Aggregates and measured columns in order. */
    List<Tag> figures(List<Word> words) {
        return places(words).stream().map(this::figure).toList();
    }

    void takeFigures(List<Word> words) {
        used.addAll(places(words));
    }

    private List<Integer> places(List<Word> words) {
        return IntStream.range(0, mentions.size())
                .filter(at -> !used.contains(at) && !figure(at).equals(NO_FIGURE) && !isGrouped(at, words))
                .boxed()
                .toList();
    }

    private Tag figure(int at) {
        for (Meaning meaning : mentions.get(at).meanings()) {
            if (meaning instanceof Tag tag
                    && (tag.kind().equals("AGGREGATE")
                            || (tag.kind().equals("COLUMN") && !KEYS.contains(tag.value())))) {
                return tag;
            }
        }
        return NO_FIGURE;
    }

    private boolean isGrouped(int at, List<Word> words) {
        int from = mentions.get(at).from();
        boolean goesOn = at > 0
                && Words.is(words, from - 1, "and")
                && mentions.get(at - 1).to() == from - 1
                && hasTag(at, "COLUMN")
                && hasTag(at - 1, "COLUMN")
                && KEYS.contains(value(at));
        if (goesOn && isGrouped(at - 1, words)) {
            return true;
        }
        return Words.is(words, from - 1, GROUPING) || Words.is(words, from, "for", "each", "every", "per");
    }

    private boolean hasTag(int at, String kind) {
        return mentions.get(at).meanings().getFirst() instanceof Tag tag
                && tag.kind().equals(kind);
    }

    private String value(int at) {
        return mentions.get(at).meanings().getFirst() instanceof Tag tag ? tag.value() : "";
    }

    /** Whether such a column is left. */
    boolean hasColumn(List<Word> words, boolean grouping) {
        Slots trial = new Slots(mentions);
        trial.used.addAll(used);
        return trial.takeColumn(words, grouping).isPresent();
    }

    /** Uses the other mentions of a column that groups nothing: {@code put volume and call volume}. */
    void takeColumns(List<Word> words, String column) {
        for (int at = 0; at < mentions.size(); at++) {
            boolean grouped = isGrouped(at, words);
            if (!grouped && mentions.get(at).meanings().contains(new Tag("COLUMN", column))) {
                used.add(at);
            }
        }
    }

    /** Uses every column that is left; their names in order. */
    List<String> takeColumnsNamed() {
        List<String> names = new ArrayList<>();
        for (int at = 0; at < mentions.size(); at++) {
            List<String> columns = mentions.get(at).meanings().stream()
                    .filter(meaning -> meaning instanceof Tag tag && tag.kind().equals("COLUMN"))
                    .map(meaning -> ((Tag) meaning).value())
                    .toList();
            if (!columns.isEmpty() && !used.contains(at)) {
                used.add(at);
                names.add(columns.getFirst());
            }
        }
        return new ArrayList<>(new LinkedHashSet<>(names));
    }

    /** Uses every meaning of the class that is left. */
    <M extends Meaning> List<M> takeAll(Class<M> kind) {
        return takeAll(kind, meaning -> true);
    }

    <M extends Meaning> List<M> takeAll(Class<M> kind, Predicate<M> wanted) {
        List<M> taken = new ArrayList<>();
        for (int at = 0; at < mentions.size(); at++) {
            for (Meaning meaning : mentions.get(at).meanings()) {
                if (kind.isInstance(meaning) && wanted.test(kind.cast(meaning)) && !used.contains(at)) {
                    used.add(at);
                    taken.add(kind.cast(meaning));
                }
            }
        }
        return taken;
    }

    /** Uses the slot of that name. */
    Optional<Double> slot(String name) {
        List<Meaning.Slot> slots =
                takeAll(Meaning.Slot.class, slot -> slot.name().equals(name));
        if (slots.stream().map(Meaning.Slot::value).distinct().count() > 1) {
            throw new Declined("two numbers are given for one thing (" + name + ")", "K 20");
        }
        return slots.isEmpty() ? Optional.empty() : Optional.of(slots.getFirst().value());
    }

    /** Place of the first mention of the class; the number of mentions where there is none. */
    int place(Predicate<Meaning> wanted) {
        for (int at = 0; at < mentions.size(); at++) {
            if (mentions.get(at).meanings().stream().anyMatch(wanted)) {
                return at;
            }
        }
        return mentions.size();
    }

    List<Mention> mentions() {
        return mentions;
    }

    /** The mentions that the statement must not lose and has not used. */
    List<Mention> leftOver() {
        List<Mention> left = new ArrayList<>();
        for (int at = 0; at < mentions.size(); at++) {
            if (!used.contains(at) && !Loose.isLoose(mentions.get(at))) {
                left.add(mentions.get(at));
            }
        }
        return left;
    }

    /** The same, what rows were to be told apart by, and comparisons with what is no number. */
    List<Mention> leftOver(List<Word> words) {
        List<Mention> left = new ArrayList<>(leftOver());
        Loose.hanging(mentions, words, used).ifPresent(left::add);
        Loose.uncompared(mentions, words).ifPresent(left::add);
        for (int at = 0; at < mentions.size(); at++) {
            boolean column = mentions.get(at).meanings().stream()
                    .anyMatch(meaning ->
                            meaning instanceof Tag tag && tag.kind().equals("COLUMN") && KEYS.contains(tag.value()));
            if (column
                    && !used.contains(at)
                    && Words.is(words, mentions.get(at).from() - 1, "per", "each", "every", "by")
                    && !left.contains(mentions.get(at))) {
                left.add(mentions.get(at));
            }
            boolean bare = hasTag(at, "COLUMN")
                    && !value(at).equals("underlying")
                    && Words.is(words, mentions.get(at).from() - 1, "a", "an", "the");
            if (bare
                    && !used.contains(at)
                    && Words.is(words, mentions.get(at).from() - 2, "with", "having")
                    && !left.contains(mentions.get(at))) {
                left.add(mentions.get(at));
            }
            if (!used.contains(at) && Loose.comparesNothing(mentions, at, words)) {
                left.add(mentions.get(at));
            }
        }
        return left;
    }

    /** Share of what was said that the statement uses; 0 .. 1. */
    double covered() {
        double all = 0;
        double kept = 0;
        for (int at = 0; at < mentions.size(); at++) {
            double weight = used.contains(at) ? 1 : LOOSE_WEIGHT;
            all += weight;
            kept += used.contains(at) ? weight : 0;
        }
        return all == 0 ? 0 : kept / all;
    }
}
