package dev.mvq.dsl.run;

import dev.mvq.dsl.Output;
import dev.mvq.dsl.check.Pipeline;
import dev.mvq.dsl.check.Plan;
import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.runtime.engine.FromQuery;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.RowFile;
import dev.mvq.runtime.engine.RowQuery;
import dev.mvq.runtime.engine.RowSource;
import dev.mvq.runtime.engine.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/** FROM and pipelines: what can be asked where the rows lie is asked there, the rest of rows that are held. */
final class RowRunner {
    private final Supplier<? extends Mvq> engine;
    private final Session session;
    private final Path workingFolder;
    private final DayResolver days;
    private final Output output;

    RowRunner(Supplier<? extends Mvq> engine, Session session, Path workingFolder, DayResolver days, Output output) {
        this.engine = engine;
        this.session = session;
        this.workingFolder = workingFolder;
        this.days = days;
        this.output = output;
    }

    Table from(Plan.From plan, Span place) {
        if (!plan.stored()) {
            RowQuery asked = plan.where().map(Plan.Condition::query).orElse(RowQuery.ALL);
            Table rows = result(plan.source(), place);
            return asked.equals(RowQuery.ALL)
                    ? rows
                    : engine.get().ask(rows, asked).table();
        }
        return whole(asked(query(plan)), place);
    }

    /** A question over stored rows, with the day it stands for where none was given. */
    FromQuery query(Plan.From plan) {
        Optional<Day> at = plan.at().isEmpty() && plan.during().isEmpty()
                ? Optional.of(new Day.Latest(new Span(0, 0)))
                : plan.at();
        DayResolver known = days(plan.asOf());
        return new FromQuery(
                RowSource.valueOf(plan.source().toUpperCase(Locale.ROOT)),
                at.map(known::resolve),
                plan.during().map(known::resolve),
                plan.where().map(Plan.Condition::query).orElse(RowQuery.ALL),
                plan.asOf());
    }

    /** Where LATEST and TODAY are looked up: among the days of the generation asked, if it is not the current one. */
    DayResolver days(Optional<String> asOf) {
        return asOf.map(generation -> days.among(() -> engine.get().days(generation)))
                .orElse(days);
    }

    /** What a plan asks of stored rows where they lie: its own condition, and the stages up to the first SAVE. */
    Optional<FromQuery> stored(Plan plan) {
        return switch (plan) {
            case Plan.From from when from.stored() -> Optional.of(query(from));
            case Plan.Piped(Plan source, var statement, var stages, Pipeline pipeline)
            when source instanceof Plan.From from && from.stored() ->
                Optional.of(asking(query(from), pipeline.parts()));
            default -> Optional.empty();
        };
    }

    private static FromQuery asking(FromQuery query, List<Pipeline.Part> parts) {
        return !parts.isEmpty() && parts.getFirst() instanceof Pipeline.Asked first
                ? query.with(query.asked().then(first.query()))
                : query;
    }

    private Table result(String name, Span place) {
        return session.result(name).orElseThrow(() -> {
            String there = session.results().isEmpty()
                    ? "no statement has given rows yet"
                    : "there are " + String.join(", ", session.results());
            return new PlacedFailure(Diagnostic.of(place, "there are no rows called '" + name + "'", there));
        });
    }

    private Rows asked(FromQuery query) {
        Rows rows = engine.get().from(query);
        rows.messages().forEach(output::message);
        return rows;
    }

    private static Table whole(Rows rows, Span place) {
        if (!rows.complete()) {
            throw new PlacedFailure(Diagnostic.of(
                    place,
                    String.format(Locale.ROOT, "this gives more than the %,d rows that a result holds", Rows.MOST),
                    "add | LIMIT n or | STATS …, or | SAVE TO 'file.parquet', which writes all of them"));
        }
        return rows.table();
    }

    /** Stages over rows of the store, the first of them asked there. */
    Table piped(Plan.From from, Pipeline pipeline, Span place) {
        FromQuery query = query(from);
        List<Pipeline.Part> parts = pipeline.parts();
        if (!parts.isEmpty() && parts.getFirst() instanceof Pipeline.Asked first) {
            query = query.with(query.asked().then(first.query()));
            parts = parts.subList(1, parts.size());
        }
        Rows rows = asked(query);
        if (!rows.complete() && !parts.isEmpty() && parts.getFirst() instanceof Pipeline.Saved saved) {
            RowFile file = file(saved);
            long written = engine.get().save(query, file);
            written(saved, written);
            output.message(String.format(
                    Locale.ROOT,
                    "the first %,d of them go on from here",
                    rows.table().rowCount()));
            return go(rows.table(), parts.subList(1, parts.size()));
        }
        return go(whole(rows, place), parts);
    }

    /** Stages over rows that are held. */
    Table go(Table rows, List<Pipeline.Part> parts) {
        Table now = rows;
        for (Pipeline.Part part : parts) {
            now = switch (part) {
                case Pipeline.Asked asked ->
                    engine.get().ask(now, asked.query()).table();
                case Pipeline.Saved saved -> saved(now, saved);
                case Pipeline.Unbuilt unbuilt ->
                    throw new IllegalStateException(unbuilt.what() + " was not refused before its rows were read");
            };
        }
        return now;
    }

    private Table saved(Table rows, Pipeline.Saved saved) {
        RowFile file = file(saved);
        boolean replaces = Files.exists(file.path());
        engine.get().save(rows, file);
        written(saved, rows.rowCount());
        if (replaces) {
            output.message(saved.file() + " was there and is replaced");
        }
        return rows;
    }

    private void written(Pipeline.Saved saved, long rows) {
        output.message(saved.file() + ": " + Explanations.counted(rows, "row"));
    }

    private RowFile file(Pipeline.Saved saved) {
        Path path = workingFolder.resolve(saved.file());
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new PlacedFailure(
                    Diagnostic.of(saved.span(), "there is no folder for '" + saved.file() + "'", "make it first"));
        }
        return new RowFile(path, RowFile.Format.valueOf(saved.kind().name()));
    }
}
