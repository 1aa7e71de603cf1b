package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Slot;
import dev.mvq.dsl.ask.Meaning.Ticker;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.check.HelpPages;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** SHOW, SET, RESET, RUN and HELP. */
final class SessionComposer {
    private static final Span NONE = Span.NONE;

    private final Slots slots;
    private final Rows rows;
    private final List<Word> words;

    SessionComposer(Slots slots, Days days, List<Word> words) {
        this.slots = slots;
        this.rows = new Rows(slots, days);
        this.words = words;
    }

    Optional<Draft> show() {
        Optional<String> topic = slots.takeFirst("TOPIC");
        if (topic.isEmpty()) {
            return Optional.empty();
        }
        if (severalTopics()) {
            throw new Declined("one thing is shown at a time", "SHOW " + topic.get());
        }
        slots.take("INTENT", "list");
        List<Clause> clauses = new ArrayList<>();
        if (topic.get().equals("CONTRACTS")) {
            contracts(clauses);
        } else if (topic.get().equals("COLUMNS")) {
            boolean last = slots.take("RESULT", "last");
            List<String> sources = last ? List.of("last") : slots.take("NOUN");
            sources.stream().findFirst().ifPresent(each -> clauses.add(new Clause.OfSource(Tree.name(each), NONE)));
        }
        slots.take("NOUN");
        return Optional.of(new Draft(new Statement.Show(Tree.name(topic.get()), clauses, NONE), slots, 1));
    }

    /** {@code settings and coverage}. */
    private boolean severalTopics() {
        List<Mention> mentions = slots.mentions();
        for (int at = 1; at < mentions.size(); at++) {
            if (isTopic(mentions.get(at - 1))
                    && isTopic(mentions.get(at))
                    && Words.is(words, mentions.get(at).from() - 1, "and", "or", "plus")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTopic(Mention mention) {
        return mention.meanings().getFirst() instanceof Meaning.Tag tag
                && tag.kind().equals("TOPIC");
    }

    private void contracts(List<Clause> clauses) {
        List<String> tickers = rows.tickers();
        if (tickers.size() > 1) {
            throw new Declined("contracts are listed of one ticker at a time", "SHOW CONTRACTS LIKE 'SPY_%'");
        }
        tickers.forEach(each -> clauses.add(new Clause.Like(Tree.text(each + "%"), NONE)));
        List<When> whens = slots.takeAll(
                When.class, when -> when.first().equals(when.last()) && when.scope() != Meaning.Scope.BEFORE);
        whens.stream()
                .filter(when -> when.scope() != Meaning.Scope.NOW)
                .findFirst()
                .ifPresent(when -> clauses.add(Tree.at(when)));
    }

    Optional<Draft> change() {
        if (slots.has("SETTING") && slots.take("INTENT", "reset")) {
            String name = slots.takeFirst("SETTING").orElse("debug");
            slots.take("INTENT", "set");
            return done(new Statement.ResetSetting(Tree.name(name), NONE));
        }
        boolean today = slots.hasAny(When.class)
                && slots.mentions().size() == 2
                && Words.is(words, words.size() - 1, "today")
                && slots.take("INTENT", "reset");
        if (today) {
            slots.takeAll(When.class);
            return done(new Statement.ResetSetting(Tree.name("today"), NONE));
        }
        return number().or(this::today).or(this::chosen);
    }

    private Optional<Draft> number() {
        boolean asked = slots.intent("set") || slots.mentions().size() == 1;
        List<Slot> slot = asked && !slots.intent("generate")
                ? slots.takeAll(
                        Slot.class, each -> List.of("batch_size", "max_workers").contains(each.name()))
                : List.of();
        boolean other = slot.size() == 1
                && slots.mentions().stream()
                        .map(mention -> mention.meanings().getFirst())
                        .anyMatch(meaning -> meaning instanceof Meaning.Tag tag
                                && tag.kind().equals("SETTING")
                                && !tag.value().equals(slot.getFirst().name()));
        if (other) {
            throw new Declined("one setting is set at a time", "SET batch_size = 256");
        }
        if (slot.size() != 1) {
            return Optional.empty();
        }
        slots.take("INTENT", "set");
        return done(new Statement.SetSetting(
                Tree.name(slot.getFirst().name()), Tree.numeric(slot.getFirst().value()), NONE));
    }

    private Optional<Draft> today() {
        boolean asked = words.stream().anyMatch(word -> word.is("set", "pretend", "assume", "make", "suppose"))
                && (words.stream().anyMatch(word -> word.is("today"))
                        || (Words.is(words, 1, "it", "we", "that")
                                && Words.is(words, 0, "pretend", "assume", "suppose")));
        List<When> days = slots.takeAll(When.class);
        List<When> named =
                days.stream().filter(when -> when.scope() == Meaning.Scope.DAY).toList();
        if (!asked || named.size() != 1 || days.size() > 2) {
            return Optional.empty();
        }
        slots.take("INTENT", "set");
        slots.take("SETTING");
        Value day = new Value(named.getFirst().first().toString(), Value.Kind.DAY, NONE);
        return done(new Statement.SetSetting(Tree.name("today"), day, NONE));
    }

    private Optional<Draft> chosen() {
        List<String> values = slots.take("VALUE");
        Optional<String> value = values.stream()
                .filter(each -> each.equals("cuda") || each.equals("cpu"))
                .findFirst()
                .or(() -> values.stream().findFirst());
        boolean asked = slots.intent("set") || (slots.has("SETTING") && slots.take("INTENT", "build"));
        asked |= slots.has("SETTING", "debug") && slots.mentions().size() == 2;
        if (value.isEmpty() || !asked) {
            return Optional.empty();
        }
        boolean device = value.get().equals("cuda") || value.get().equals("cpu");
        boolean debug = slots.has("SETTING", "debug");
        if (!device && !debug) {
            return Optional.empty();
        }
        slots.take("SETTING");
        slots.take("INTENT", "set");
        return done(new Statement.SetSetting(Tree.name(device ? "device" : "debug"), Tree.word(value.get()), NONE));
    }

    Optional<Draft> run() {
        if (!slots.intent("run") || !slots.hasAny(Meaning.File.class)) {
            return Optional.empty();
        }
        slots.take("INTENT", "run");
        String file = slots.takeAll(Meaning.File.class).getFirst().path();
        return file.endsWith(".mvq") ? done(new Statement.RunFile(Tree.text(file), NONE)) : Optional.empty();
    }

    Optional<Draft> help() {
        if (!slots.take("INTENT", "help") || slots.hasAny(Ticker.class)) {
            return Optional.empty();
        }
        List<Name> topic = new ArrayList<>();
        slots.takeAll(Meaning.Unknown.class, each -> topic(each.word()).isPresent()).stream()
                .limit(1)
                .forEach(each -> topic.add(Tree.name(topic(each.word()).orElseThrow())));
        for (String word : topicOf().split(" ", -1)) {
            if (!word.isEmpty()) {
                topic.add(Tree.name(word));
            }
        }
        List.of("INTENT", "PATTERN", "NOUN", "TOPIC", "SETTING", "COLUMN", "KIND", "MODALITY")
                .forEach(slots::take);
        return done(new Statement.Help(topic, NONE));
    }

    /** A page of that name. */
    private static Optional<String> topic(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return HelpPages.topics().stream()
                .filter(page -> page.equalsIgnoreCase(upper)
                        || (page + "S").equalsIgnoreCase(upper)
                        || page.equalsIgnoreCase(upper + "S"))
                .findFirst();
    }

    private String topicOf() {
        record Topic(String intent, String words) {}
        List<Topic> topics = List.of(
                new Topic("similar", "SIMILAR TO"),
                new Topic("arbitrage", "FIND ARBITRAGE"),
                new Topic("anomalies", "FIND ANOMALIES"),
                new Topic("regimes", "FIND REGIME CHANGES"),
                new Topic("compare", "COMPARE"),
                new Topic("analyze", "ANALYZE"),
                new Topic("import", "IMPORT"),
                new Topic("generate", "GENERATE EMBEDDINGS"),
                new Topic("train", "TRAIN ENCODERS"),
                new Topic("test", "TEST EMBEDDINGS"),
                new Topic("build", "BUILD INDEX"),
                new Topic("set", "SET"),
                new Topic("reset", "RESET"),
                new Topic("explain", "EXPLAIN"),
                new Topic("describe", "DESCRIBE"),
                new Topic("run", "RUN"),
                new Topic("import", "IMPORT"),
                new Topic("plot", "PLOT"),
                new Topic("save", "SAVE"),
                new Topic("outcome", "OUTCOME"));
        return topics.stream()
                .filter(each -> slots.intent(each.intent()))
                .map(Topic::words)
                .findFirst()
                .orElse(slots.has("PATTERN") ? "ANALYZE" : slots.has("COLUMN", "similarity") ? "SIMILAR TO" : "");
    }

    private Optional<Draft> done(Statement statement) {
        return Optional.of(new Draft(statement, slots, 1.1));
    }
}
