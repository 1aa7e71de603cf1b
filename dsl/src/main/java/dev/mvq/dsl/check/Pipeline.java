package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.runtime.engine.RowQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checked stages: what is asked of the rows, and what is done with them, in order.
 *
 * @param parts in order; no two questions stand side by side
 * @param columns of the rows that come out
 * @param unknown where they were checked against rows that are not there yet
 */
public record Pipeline(List<Part> parts, Schema columns, Optional<Unknown> unknown) {
    public Pipeline {
        parts = List.copyOf(parts);
    }

    /**
     * Stages to be checked once their rows are there.
     *
     * @param stages what was read
     * @param source the text they stand in
     */
    public record Unknown(List<Stage> stages, Source source) {
        public Unknown {
            stages = List.copyOf(stages);
        }
    }

    /**
     * These stages over rows that are there now.
     *
     * @param columns of the rows, name to kind
     * @param problems hears what does not suit them
     */
    public Pipeline over(Map<String, String> columns, Problems problems) {
        return unknown.map(of -> new PipelineChecker(Schema.of(columns), of.source(), problems).check(of.stages()))
                .orElse(this);
    }

    /** The first stage that cannot be run yet: known before any row is read. */
    public Optional<Unbuilt> unbuilt() {
        return parts.stream()
                .filter(Unbuilt.class::isInstance)
                .map(Unbuilt.class::cast)
                .findFirst();
    }

    /** Something that is asked of rows or done with them. */
    public sealed interface Part {}

    /** A question that gives other rows; one or more stages at once. */
    public record Asked(RowQuery query) implements Part {}

    /** {@code SAVE TO}: writes the rows and passes them on. */
    public record Saved(String file, FileKind kind, Span span) implements Part {}

    /**
     * A stage that cannot be run yet.
     *
     * @param what its first word, such as {@code OUTCOME}
     * @param step the whole of it as the user wrote it
     */
    public record Unbuilt(String what, String step, Span span) implements Part {}

    /** How rows are written. */
    public enum FileKind {
        CSV,
        PARQUET,
        JSON,
        MD
    }
}
