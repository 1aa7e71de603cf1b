package dev.mvq.dsl.run;

import dev.mvq.dsl.Output;
import dev.mvq.dsl.check.HelpPages;
import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.check.ShowTopic;
import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.ContractsQuery;
import dev.mvq.runtime.engine.DescribeQuery;
import dev.mvq.runtime.engine.GenerateQuery;
import dev.mvq.runtime.engine.ImportQuery;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.engine.SimilarQuery;
import dev.mvq.runtime.engine.TestEmbeddingsQuery;
import dev.mvq.runtime.measure.MeasureOptions;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Supplier;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Runs one plan on the engine and hands its result to the output. */
final class StatementRunner {
    private final Supplier<? extends Mvq> engine;
    private final Output output;
    private final DayResolver days;

    StatementRunner(Supplier<? extends Mvq> engine, LocalDate today, Output output) {
        this.engine = engine;
        this.output = output;
        this.days = new DayResolver(() -> engine.get().days(), today, output::message);
    }

    void run(Plan plan) {
        switch (plan) {
            case Plan.Similar p -> answer(engine.get().similar(query(p)));
            case Plan.Describe p ->
                answer(engine.get().describe(new DescribeQuery(p.subject(), p.at().map(days::resolve))));
            case Plan.ImportFiles p ->
                answer(engine.get()
                        .importFiles(
                                new ImportQuery(p.glob(), p.format(), p.during().map(days::resolve))));
            case Plan.ImportSimulated p -> answer(engine.get().importSimulated(p.query()));
            case Plan.Generate p ->
                answer(engine.get()
                        .generate(new GenerateQuery(
                                p.during().map(days::resolve), p.restart(), p.batchSize(), p.maxWorkers())));
            case Plan.BuildIndex p -> answer(engine.get().buildIndex(p.query()));
            case Plan.TestEmbeddings p ->
                answer(engine.get()
                        .testEmbeddings(
                                new TestEmbeddingsQuery(p.during().map(days::resolve), MeasureOptions.STANDARD)));
            case Plan.Show p -> show(p);
            case Plan.Change p -> change(p.setting(), p.value());
            case Plan.Restore p -> change(p.setting(), p.setting().initial());
            case Plan.Explain p -> explain(p);
            case Plan.Help p -> output.text(HelpPages.page(p.topic(), new EngineNames(engine)));
        }
    }

    private void answer(Answer answer) {
        answer.messages().forEach(output::message);
        output.rows(answer.rows());
    }

    private SimilarQuery query(Plan.Similar plan) {
        return new SimilarQuery(
                plan.subjects(),
                plan.at().map(days::resolve),
                plan.on(),
                plan.k(),
                plan.threshold(),
                plan.during().map(days::resolve),
                plan.where(),
                plan.distinct(),
                plan.includeSelf(),
                plan.acrossUnderlyings(),
                plan.apart(),
                plan.using(),
                plan.parameters());
    }

    private void show(Plan.Show plan) {
        ShowTopic topic = plan.topic();
        switch (topic) {
            case CONTRACTS ->
                answer(engine.get()
                        .contracts(new ContractsQuery(plan.like(), plan.at().map(days::resolve))));
            case COVERAGE -> answer(engine.get().coverage());
            case INDICES -> answer(engine.get().indices());
            case SETTINGS -> output.rows(engine.get().settings());
            case FORMATS -> output.rows(table("format", "reads", engine.get().formats()));
            case COLUMNS -> output.rows(table("column", "kind", engine.get().columns()));
            case GENERATIONS, ENCODERS, SOURCES, PATTERNS, VARIABLES, HISTORY ->
                throw new IllegalStateException("SHOW " + topic + " was not refused");
        }
    }

    private static Table table(String key, String value, Map<String, String> entries) {
        StringColumn keys = StringColumn.create(key);
        StringColumn values = StringColumn.create(value);
        entries.forEach((name, meaning) -> {
            keys.append(name);
            values.append(meaning);
        });
        return Table.create(key + "s", keys, values);
    }

    private void change(Setting setting, String value) {
        engine.get().set(setting, value);
        output.message(setting.word() + " = " + engine.get().get(setting));
    }

    private void explain(Plan.Explain plan) {
        String text = plan.explained() instanceof Plan.Similar similar
                ? PlanText.tree(engine.get().explain(query(similar)))
                : PlanText.line(plan.explained(), plan.statement());
        output.text(text);
    }
}
