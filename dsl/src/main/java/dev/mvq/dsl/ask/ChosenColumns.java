package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Tag;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Columns of a result that are asked for, or not wanted, by the word "columns" or "drop" before them. */
final class ChosenColumns {
    private static final Meaning COLUMNS = new Tag("TOPIC", "COLUMNS");
    private static final Meaning ONLY = new Tag("SLOT", "only");
    private static final Meaning NOT = new Tag("NEGATION", "not");

    private final Slots slots;
    private final List<Mention> mentions;

    ChosenColumns(Slots slots) {
        this.slots = slots;
        this.mentions = slots.mentions();
    }

    /** {@code drop the columns gamma and rho}, {@code columns contract and iv only}. */
    Optional<Stage> stage() {
        for (int at = 0; at + 1 < mentions.size(); at++) {
            boolean denied = mentions.get(at).meanings().contains(NOT);
            boolean topic = mentions.get(at).meanings().contains(COLUMNS);
            boolean only = mentions.get(at).meanings().contains(ONLY) && isColumn(at + 1) && isColumn(at + 2);
            int next = denied && mentions.get(at + 1).meanings().contains(COLUMNS) ? at + 2 : at + 1;
            List<Name> names = denied || topic || only ? names(next) : List.of();
            if (!names.isEmpty()) {
                if (denied) {
                    slots.use(List.of(at));
                }
                return Optional.of(denied ? new Stage.Drop(names, Span.NONE) : new Stage.Keep(names, Span.NONE));
            }
        }
        return Optional.empty();
    }

    private boolean isColumn(int at) {
        return at < mentions.size()
                && mentions.get(at).meanings().stream()
                        .anyMatch(meaning ->
                                meaning instanceof Tag tag && tag.kind().equals("COLUMN"));
    }

    private List<Name> names(int from) {
        List<Name> names = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int at = from; at < mentions.size(); at++) {
            Optional<String> column = mentions.get(at).meanings().stream()
                    .filter(meaning -> meaning instanceof Tag tag && tag.kind().equals("COLUMN"))
                    .map(meaning -> ((Tag) meaning).value())
                    .findFirst();
            if (column.isEmpty()) {
                break;
            }
            names.add(Tree.name(column.get()));
            places.add(at);
        }
        slots.use(places);
        return names;
    }
}
