package dev.mvq.runtime.vector;

import java.util.List;

/**
 * A condition on the columns of a contract-day, as a DuckDB SQL expression with {@code ?} for each parameter. Columns are
 * those of {@code dev.mvq.runtime.storage.RowColumns}.
 *
 * @param sql the expression, such as {@code (dte < ?) AND (type = ?)}
 * @param parameters values for the question marks, in order: String, Double, Long, Boolean or LocalDate
 * @param text the condition as the user wrote it, for plans
 */
public record RowPredicate(String sql, List<Object> parameters, String text) {
    public RowPredicate {
        parameters = List.copyOf(parameters);
    }
}
