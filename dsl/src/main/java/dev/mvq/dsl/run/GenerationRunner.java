package dev.mvq.dsl.run;

import dev.mvq.dsl.Consent;
import dev.mvq.dsl.Output;
import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.runtime.engine.Answer;
import dev.mvq.runtime.engine.GenerateQuery;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.market.DateRange;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/** GENERATE, which asks before it does again what is done. */
final class GenerationRunner {
    private final Supplier<? extends Mvq> engine;
    private final Consent consent;
    private final DayResolver days;
    private final Output output;

    GenerationRunner(Supplier<? extends Mvq> engine, Consent consent, DayResolver days, Output output) {
        this.engine = engine;
        this.consent = consent;
        this.days = days;
        this.output = output;
    }

    Table run(Plan.Generate plan, Statement statement) {
        Optional<DateRange> during = plan.during().map(days::resolve);
        if (plan.restart()) {
            engine.get().generation().ifPresent(present -> confirm(present, during, statement));
        }
        Answer answer = engine.get()
                .generate(new GenerateQuery(
                        plan.subjects(),
                        during,
                        plan.restart(),
                        plan.fullIndex(),
                        plan.testAfterYear(),
                        plan.batchSize(),
                        plan.maxWorkers()));
        answer.messages().forEach(output::message);
        return answer.rows();
    }

    private void confirm(String present, Optional<DateRange> during, Statement statement) {
        long count = engine.get().days().stream()
                .filter(day -> during.map(period -> period.contains(day)).orElse(true))
                .count();
        String what =
                String.format(Locale.ROOT, "RESTART encodes %s again, done or not", Explanations.counted(count, "day"));
        String question =
                "%s; generation %s answers until that is complete, and is kept. Go on?".formatted(what, present);
        switch (consent.ask(question)) {
            case YES -> {}
            case NO ->
                throw new PlacedFailure(Diagnostic.of(
                        place(statement), "nothing was encoded: RESTART was not agreed to", "RESUME is the default"));
            case NOBODY ->
                throw new PlacedFailure(Diagnostic.of(
                        place(statement),
                        what + ", and nobody can be asked here",
                        "agree beforehand with --yes, or leave RESTART out: RESUME is the default"));
        }
    }

    private static Span place(Statement statement) {
        return statement.clauses().stream()
                .filter(Clause.Again.class::isInstance)
                .map(Clause::span)
                .findFirst()
                .orElse(statement.span());
    }
}
