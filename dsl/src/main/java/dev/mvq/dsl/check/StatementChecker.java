package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.diagnostic.Spelling;
import dev.mvq.dsl.parse.CalendarDays;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Num;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.runtime.engine.BuildIndexQuery;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.source.RowKind;
import dev.mvq.runtime.source.SourceFormat;
import dev.mvq.runtime.source.SourceFormats;
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
    private final RowsChecker rows;
    private final AnalysisChecker analyses;

    /**
     * @param scope names of rows; what the text adds to them is added as it is checked
     * @param problems hears everything that is wrong
     */
    public StatementChecker(Names names, Scope scope, Source source, Problems problems) {
        this.names = names;
        this.source = source;
        this.problems = problems;
        this.analyses = new AnalysisChecker(problems);
        this.rows = new RowsChecker(names, scope, source, problems, analyses);
    }

    /** The plan of the statement. Rows that it gives are known from then on. */
    public Plan check(Statement statement) {
        Plan plan = plan(statement);
        rows.gave(plan);
        return plan;
    }

    private Plan plan(Statement statement) {
        Clauses clauses = new Clauses(statement.clauses(), problems);
        rows.results(SubjectChecker.subjects(statement));
        return switch (statement) {
            case Statement.SimilarTo s -> new SimilarChecker(names, source, problems).check(s, clauses);
            case Statement.SimilarToEach s -> each(s, clauses);
            case Statement.Compare s -> analyses.compare(s, clauses);
            case Statement.Describe s -> describe(s, clauses);
            case Statement.FindRegimeChanges s -> analyses.regimes(s, clauses);
            case Statement.FindArbitrage s -> analyses.arbitrage(s, clauses);
            case Statement.FindAnomalies s -> analyses.anomalies(s, clauses);
            case Statement.Analyze s -> analyses.analyze(s, clauses);
            case Statement.ImportFiles s -> importFiles(s, clauses);
            case Statement.ImportSimulated s -> importSimulated(clauses);
            case Statement.GenerateEmbeddings s -> generate(clauses, false);
            case Statement.GenerateFullIndex s -> generate(clauses, true);
            case Statement.BuildIndex s -> buildIndex(clauses);
            case Statement.TestEmbeddings s ->
                new Plan.TestEmbeddings(clauses.find(Clause.During.class).map(Clause.During::period));
            case Statement.TrainEncoders s -> analyses.train(clauses);
            case Statement.From s -> rows.from(s, clauses);
            case Statement.Show s -> show(s, clauses);
            case Statement.SetSetting s -> change(s);
            case Statement.ResetSetting s -> new Plan.Restore(setting(s.setting()));
            case Statement.Let s -> rows.let(s, plan(s.statement()));
            case Statement.Explain s -> explain(s);
            case Statement.RunFile s -> runFile(s);
            case Statement.Ask s -> ask(s);
            case Statement.Help s -> help(s);
            case Statement.Piped s -> rows.piped(s, plan(s.source()));
        };
    }

    private Plan each(Statement.SimilarToEach statement, Clauses clauses) {
        Plan _ = plan(statement.rows());
        new SimilarChecker(names, source, problems).checkClauses(clauses);
        return new Plan.Unbuilt(
                "SIMILAR TO EACH",
                statement.span().first("SIMILAR TO EACH".length()),
                "asks for every row of the source at once");
    }

    private Plan describe(Statement.Describe statement, Clauses clauses) {
        List<Subject> one = List.of(statement.subject());
        new SubjectChecker(problems).named(one, "DESCRIBE");
        Optional<Day> at =
                clauses.find(Clause.At.class).map(Clause.At::day).or(() -> new SubjectChecker(problems).day(one));
        // A parameter or a row is what it stands for when its turn has come; until then the name is a stand-in.
        return new Plan.Describe(SubjectChecker.instrument(statement.subject()).orElse(new Stock("?")), at);
    }

    private Plan explain(Statement.Explain statement) {
        Plan plan = plan(statement.explained());
        if (statement.analyze() && !plan.givesRows()) {
            problems.add(Diagnostic.of(
                    statement.explained().span(),
                    "EXPLAIN ANALYZE runs what gives rows, and this gives none",
                    "EXPLAIN alone shows what it would do"));
        }
        return new Plan.Explain(statement.analyze(), plan, statement.explained());
    }

    private Plan runFile(Statement.RunFile statement) {
        if (!statement.path().isParameter() && statement.path().text().isBlank()) {
            problems.add(Diagnostic.of(statement.path().span(), "the path is empty"));
        }
        if (statement.path().isParameter()) {
            rows.open();
        }
        return new Plan.RunFile(statement.path().text(), statement.path().span());
    }

    private Plan ask(Statement.Ask statement) {
        if (!statement.words().isParameter() && statement.words().text().isBlank()) {
            problems.add(Diagnostic.of(statement.words().span(), "the question is empty"));
        }
        return new Plan.Ask(statement.words().text(), statement.words().span());
    }

    private Plan importFiles(Statement.ImportFiles statement, Clauses clauses) {
        if (!statement.path().isParameter() && statement.path().text().isBlank()) {
            problems.add(Diagnostic.of(statement.path().span(), "the path is empty"));
        }
        clauses.find(Clause.With.class)
                .ifPresent(with ->
                        problems.add(Diagnostic.of(with.span(), "WITH goes with IMPORT SIMULATED, not with files")));
        Optional<String> format = clauses.find(Clause.Format.class).map(clause -> format(clause.name()));
        Optional<RowKind> kind =
                clauses.find(Clause.AsKind.class).map(Clause.AsKind::kind).flatMap(name -> kind(name, format));
        return new Plan.ImportFiles(
                statement.path().text(),
                format,
                kind,
                clauses.find(Clause.During.class).map(Clause.During::period));
    }

    /** A format says what its rows are; AS may not say otherwise. */
    private Optional<RowKind> kind(Name name, Optional<String> format) {
        if (!RowKind.known().contains(name.lower())) {
            problems.add(Diagnostic.misspelled(
                    name.span(), "files are not imported as '" + name.text() + "'", name.text(), RowKind.known()));
            return Optional.empty();
        }
        RowKind kind = RowKind.of(name.text());
        Optional<RowKind> own = SourceFormats.all().stream()
                .filter(each -> format.filter(each.name()::equals).isPresent())
                .map(SourceFormat::kind)
                .findFirst();
        own.filter(each -> each != kind)
                .ifPresent(each -> problems.add(Diagnostic.of(
                        name.span(),
                        "files of format %s hold %s, not %s".formatted(format.orElse(""), each.word(), name.text()),
                        "write AS " + each.word() + ", or leave AS out")));
        return Optional.of(kind);
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
        // What suits what else, such as contracts a day and underlyings, the made market checks at its turn.
        Map<String, OptionRange> numbers = new LinkedHashMap<>();
        SimulationOptions.numbers()
                .forEach((name, range) -> numbers.put(name, new OptionRange(range.least(), range.most())));
        OptionChecker.Given given = new OptionChecker(problems).check(clauses, numbers, SimulationOptions.texts());
        return new Plan.ImportSimulated(new SimulationQuery(given.numbers(), given.texts()));
    }

    private Plan generate(Clauses clauses, boolean fullIndex) {
        Map<String, OptionRange> known = new LinkedHashMap<>();
        known.put("batch_size", new OptionRange(1, 65_536));
        known.put("max_workers", new OptionRange(1, 256));
        Map<String, Long> options = new OptionChecker(problems).check(clauses, known);
        clauses.find(Clause.For.class).ifPresent(each -> new SubjectChecker(problems).named(each.subjects(), "FOR"));
        Optional<Plan.Unbuilt> unbuilt = Unbuilts.first(clauses);
        if (unbuilt.isPresent()) {
            return unbuilt.get();
        }
        return new Plan.Generate(
                clauses.find(Clause.For.class)
                        .map(each -> SubjectChecker.instruments(each.subjects()))
                        .orElse(List.of()),
                clauses.find(Clause.During.class).map(Clause.During::period),
                clauses.find(Clause.Again.class).map(Clause.Again::restart).orElse(false),
                fullIndex,
                clauses.has(Clause.TestAfterYear.class),
                whole(options, "batch_size"),
                whole(options, "max_workers"));
    }

    private static OptionalInt whole(Map<String, Long> options, String name) {
        Long value = options.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
    }

    private Plan buildIndex(Clauses clauses) {
        Optional<Clause.On> on = clauses.find(Clause.On.class);
        analyses.noWeights(clauses, "an index has no weight");
        on.filter(ModalityChecker::isAuto)
                .ifPresent(auto -> problems.add(
                        Diagnostic.of(auto.span(), "AUTO weighs a question's modalities, and an index has none")));
        List<WeightedModality> modalities =
                on.map(clause -> new ModalityChecker(problems).check(clause)).orElse(List.of());
        Optional<Clause.IndexType> type = clauses.find(Clause.IndexType.class);
        type.filter(clause -> !clause.factory().isParameter()
                        && clause.factory().text().isBlank())
                .ifPresent(clause -> problems.add(Diagnostic.of(
                        clause.span(), "the type is empty", "such as TYPE 'IVF1024,PQ64' or TYPE 'HNSW32'")));
        return new Plan.BuildIndex(new BuildIndexQuery(
                modalities.stream().map(WeightedModality::modality).toList(),
                type.map(clause -> clause.factory().text())));
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
        Optional<Clause.OfSource> of = clauses.find(Clause.OfSource.class);
        topic.ifPresent(known -> showClauses(known, clauses));
        of.ifPresent(clause -> rows.exists(clause.source()));
        return new Plan.Show(
                topic.orElse(ShowTopic.CONTRACTS),
                clauses.find(Clause.Like.class).map(clause -> clause.pattern().text()),
                clauses.find(Clause.At.class).map(Clause.At::day),
                of.map(clause -> clause.source().lower()));
    }

    private void showClauses(ShowTopic topic, Clauses clauses) {
        for (Clause clause : clauses.all()) {
            ShowTopic own = clause instanceof Clause.OfSource ? ShowTopic.COLUMNS : ShowTopic.CONTRACTS;
            if (topic != own) {
                problems.add(Diagnostic.of(
                        clause.span(), clause.keyword() + " goes with SHOW " + own + ", not with SHOW " + topic));
            }
        }
    }

    private Plan help(Statement.Help statement) {
        List<String> words = statement.topic().stream()
                .map(word -> word.text().toUpperCase(Locale.ROOT))
                .toList();
        if (!HelpPages.knows(words)) {
            String topic = String.join(" ", words);
            Span span = statement
                    .topic()
                    .getFirst()
                    .span()
                    .to(statement.topic().getLast().span());
            List<String> near = Spelling.nearest(topic, HelpPages.topics());
            problems.add(new Diagnostic(
                    span,
                    "there is no help on '" + topic + "'",
                    near,
                    near.isEmpty() ? "HELP lists what there is" : ""));
        }
        return new Plan.Help(words);
    }

    private Plan change(Statement.SetSetting statement) {
        Setting setting = setting(statement.setting());
        Value value = statement.value();
        String text = value.text().toLowerCase(Locale.ROOT);
        boolean known = !value.isParameter()
                && Arrays.stream(Setting.values())
                        .anyMatch(each -> each.word().equals(statement.setting().lower()));
        if (known && !setting.choices().isEmpty() && !setting.choices().contains(text)) {
            // The nearest by its letters would be cpu.
            String meant = text.equals("gpu") ? "cuda" : text;
            problems.add(Diagnostic.misspelled(
                    value.span(), setting.word() + " cannot be '" + value.text() + "'", meant, setting.choices()));
        }
        if (known && setting.isDate()) {
            date(setting, value);
        } else if (known && setting.isName()) {
            name(setting, value);
        } else if (known && setting.choices().isEmpty()) {
            Setting.Range range = setting.range();
            long _ = new OptionChecker(problems)
                    .whole(setting.word(), value, new OptionRange(range.least(), range.most()));
        }
        boolean number = setting.choices().isEmpty() && !setting.isName();
        return new Plan.Change(setting, number ? value.text().replace("_", "") : text);
    }

    /** Whether there is one of that name only the store knows. */
    private void name(Setting setting, Value value) {
        if (value.text().isBlank()) {
            problems.add(Diagnostic.of(
                    value.span(), setting.word() + " takes a name", "write " + setting.initial() + ", or a version"));
        }
    }

    private void date(Setting setting, Value value) {
        boolean day = value.kind() == Value.Kind.DAY
                || (value.kind() == Value.Kind.TEXT
                        && CalendarDays.read(value.text(), value.span(), problems::add) != null);
        if (!day && value.kind() != Value.Kind.TEXT && !value.text().equalsIgnoreCase(setting.initial())) {
            problems.add(Diagnostic.of(
                    value.span(),
                    setting.word() + " is a date, and this is '" + value.text() + "'",
                    "write 2024-01-15, or " + setting.initial()));
        }
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
        if (number.isParameter()) {
            return least;
        }
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

    /** As {@link #whole}, where only the complaint matters. */
    static void checkWhole(Num number, int least, int most, String what, Problems problems) {
        int _ = whole(number, least, most, what, problems);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '_');
    }
}
