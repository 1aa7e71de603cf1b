package dev.mvq.dsl.run;

import dev.mvq.dsl.Output;
import dev.mvq.dsl.Surroundings;
import dev.mvq.dsl.check.HelpPages;
import dev.mvq.dsl.check.Pipeline;
import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.ContractsQuery;
import dev.mvq.runtime.engine.DescribeQuery;
import dev.mvq.runtime.engine.ImportQuery;
import dev.mvq.runtime.engine.MeasuredStep;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.engine.SimilarQuery;
import dev.mvq.runtime.engine.TableLoader;
import dev.mvq.runtime.engine.TestEmbeddingsQuery;
import dev.mvq.runtime.engine.TrainQuery;
import dev.mvq.runtime.measure.MeasureOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/** Runs one plan on the engine and hands its result to the output. */
final class StatementRunner {
    private final Supplier<? extends Mvq> engine;
    private final Session session;
    private final Output output;
    private final DayResolver days;
    private final RowRunner rows;
    private final Listings listings;
    private final Explanations explanations;
    private final GenerationRunner generations;

    StatementRunner(
            Supplier<? extends Mvq> engine,
            Session session,
            Surroundings surroundings,
            DayResolver days,
            Output output) {
        this.engine = engine;
        this.session = session;
        this.output = output;
        this.days = days;
        this.rows = new RowRunner(engine, session, surroundings.workingFolder(), days, output);
        this.listings = new Listings(engine, session);
        this.generations = new GenerationRunner(engine, surroundings.consent(), days, output);
        this.explanations = new Explanations(engine, session, rows, this::query, this::query);
    }

    void run(Plan plan, Statement statement) {
        days.begin();
        switch (plan) {
            case Plan.Change p -> change(p.setting(), p.value());
            case Plan.Restore p -> change(p.setting(), p.setting().initial());
            case Plan.Help p -> output.text(HelpPages.page(p.topic(), new EngineNames(engine)));
            case Plan.Explain p -> explain(p);
            case Plan.Let p -> let(p, (Statement.Let) statement);
            default -> {
                Table table = rows(plan, statement);
                session.keep(table);
                output.rows(table);
            }
        }
    }

    private void let(Plan.Let plan, Statement.Let statement) {
        Table table = rows(plan.value(), statement.statement());
        session.let(plan.name(), table);
        output.message(plan.name() + ": " + Explanations.counted(table.rowCount(), "row"));
    }

    /** The rows of a plan that gives some. */
    private Table rows(Plan plan, Statement statement) {
        return switch (plan) {
            case Plan.Similar p -> answer(engine.get().similar(query(p)));
            case Plan.Describe p ->
                answer(engine.get().describe(new DescribeQuery(p.subject(), p.at().map(days::resolve))));
            case Plan.ImportFiles p ->
                answer(engine.get()
                        .importFiles(new ImportQuery(
                                p.glob(), p.format(), p.kind(), p.during().map(days::resolve))));
            case Plan.ImportSimulated p -> answer(engine.get().importSimulated(p.query()));
            case Plan.Generate p -> generations.run(p, statement);
            case Plan.BuildIndex p -> answer(engine.get().buildIndex(p.query()));
            case Plan.TestEmbeddings p ->
                answer(engine.get()
                        .testEmbeddings(
                                new TestEmbeddingsQuery(p.during().map(days::resolve), MeasureOptions.STANDARD)));
            case Plan.Train p -> answer(engine.get().train(query(p)));
            case Plan.Show p -> show(p);
            case Plan.From p ->
                rows.from(p, ((Statement.From) statement).source().span());
            case Plan.Piped p -> piped(p);
            case Plan.Unbuilt p -> throw unbuilt(p.words(), p.place());
            case Plan.Ask p -> throw unbuilt("ASK here", p.place());
            case Plan.Change p -> throw noRows(plan);
            case Plan.Restore p -> throw noRows(plan);
            case Plan.Help p -> throw noRows(plan);
            case Plan.Explain p -> throw noRows(plan);
            case Plan.Let p -> throw noRows(plan);
            case Plan.RunFile p -> throw noRows(plan);
        };
    }

    private static PlacedFailure unbuilt(String words, Span place) {
        return new PlacedFailure(Diagnostic.of(place, words + " is not built yet"));
    }

    private static IllegalStateException noRows(Plan plan) {
        return new IllegalStateException("gives no rows, and that was not refused: " + plan);
    }

    private Table piped(Plan.Piped plan) {
        plan.pipeline().unbuilt().ifPresent(stage -> {
            throw unbuilt(stage.what(), stage.span());
        });
        if (readsStored(plan) && plan.source() instanceof Plan.From from) {
            return rows.piped(
                    from,
                    plan.pipeline(),
                    ((Statement.From) plan.statement()).source().span());
        }
        Table given = rows(plan.source(), plan.statement());
        return rows.go(given, over(given, plan.pipeline()).parts());
    }

    /** Stages over rows whose columns were not known before they were there are checked again, now that they are. */
    private static Pipeline over(Table rows, Pipeline pipeline) {
        Problems problems = new Problems();
        Pipeline checked = pipeline.over(TableLoader.columns(rows), problems);
        if (!problems.isEmpty()) {
            throw new ScriptRunner.RefusedAtTurn(problems.list());
        }
        return checked;
    }

    private Table answer(Answer answer) {
        answer.messages().forEach(output::message);
        return answer.rows();
    }

    private SimilarQuery query(Plan.Similar plan) {
        DayResolver known = rows.days(plan.asOf());
        return new SimilarQuery(
                plan.subjects(),
                plan.at().map(known::resolve),
                plan.on(),
                plan.k(),
                plan.threshold(),
                plan.during().map(known::resolve),
                plan.where(),
                plan.distinct(),
                plan.includeSelf(),
                plan.allowMissing(),
                plan.acrossUnderlyings(),
                plan.apart(),
                plan.onlyPast(),
                plan.using(),
                plan.parameters(),
                plan.asOf(),
                plan.weighing(),
                plan.given());
    }

    private TrainQuery query(Plan.Train plan) {
        Map<String, Long> numbers = plan.numbers();
        Long seed = numbers.get("seed");
        return new TrainQuery(
                plan.modalities(),
                plan.during().map(days::resolve),
                whole(numbers, "epochs"),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                Optional.ofNullable(plan.texts().get("size")),
                whole(numbers, "rows"),
                whole(numbers, "threads"),
                Boolean.parseBoolean(plan.texts().get("restart")));
    }

    private static OptionalInt whole(Map<String, Long> numbers, String name) {
        Long value = numbers.get(name);
        return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
    }

    private Table show(Plan.Show plan) {
        return switch (plan.topic()) {
            case CONTRACTS ->
                answer(engine.get()
                        .contracts(new ContractsQuery(plan.like(), plan.at().map(days::resolve))));
            case COVERAGE -> answer(engine.get().coverage());
            case INDICES -> answer(engine.get().indices());
            case GENERATIONS -> answer(engine.get().generations());
            case ENCODERS -> answer(engine.get().encoders());
            default -> listings.of(plan);
        };
    }

    private void change(Setting setting, String value) {
        engine.get().set(setting, value);
        output.message(setting.word() + " = " + engine.get().get(setting));
    }

    private void explain(Plan.Explain plan) {
        if (!plan.analyze()) {
            output.text(explanations.of(plan.explained(), plan.statement()));
            return;
        }
        output.text(
                plan.explained() instanceof Plan.Piped piped && !readsStored(piped) ? analysed(piped) : analysed(plan));
    }

    private String analysed(Plan.Explain plan) {
        long start = System.nanoTime();
        Table table = rows(plan.explained(), plan.statement());
        double millis = millisSince(start);
        List<MeasuredStep> steps = rows.stored(plan.explained())
                .map(query -> engine.get().measure(query))
                .orElse(List.of());
        return Explanations.measured(table, millis) + "\n" + explanations.of(plan.explained(), plan.statement(), steps);
    }

    /** The statement whose rows are asked is run once; what it took stands with it. */
    private String analysed(Plan.Piped plan) {
        long start = System.nanoTime();
        Table given = rows(plan.source(), plan.statement());
        double millis = millisSince(start);
        Pipeline pipeline = over(given, plan.pipeline());
        Table table = rows.go(given, pipeline.parts());
        double total = millisSince(start);
        List<MeasuredStep> steps =
                new ArrayList<>(List.of(new MeasuredStep(given.rowCount(), OptionalDouble.of(millis))));
        if (pipeline.parts().getFirst() instanceof Pipeline.Asked asked) {
            List<MeasuredStep> asking = engine.get().measure(given, asked.query());
            steps.addAll(asking.subList(1, asking.size()));
        }
        return Explanations.measured(table, total) + "\n" + explanations.of(plan, plan.statement(), steps);
    }

    private static boolean readsStored(Plan.Piped plan) {
        return plan.source() instanceof Plan.From from && from.stored();
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
