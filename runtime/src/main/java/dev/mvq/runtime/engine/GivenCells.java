package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.MvqException;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.NumberColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Cells of a table that a user hands over, by name; names as written. */
final class GivenCells {
    /** The source of rows that only such a table has. */
    static final String SOURCE = "given";

    private final Table table;

    GivenCells(Table table) {
        this.table = table;
    }

    List<String> names() {
        return table.columnNames();
    }

    boolean has(String column) {
        return names().contains(column);
    }

    /** What stands there; empty where the column or the cell is missing. */
    Optional<String> text(String column, int row) {
        return has(column) && !table.column(column).isMissing(row)
                ? Optional.of(String.valueOf(table.column(column).get(row)))
                : Optional.empty();
    }

    /**
     * The number there, NaN where the cell is missing, and {@code otherwise} where the column is.
     *
     * @throws MvqException where it is a column of something else
     */
    double number(String column, int row, double otherwise) {
        if (!has(column)) {
            return otherwise;
        }
        Column<?> cells = table.column(column);
        if (cells.isMissing(row)) {
            return Double.NaN;
        }
        if (cells instanceof NumberColumn<?, ?> numbers) {
            return numbers.getDouble(row);
        }
        throw new MvqException(
                "column %s of this Table is no number, row %d says '%s'".formatted(column, row, cells.get(row)),
                "a market table has numbers there");
    }

    double number(String column, int row, Optional<Double> otherwise) {
        return number(column, row, otherwise.orElse(Double.NaN));
    }
}
