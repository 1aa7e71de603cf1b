package dev.mvq.runtime.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * A question over rows, as DuckDB SQL around the one place where the rows stand. Whoever makes one binds every value of a user's and
 * quotes every name.
 *
 * @param before what stands before the rows, such as {@code SELECT * FROM (}
 * @param after what stands behind them, such as {@code ) WHERE "dte" < ?}
 * @param leading values for the question marks before the rows, in order: String, Double, Long, Boolean or LocalDate
 * @param trailing values for those behind
 * @param parts the steps it was put together from, first step first; none of a single one
 * @param steps what it does, in the user's words, first step first
 */
public record RowQuery(
        String before,
        String after,
        List<Object> leading,
        List<Object> trailing,
        List<RowQuery> parts,
        List<String> steps) {
    /** All rows as they are. */
    public static final RowQuery ALL = new RowQuery("", "", List.of(), List.of(), List.of(), List.of());

    public RowQuery {
        leading = List.copyOf(leading);
        trailing = List.copyOf(trailing);
        parts = List.copyOf(parts);
        steps = List.copyOf(steps);
    }

    /** This question's rows asked another: {@code before} and {@code after} stand around what this one says. */
    public RowQuery then(String before, List<Object> leading, String after, List<Object> trailing, String step) {
        return new RowQuery(
                before + this.before,
                this.after + after,
                joined(leading, this.leading),
                joined(this.trailing, trailing),
                joined(parts, List.of(new RowQuery(before, after, leading, trailing, List.of(), List.of(step)))),
                joined(steps, List.of(step)));
    }

    /** This question's rows asked another question. */
    public RowQuery then(RowQuery next) {
        return new RowQuery(
                next.before + before,
                after + next.after,
                joined(next.leading, leading),
                joined(trailing, next.trailing),
                joined(parts, next.parts),
                joined(steps, next.steps));
    }

    /** The whole query over a relation: a table's name, or something in brackets. */
    String over(String relation) {
        return before + relation + after;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
