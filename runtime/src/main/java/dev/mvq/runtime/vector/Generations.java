package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.EditDistance;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which generations a store keeps, and which one a user means. */
final class Generations {
    private static final int NEAREST = 3;

    private final ObjectStore store;
    private final RootFile rootFile;
    private final History history;

    Generations(ObjectStore store, RootFile rootFile, History history) {
        this.store = store;
        this.rootFile = rootFile;
        this.history = history;
    }

    /** All that can be read, oldest first. */
    List<Root.Head> all() {
        Map<String, Root.Head> all = new LinkedHashMap<>();
        history.all().stream()
                .filter(past -> !past.going())
                .forEach(past -> all.put(past.head().name(), past.head()));
        // The root last: what became earlier between the two readings is then there twice, not missing.
        rootFile.read().heads().forEach(head -> all.put(head.name(), head));
        return all.values().stream()
                .sorted(Comparator.comparingInt(Root.Head::number))
                .toList();
    }

    /** The newest of an encoder. */
    Optional<Root.Head> newest(Root root, String encoderVersion) {
        return root.of(encoderVersion)
                .or(() -> all().reversed().stream()
                        .filter(head -> head.encoderVersion().equals(encoderVersion))
                        .findFirst());
    }

    /**
     * The generation that a word stands for: its name, its number with or without the g, or a checkpoint's name.
     *
     * @throws MvqException where it stands for none, or for several
     */
    Root.Head find(String word) {
        List<Root.Head> all = all();
        String wanted = word.strip().toLowerCase(Locale.ROOT);
        List<Root.Head> found = all.stream()
                .filter(head -> head.name().toLowerCase(Locale.ROOT).equals(wanted))
                .toList();
        if (found.isEmpty() && wanted.matches("g?[0-9]{1,9}")) {
            int number = Integer.parseInt(wanted.replace("g", ""));
            found = all.stream().filter(head -> head.number() == number).toList();
        }
        if (found.isEmpty()) {
            Checkpoints checkpoints = new Checkpoints(store);
            found = all.stream()
                    .filter(head -> checkpoints.of(head.name()).contains(wanted))
                    .toList();
        }
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 -> throw unknown(word, wanted, all);
            default ->
                throw new MvqException(
                        "'%s' is the number of %d generations".formatted(word, found.size()),
                        "name one of them: " + names(found));
        };
    }

    private MvqException unknown(String word, String wanted, List<Root.Head> all) {
        if (all.isEmpty()) {
            return new MvqException(
                    "there is no generation '%s': nothing is encoded in %s yet".formatted(word, store.location()),
                    "GENERATE EMBEDDINGS does that");
        }
        List<String> names = new ArrayList<>(new Checkpoints(store).names());
        all.reversed().forEach(head -> names.add(head.name()));
        String near = names.stream()
                .sorted(Comparator.comparingInt(name -> EditDistance.between(wanted, name)))
                .limit(NEAREST)
                .collect(Collectors.joining(", "));
        return new MvqException(
                "there is no generation '%s'".formatted(word),
                "the nearest: %s; SHOW GENERATIONS lists them all".formatted(near));
    }

    private static String names(List<Root.Head> heads) {
        return heads.stream().map(Root.Head::name).collect(Collectors.joining(", "));
    }
}
