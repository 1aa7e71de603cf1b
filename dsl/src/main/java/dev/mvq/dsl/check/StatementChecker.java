package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.StatementKind;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.runtime.engine.BuildIndexQuery;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.index.WeightedModality;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Statements to plans. A plan is to be run only where no problem was found. */
public final class StatementChecker {
    private final Names names;
    private final Source source;
    private final Problems problems;

    /** @param problems hears everything that is wrong */
    public StatementChecker(Names names, Source source, Problems problems) {
        this.names = names;
        this.source = source;
        this.problems = problems;
    }

    /** The plan of the statement. */
    public Plan check(Statement statement) {
        Clauses clauses = new Clauses(statement.clauses(), problems);
        return switch (statement) {
            case Statement.SimilarTo s -> new SimilarChecker(names, source, problems).check(s, clauses);
            case Statement.ImportFiles s -> importFiles(s, clauses);
            case Statement.ImportSimulated s -> importSimulated(clauses);
            case Statement.GenerateEmbeddings s -> generate(clauses);
            case Statement.GenerateFullIndex s ->
                new Plan.Generate(Optional.empty(), false, OptionalInt.empty(), OptionalInt.empty());
            case Statement.BuildIndex s -> buildIndex(clauses);
            case Statement.TestEmbeddings s ->
                new Plan.TestEmbeddings(clauses.find(Clause.During.class).map(Clause.During::period));
            case Statement.Show s -> show(s, clauses);
            case Statement.Describe s ->
                new Plan.Describe(
                        s.subject().instrument(), clauses.find(Clause.At.class).map(Clause.At::day));
            case Statement.SetSetting s -> change(s);
            case Statement.ResetSetting s -> new Plan.Restore(setting(s.setting()));
            case Statement.Explain s -> new Plan.Explain(check(s.explained()), s.explained());
            case Statement.Help s -> help(s);
        };
    }

    private Plan importFiles(Statement.ImportFiles statement, Clauses clauses) {
        if (statement.path().text().isBlank()) {
            problems.add(Diagnostic.of(statement.path().span(), "the path is empty"));
        }
        clauses.find(Clause.With.class)
                .ifPresent(with ->
                        problems.add(Diagnostic.of(with.span(), "WITH goes with IMPORT SIMULATED, not with files")));
        Optional<String> format = clauses.find(Clause.Format.class).map(clause -> format(clause.name()));
        return new Plan.ImportFiles(
                statement.path().text(),
                format,
                clauses.find(Clause.During.class).map(Clause.During::period));
    }

    private String format(Name name) {
        List<String> known = List.copyOf(names.formats().keySet());
        Optional<String> format = known.stream()
                .filter(each -> each.equalsIgnoreCase(name.text()))
                .findFirst();
        if (format.isEmpty()) {
            problems.add(
                    Diagnostic.misspelled(name.span(), "unknown format '" + name.text() + "'", name.text(), known));
        }
        return format.orElse("");
    }

    private Plan importSimulated(Clauses clauses) {
        for (Clause clause : clauses.all()) {
            if (!(clause instanceof Clause.With)) {
                problems.add(Diagnostic.of(
                        clause.span().first(clause.keyword().length()),
                        clause.keyword() + " goes with files, not with IMPORT SIMULATED",
                        "write WITH (seed = 7, days = 250)"));
            }
        }
        Map<String, OptionRange> known = new LinkedHashMap<>();
        // What suits what else, such as contracts a day and underlyings, the made market checks at its turn.
        known.put("seed", new OptionRange(0, 999_999_999_999_999_999L));
        known.put("underlyings", new OptionRange(1, 31));
        known.put("days", new OptionRange(1, 7_500));
        known.put("contracts_per_day", new OptionRange(8, 46_500));
        known.put("history", new OptionRange(0, 2_600));
        known.put("last_day", new OptionRange(20_010_102, 20_301_231));
        Map<String, Long> options = new OptionChecker(problems).check(clauses, known);
        return new Plan.ImportSimulated(new SimulationQuery(options));
    }

    private Plan generate(Clauses clauses) {
        clauses.find(Clause.On.class)
                .ifPresent(on -> problems.add(Diagnostic.of(on.span(), "ON is not built yet in GENERATE EMBEDDINGS")));
        Map<String, OptionRange> known = new LinkedHashMap<>();
        known.put("batch_size", new OptionRange(1, 65_536));
        known.put("max_workers", new OptionRange(1, 256));
        Map<String, Long> options = new OptionChecker(problems).check(clauses, known);
        return new Plan.Generate(
                clauses.find(Clause.During.class).map(Clause.During::period),
                clauses.find(Clause.Again.class).map(Clause.Again::restart).orElse(false),
                whole(options, "batch_size"),
                whole(options, "max_workers"));
    }

    private static OptionalInt whole(Map<String, Long> options, String name) {
        Long value = options.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
    }

    private Plan buildIndex(Clauses clauses) {
        Optional<Clause.On> on = clauses.find(Clause.On.class);
        on.stream()
                .flatMap(clause -> clause.modalities().stream())
                .flatMap(each -> each.weight().stream())
                .forEach(weight -> problems.add(Diagnostic.of(weight.span(), "an index has no weight")));
        List<WeightedModality> modalities =
                on.map(clause -> new ModalityChecker(problems).check(clause)).orElse(List.of());
        Optional<Clause.IndexType> type = clauses.find(Clause.IndexType.class);
        type.filter(clause -> clause.factory().isBlank())
                .ifPresent(clause -> problems.add(Diagnostic.of(
                        clause.span(), "the type is empty", "such as TYPE 'IVF1024,PQ64' or TYPE 'HNSW32'")));
        return new Plan.BuildIndex(new BuildIndexQuery(
                modalities.stream().map(WeightedModality::modality).toList(), type.map(Clause.IndexType::factory)));
    }

    private Plan show(Statement.Show statement, Clauses clauses) {
        Name name = statement.topic();
        Optional<ShowTopic> topic = ShowTopic.of(name.text());
        if (topic.isEmpty()) {
            problems.add(Diagnostic.misspelled(
                    name.span(),
                    "there is nothing to show called '" + name.text() + "'",
                    name.text(),
                    ShowTopic.names()));
        }
        topic.filter(known -> !known.built())
                .ifPresent(known -> problems.add(Diagnostic.of(name.span(), "SHOW " + known + " is not built yet")));
        if (topic.isPresent() && topic.get() != ShowTopic.CONTRACTS) {
            clauses.all()
                    .forEach(clause -> problems.add(Diagnostic.of(
                            clause.span(),
                            clause.keyword() + " goes with SHOW CONTRACTS, not with SHOW " + topic.get())));
        }
        return new Plan.Show(
                topic.orElse(ShowTopic.CONTRACTS),
                clauses.find(Clause.Like.class).map(Clause.Like::pattern),
                clauses.find(Clause.At.class).map(Clause.At::day));
    }

    private Plan help(Statement.Help statement) {
        List<String> words = statement.topic().stream()
                .map(word -> word.text().toUpperCase(Locale.ROOT))
                .toList();
        if (!HelpPages.knows(words)) {
            String topic = String.join(" ", words);
            boolean toCome = !StatementKind.openedBy(words.getFirst()).isEmpty()
                    && StatementKind.openedBy(words.getFirst()).stream().noneMatch(StatementKind::built);
            Span span = statement
                    .topic()
                    .getFirst()
                    .span()
                    .to(statement.topic().getLast().span());
            List<String> near = Spelling.nearest(topic, HelpPages.topics());
            problems.add(new Diagnostic(
                    span,
                    toCome ? topic + " is not built yet" : "there is no help on '" + topic + "'",
                    near,
                    near.isEmpty() ? "HELP lists what there is" : ""));
        }
        return new Plan.Help(words);
    }

    private Plan change(Statement.SetSetting statement) {
        Setting setting = setting(statement.setting());
        Value value = statement.value();
        String text = value.text().toLowerCase(Locale.ROOT);
        boolean known = Arrays.stream(Setting.values())
                .anyMatch(each -> each.word().equals(statement.setting().lower()));
        if (known && !setting.choices().isEmpty() && !setting.choices().contains(text)) {
            // The nearest by its letters would be cpu.
            String meant = text.equals("gpu") ? "cuda" : text;
            problems.add(Diagnostic.misspelled(
                    value.span(), setting.word() + " cannot be '" + value.text() + "'", meant, setting.choices()));
        }
        if (known && setting.choices().isEmpty()) {
            Setting.Range range = setting.range();
            new OptionChecker(problems).whole(setting.word(), value, new OptionRange(range.least(), range.most()));
        }
        return new Plan.Change(
                setting, setting.choices().isEmpty() ? value.text().replace("_", "") : text);
    }

    private Setting setting(Name name) {
        Optional<Setting> setting = Arrays.stream(Setting.values())
                .filter(each -> each.word().equals(name.lower()))
                .findFirst();
        if (setting.isEmpty()) {
            List<String> known =
                    Arrays.stream(Setting.values()).map(Setting::word).toList();
            problems.add(
                    Diagnostic.misspelled(name.span(), "unknown setting '" + name.text() + "'", name.text(), known));
        }
        return setting.orElse(Setting.DEBUG);
    }

    /** Complains where the number is not whole or out of range; gives something in range in any case. */
    static int whole(Num number, int least, int most, String what, Problems problems) {
        if (number.isWhole() && number.value() >= least && number.value() <= most) {
            return (int) number.value();
        }
        Span span = number.span();
        problems.add(Diagnostic.of(
                span,
                what + " is a whole number from " + grouped(least) + " to " + grouped(most) + ", not "
                        + number.text()));
        return least;
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '_');
    }
}
