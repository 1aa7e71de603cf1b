package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The words of the trade, of companies and of events, as the resources beside this class list them. */
final class Lexicon {
    /** One way to say something: at each place the words that may stand there. */
    private record Phrase(List<Set<String>> places, Set<Integer> optional, Meaning meaning) {}

    /** A crisis by name. */
    record Event(LocalDate first, LocalDate last) {}

    /** Kinds that mean something beside a day or a number only. */
    private static final Set<String> BOUND = Set.of("EXPIRE", "OPTION");

    /** Names hold no choices: 9/11 is one word. */
    private static final String NO_CHOICE = "\n";

    private final Map<String, List<Phrase>> byFirst = new HashMap<>();
    private final Map<String, Event> events = new HashMap<>();
    private final Map<String, String> companies = new HashMap<>();
    private final Set<String> tickers = new HashSet<>();
    private final Set<String> fillers = new HashSet<>();
    private final Set<String> limits = new HashSet<>();
    private final Set<String> vocabulary = new TreeSet<>();
    private final Set<String> trade = new HashSet<>();
    private final Map<String, List<String>> spellings = new HashMap<>();

    private Lexicon() {
        lines("lexicon.tsv").forEach(this::phrases);
        lines("companies.tsv").forEach(this::company);
        lines("events.tsv").forEach(this::addEvent);
        lines("fillers.txt").forEach(line -> fillers.addAll(List.of(line.strip().split(" +", -1))));
        lines("limits.txt").forEach(line -> limits.addAll(List.of(line.strip().split(" +", -1))));
        vocabulary.addAll(limits);
        lines("spellings.tsv").forEach(line -> {
            String[] cells = line.split("\t", -1);
            spellings.put(cells[0], List.of(cells[1].split(" ", -1)));
        });
    }

    static Lexicon read() {
        return new Lexicon();
    }

    /** All that the words from {@code at} on may mean by the longest phrase that fits. */
    List<Mention> at(List<Word> words, int at) {
        return at(words, at, meaning -> true);
    }

    /** The same without what only counts before a day. */
    Optional<Mention> spoken(List<Word> words, int at) {
        return at(words, at, meaning -> !(meaning instanceof Tag tag && BOUND.contains(tag.kind()))).stream()
                .findFirst();
    }

    /** The longest phrase of one kind. */
    Optional<Mention> at(List<Word> words, int at, String kind) {
        return at(words, at, meaning -> meaning instanceof Tag tag && tag.kind().equals(kind)).stream()
                .findFirst();
    }

    private List<Mention> at(List<Word> words, int at, Predicate<Meaning> wanted) {
        int longest = 0;
        List<Meaning> meanings = new ArrayList<>();
        for (Phrase phrase : byFirst.getOrDefault(words.get(at).lower(), List.of())) {
            int end = wanted.test(phrase.meaning) ? end(words, at, phrase, 0) : 0;
            if (end > longest) {
                meanings.clear();
            }
            if (end >= longest && end > at && !meanings.contains(phrase.meaning)) {
                meanings.add(phrase.meaning);
            }
            longest = Math.max(longest, end);
        }
        return meanings.isEmpty() ? List.of() : List.of(new Mention(at, longest, meanings));
    }

    /** Known as a ticker without asking a store. */
    boolean isTicker(String upper) {
        return tickers.contains(upper);
    }

    boolean isFiller(String lower) {
        return fillers.contains(lower);
    }

    /** What a short form stands for; empty where it is none. */
    List<String> inFull(String lower) {
        return spellings.getOrDefault(lower, List.of());
    }

    /** Whether the word stands anywhere in the lexicon. */
    boolean knows(String lower) {
        return vocabulary.contains(lower) || fillers.contains(lower) || spellings.containsKey(lower);
    }

    /** Whether it is a word of the trade or of English, whatever else it names. */
    boolean isCommon(String lower) {
        return trade.contains(lower) || fillers.contains(lower) || limits.contains(lower);
    }

    /** Words that a misspelt one may have been. */
    Set<String> vocabulary() {
        return vocabulary;
    }

    Event event(String name) {
        return Optional.ofNullable(events.get(name)).orElseThrow();
    }

    Map<String, Event> events() {
        return Map.copyOf(events);
    }

    Map<String, String> companies() {
        return Map.copyOf(companies);
    }

    private int end(List<Word> words, int at, Phrase phrase, int place) {
        if (place == phrase.places.size()) {
            return at;
        }
        int taken = -1;
        if (at < words.size() && phrase.places.get(place).contains(words.get(at).lower())) {
            taken = end(words, at + 1, phrase, place + 1);
        }
        return taken < 0 && phrase.optional.contains(place) ? end(words, at, phrase, place + 1) : taken;
    }

    private void phrases(String line) {
        String[] cells = line.split("\t", -1);
        for (String phrase : cells[2].split("\\|", -1)) {
            add(List.of(phrase.strip().split(" +", -1)), "/", new Tag(cells[0], cells[1]));
            trade.addAll(Arrays.asList(phrase.replace("?", "").split("[ /]", -1)));
        }
    }

    private void company(String line) {
        String[] cells = line.split("\t", -1);
        tickers.add(cells[0]);
        if (cells.length > 1) {
            for (String name : cells[1].split("\\|", -1)) {
                companies.put(name, cells[0]);
                add(words(name), NO_CHOICE, new Meaning.Ticker(cells[0]));
            }
        }
    }

    private void addEvent(String line) {
        String[] cells = line.split("\t", -1);
        Event event = new Event(LocalDate.parse(cells[0]), LocalDate.parse(cells[1]));
        for (String name : cells[2].split("\\|", -1)) {
            events.put(name, event);
            add(words(name), NO_CHOICE, new Tag("EVENT", name));
        }
    }

    private static List<String> words(String name) {
        return Words.of(name).stream().map(Word::lower).toList();
    }

    private void add(List<String> phrase, String choice, Meaning meaning) {
        List<Set<String>> places = new ArrayList<>();
        Set<Integer> optional = new HashSet<>();
        for (String place : phrase) {
            if (place.startsWith("?") && place.length() > 1) {
                optional.add(places.size());
            }
            String bare = place.startsWith("?") && place.length() > 1 ? place.substring(1) : place;
            places.add(new HashSet<>(Arrays.asList(bare.split(choice, -1))));
        }
        places.forEach(vocabulary::addAll);
        Phrase made = new Phrase(places, optional, meaning);
        for (int place = 0; place < places.size(); place++) {
            Phrase rest = new Phrase(places.subList(place, places.size()), shifted(optional, place), meaning);
            rest.places
                    .getFirst()
                    .forEach(word -> byFirst.computeIfAbsent(word, key -> new ArrayList<>())
                            .add(rest));
            if (!made.optional.contains(place)) {
                return;
            }
        }
    }

    private static Set<Integer> shifted(Set<Integer> places, int by) {
        Set<Integer> shifted = new HashSet<>();
        places.forEach(place -> shifted.add(place - by));
        return shifted;
    }

    private static List<String> lines(String resource) {
        try (InputStream stream = Lexicon.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
