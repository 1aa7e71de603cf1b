package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Option;
import dev.mvq.dsl.ask.Meaning.Slot;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** IMPORT, GENERATE, BUILD INDEX, TEST EMBEDDINGS and TRAIN ENCODERS. */
final class DataComposer {
    private static final Span NONE = Span.NONE;
    private static final Set<String> SIMULATED =
            Set.of("seed", "underlyings", "days", "contracts_per_day", "arbitrage");

    /** Verbs by which embeddings are made. */
    private static final String[] MAKING =
            ("generate generating computing making creating embedding make compute calculate create "
                            + "produce regenerate redo run update finish complete continue resume refresh")
                    .split(" ", -1);

    private final Slots slots;
    private final Rows rows;
    private final Optional<LocalDate> firstDay;
    private final List<Word> words;
    private final List<Clause> clauses = new ArrayList<>();

    DataComposer(Slots slots, Days days, Optional<LocalDate> firstDay, List<Word> words) {
        this.slots = slots;
        this.rows = new Rows(slots, days);
        this.firstDay = firstDay;
        this.words = words;
    }

    Optional<Draft> imports() {
        if (slots.take("INTENT", "simulate")) {
            slots.take("INTENT", "import");
            slots.take("NOUN");
            with(SIMULATED);
            return done(new Statement.ImportSimulated(clauses, NONE));
        }
        if (!slots.intent("import") || !slots.hasAny(Meaning.File.class)) {
            return Optional.empty();
        }
        slots.take("INTENT", "import");
        if (has("matching")) {
            slots.take("INTENT", "similar");
        }
        List<Meaning.File> files = slots.takeAll(Meaning.File.class);
        if (files.size() > 1) {
            throw new Declined("one file or one pattern of files is imported at a time", "IMPORT '/data/*.csv'");
        }
        strangeKind();
        String path = files.getFirst().path();
        kind().ifPresent(each -> clauses.add(new Clause.AsKind(Tree.name(each), NONE)));
        format().ifPresent(each -> clauses.add(new Clause.Format(Tree.name(each), NONE)));
        during();
        slots.take("NOUN");
        slots.take("PLOTKIND");
        return done(new Statement.ImportFiles(Tree.text(globbed(path)), clauses, NONE));
    }

    /** {@code as stocks}: there are options, bars and quotes. */
    private void strangeKind() {
        for (int at = 1; at + 1 < words.size(); at++) {
            boolean as = words.get(at).is("as") && words.get(at - 1).kind() == Word.Kind.FILE;
            if (as
                    && !words.get(Words.skip(words, at + 1, "the", "daily") % words.size())
                            .is("options", "bars", "quotes")) {
                throw new Declined("files hold options, bars or quotes", "IMPORT '/data/*.csv' AS options");
            }
        }
    }

    /** A folder of files of one kind is all of that kind in it. */
    private String globbed(String path) {
        boolean folder = !path.contains("*") && !path.matches(".*\\.\\w{2,7}$");
        String kind = has("parquet") ? "parquet" : has("csv", "csvs") ? "csv" : "";
        if (!folder || kind.isEmpty()) {
            return path;
        }
        return path + (path.endsWith("/") ? "*." : "/*.") + kind;
    }

    private Optional<String> kind() {
        for (int at = 1; at < words.size(); at++) {
            boolean said = words.get(at - 1).is("as") && words.get(at).is("options", "bars", "quotes");
            boolean held = words.get(at).is("bars", "quotes")
                    && Words.is(words, at + 1, "in", "from", "of", "at")
                    && words.get(Words.skip(words, at + 1, "in", "from", "of", "at", "the", "file", "files")
                                            % words.size())
                                    .kind()
                            == Word.Kind.FILE;
            if (said || held) {
                return Optional.of(words.get(at).lower());
            }
        }
        return slots.has("NOUN", "bars") && has("bars") ? Optional.of("bars") : Optional.empty();
    }

    /** {@code in the chains format}, {@code format chains}. */
    private Optional<String> format() {
        for (int at = 0; at < words.size(); at++) {
            if (words.get(at).is("format")) {
                int name = at > 0 && words.get(at - 1).is("with", "in", "of", "the", "a", "and") ? at + 1 : at - 1;
                int named =
                        name >= 0 && name < words.size() && words.get(name).kind() != Word.Kind.FILE ? name : at + 1;
                slots.takeAll(
                        Meaning.Unknown.class,
                        unknown -> unknown.word().equalsIgnoreCase("format")
                                || (named < words.size()
                                        && unknown.word()
                                                .equals(words.get(named).text())));
                return named < words.size() && !words.get(named).is("csv", "parquet")
                        ? Optional.of(words.get(named).lower())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    Optional<Draft> generate() {
        if (slots.take("INTENT", "fullindex")) {
            return done(new Statement.GenerateFullIndex(List.of(), NONE));
        }
        boolean made = slots.has("NOUN", "embeddings") && has(MAKING);
        boolean again = has("embeddings")
                && List.of("restart", "resume", "local", "spark", "eachyear").stream()
                        .anyMatch(each -> slots.has("FLAG", each))
                && !slots.has("NEGATION");
        if (!slots.take("INTENT", "generate") && !made && !again) {
            return Optional.empty();
        }
        slots.take("INTENT", "run");
        slots.takeAll(Meaning.Unknown.class, each -> each.word().equalsIgnoreCase("redo"));
        List<Subject> subjects = new ArrayList<>();
        slots.takeAll(Option.class).forEach(each -> subjects.add(Tree.subject(each.contract())));
        subjects.addAll(Tree.stocks(rows.tickers()));
        if (!subjects.isEmpty()) {
            clauses.add(new Clause.For(subjects, NONE));
        }
        during();
        if (slots.take("FLAG", "eachyear")) {
            clauses.add(new Clause.TestAfterYear(NONE));
        }
        if (slots.take("FLAG", "restart")) {
            clauses.add(new Clause.Again(true, NONE));
        }
        if (slots.take("FLAG", "resume")) {
            clauses.add(new Clause.Again(false, NONE));
        }
        place();
        with(Set.of("batch_size", "max_workers"));
        slots.take("NOUN");
        return done(new Statement.GenerateEmbeddings(clauses, NONE));
    }

    private void place() {
        boolean spark = slots.take("FLAG", "spark");
        List<Meaning.Master> masters = slots.takeAll(Meaning.Master.class);
        if (!masters.isEmpty()) {
            clauses.add(
                    new Clause.Place(Optional.of(Tree.text(masters.getFirst().url())), NONE));
        } else if (spark) {
            throw new Declined("on which Spark master?", "GENERATE EMBEDDINGS ON SPARK 'spark://host:7077'");
        } else if (slots.take("FLAG", "local") && !has("here")) {
            clauses.add(new Clause.Place(Optional.empty(), NONE));
        }
    }

    Optional<Draft> build() {
        boolean built = slots.take("INTENT", "build") || indexed();
        if (!built || !has("index", "indices", "indexes", "reindex")) {
            return Optional.empty();
        }
        slots.take("TOPIC", "INDICES");
        slots.takeAll(
                Meaning.Unknown.class,
                each -> each.word().toLowerCase(Locale.ROOT).matches("(re)?index|indices|indexes|type"));
        SimilarComposer.modalities(slots).ifPresent(clauses::add);
        factory().ifPresent(each -> clauses.add(new Clause.IndexType(Tree.text(each), NONE)));
        slots.take("NOUN");
        return done(new Statement.BuildIndex(clauses, NONE));
    }

    /** {@code index greeks with HNSW32}: a verb, where what is indexed stands right behind it. */
    private boolean indexed() {
        return slots.mentions().stream()
                .anyMatch(mention -> mention.meanings().getFirst() instanceof Meaning.Tag tag
                        && tag.kind().equals("MODALITY")
                        && Words.is(words, mention.from() - 1, "index", "reindex"));
    }

    /** A Faiss factory string, in quotes or bare: {@code IVF1024,PQ64}, {@code HNSW32}, {@code Flat}. */
    private Optional<String> factory() {
        List<Meaning.File> quoted = slots.takeAll(Meaning.File.class);
        if (!quoted.isEmpty()) {
            return Optional.of(quoted.getFirst().path());
        }
        List<String> parts = slots.takeAll(Meaning.Unknown.class, each -> isFactory(each.word())).stream()
                .map(Meaning.Unknown::word)
                .map(each -> each.equalsIgnoreCase("flat") ? "Flat" : each.toUpperCase(Locale.ROOT))
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(",", parts));
    }

    private static boolean isFactory(String word) {
        return word.matches("(?i)ivf\\d+|pq\\d+(x\\d+)?|hnsw\\d+|flat|sq\\d+|opq\\d+");
    }

    Optional<Draft> test() {
        if (!slots.take("INTENT", "test")) {
            return Optional.empty();
        }
        during();
        slots.take("NOUN");
        return done(new Statement.TestEmbeddings(clauses, NONE));
    }

    Optional<Draft> train() {
        if (!slots.take("INTENT", "train")) {
            return Optional.empty();
        }
        boolean encoders = has("encoder", "encoders", "model", "models", "everything", "all") || slots.has("MODALITY");
        if (!encoders) {
            throw new Declined("train what?", "TRAIN ENCODERS ON price");
        }
        slots.take("TOPIC", "ENCODERS");
        SimilarComposer.modalities(slots).ifPresent(clauses::add);
        during();
        with(Set.of("epochs", "seed"));
        return done(new Statement.TrainEncoders(clauses, NONE));
    }

    private void during() {
        rows.when().ifPresent(when -> clauses.add(Tree.during(rows.bounded(when, firstDay))));
    }

    private void with(Set<String> names) {
        List<Slot> options = slots.takeAll(Slot.class, slot -> names.contains(slot.name()));
        if (!options.isEmpty()) {
            clauses.add(Tree.with(options));
        }
    }

    private boolean has(String... any) {
        return words.stream().anyMatch(word -> word.is(any));
    }

    private Optional<Draft> done(Statement statement) {
        return Optional.of(new Draft(statement, slots, 1.2));
    }
}
