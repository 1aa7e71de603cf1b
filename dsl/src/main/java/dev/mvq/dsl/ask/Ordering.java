package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Amount;
import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** In which order rows are wanted, and how many of them. */
final class Ordering {
    /** How many are shown of "the cheapest" or "the largest". */
    private static final int SHOWN = 10;

    /** Words that ask for an order of all rows, rather than for the first few. */
    private static final String[] SORTING = {
        "sort", "sorted", "order", "ordered", "rank", "ranked", "ascending", "descending"
    };

    private final Slots slots;
    private final List<Word> words;
    private final boolean ofBars;
    private final boolean ofResult;
    private final List<Stage> stages = new ArrayList<>();

    Ordering(Slots slots, List<Word> words, boolean ofBars, boolean ofResult) {
        this.slots = slots;
        this.words = words;
        this.ofBars = ofBars;
        this.ofResult = ofResult;
    }

    /** Sorts and limits, in turn. */
    List<Stage> stages(Optional<Stage.Stats> statistics) {
        List<Amount> amounts = slots.takeAll(Amount.class, Amount::isWhole);
        Optional<Double> named = slots.slot("k");
        for (String right : List.of("calls", "puts")) {
            slots.slot(right).ifPresent(count -> {
                amounts.add(new Amount(count, Meaning.Unit.NONE));
                throw new Declined(
                        count.intValue() + " " + right + " of what?", "FROM contracts WHERE type = 'C' | LIMIT 10");
            });
        }
        boolean sorted = severally() || topped();
        List<String> orders = new ArrayList<>(slots.take("ORDER"));
        if (orders.contains("? by") && orders.size() > 1) {
            orders.remove("? by");
        }
        for (String order : orders) {
            sorted |= sort(order, statistics);
        }
        Optional<Double> limit =
                named.or(() -> amounts.stream().map(Amount::value).findFirst());
        if (amounts.size() > 1) {
            throw new Declined("two numbers could be how many rows are asked for", "LIMIT 10");
        }
        if (limit.isPresent()) {
            stages.add(Tree.limit(limit.get()));
        } else if (sorted && statistics.isEmpty() && !isSortOnly(words) && !ofResult) {
            if (!orders.equals(List.of("? by")) && !isFirst()) {
                stages.add(Tree.limit(isSingular() ? 1 : SHOWN));
            }
        }
        return stages;
    }

    /** {@code sorted by iv descending, then by strike}: several columns, each with its direction. */
    private boolean severally() {
        List<Stage.Key> keys = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        List<Mention> mentions = slots.mentions();
        int from = slots.place(meaning -> meaning.equals(new Tag("ORDER", "? by")));
        for (int at = from; at < mentions.size(); at++) {
            Optional<String> column = tag(mentions.get(at), "COLUMN");
            Optional<String> order = tag(mentions.get(at), "ORDER");
            boolean direction = order.isPresent() && !order.get().equals("? by");
            if (column.isPresent() && !(at > from && direction)) {
                keys.add(new Stage.Key(Tree.column(column.get()), false, Span.NONE));
            } else if (direction && !keys.isEmpty()) {
                Stage.Key last = keys.removeLast();
                keys.add(new Stage.Key(last.value(), order.get().equals("? desc"), Span.NONE));
            } else if (order.isEmpty()) {
                break;
            }
            places.add(at);
        }
        if (keys.size() < 2 || !isSortOnly(words)) {
            return false;
        }
        slots.use(places);
        stages.add(new Stage.Sort(keys, Span.NONE));
        return true;
    }

    /** {@code top 10 iv}: the ten with the highest. */
    private boolean topped() {
        List<Mention> mentions = slots.mentions();
        for (int at = 1; at < mentions.size() && !slots.has("ORDER") && !slots.has("AGGREGATE"); at++) {
            Optional<String> column = tag(mentions.get(at), "COLUMN").filter(ConditionReader.COMPARED::contains);
            boolean top = mentions.get(at - 1).meanings().getFirst() instanceof Meaning.Slot slot
                    && slot.name().equals("k")
                    && Words.is(words, mentions.get(at - 1).from(), "top");
            if (top
                    && column.isPresent()
                    && mentions.get(at - 1).to() == mentions.get(at).from()) {
                slots.use(List.of(at));
                stages.add(Tree.sort(column.get(), true));
                return true;
            }
        }
        return false;
    }

    private static Optional<String> tag(Mention mention, String kind) {
        return mention.meanings().stream()
                .filter(meaning -> meaning instanceof Tag tag && tag.kind().equals(kind))
                .map(meaning -> ((Tag) meaning).value())
                .findFirst();
    }

    static boolean isSortOnly(List<Word> words) {
        return words.stream().anyMatch(word -> word.is(SORTING));
    }

    /** {@code most traded first}: an order of all rows. */
    private boolean isFirst() {
        return words.size() > 2 && words.getLast().is("first") && !Words.is(words, words.size() - 2, "the");
    }

    private boolean isSingular() {
        if (Words.is(words, 0, "what", "which") && Words.is(words, 1, "is", "was")) {
            return true;
        }
        if (ofBars
                && words.stream()
                        .noneMatch(word -> word.is("days", "closes", "ones", "bars", "prices", "highs", "lows"))) {
            return true;
        }
        boolean one = words.stream().anyMatch(word -> word.is("call", "put", "option", "contract"));
        return one && words.stream().noneMatch(word -> word.is("calls", "puts", "options", "contracts"));
    }

    private boolean sorted(Stage.Stats statistics, boolean descending) {
        Optional<Stage> sort = Statistics.sorted(statistics, descending);
        sort.ifPresent(stages::add);
        return sort.isPresent();
    }

    private boolean sort(String order, Optional<Stage.Stats> statistics) {
        List<String> parts = Arrays.asList(order.split(" ", -1));
        if (!parts.getFirst().equals("?")) {
            stages.add(Tree.sort(parts.getFirst(), parts.get(1).equals("desc")));
            if (statistics.isEmpty()) {
                slots.takeColumns(words, parts.getFirst());
            }
            return true;
        }
        if (parts.get(1).equals("by")) {
            boolean top = words.stream().anyMatch(word -> word.is("top"));
            boolean many =
                    !isSortOnly(words) && (slots.has("COLUMN", "volume") || slots.has("COLUMN", "open_interest"));
            boolean down = top || many || words.stream().anyMatch(word -> word.is("descending", "desc"));
            if (top && statistics.isPresent()) {
                return sorted(statistics.get(), true);
            }
            Optional<String> column = statistics.isPresent() ? Optional.empty() : slots.takeColumn(words, true);
            column.ifPresent(each -> stages.add(Tree.sort(each, down)));
            return column.isPresent();
        }
        if (statistics.isPresent()) {
            return sorted(statistics.get(), parts.get(1).equals("desc"));
        }
        String column = slots.takeColumn(words, false)
                .or(() -> slots.takeFirst("COLUMN"))
                .orElseThrow(() -> new Declined("highest or lowest by which column?", "| SORT BY volume DESC"));
        stages.add(Tree.sort(column, parts.get(1).equals("desc")));
        return true;
    }
}
