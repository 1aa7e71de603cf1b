package dev.mvq.runtime.engine;

import dev.mvq.runtime.storage.ColumnValues;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** The store's columns as columns of the frame that users hold; what is missing is a missing cell. */
final class Tables {
    private Tables() {}

    static Column<?> column(String name, ColumnValues values) {
        return switch (values) {
            case ColumnValues.Texts(var texts) -> texts(name, texts);
            case ColumnValues.Numbers(var numbers) -> DoubleColumn.create(name, numbers);
            case ColumnValues.Wholes(var wholes) -> wholes(name, wholes);
            case ColumnValues.Dates(var dates) -> dates(name, dates);
            case ColumnValues.Booleans(var booleans) -> booleans(name, booleans);
        };
    }

    static DateColumn dates(String name, @Nullable LocalDate[] values) {
        DateColumn column = DateColumn.create(name);
        for (LocalDate value : values) {
            if (value == null) {
                column.appendMissing();
            } else {
                column.append(value);
            }
        }
        return column;
    }

    static StringColumn texts(String name, @Nullable String[] values) {
        StringColumn column = StringColumn.create(name);
        for (String value : values) {
            if (value == null) {
                column.appendMissing();
            } else {
                column.append(value);
            }
        }
        return column;
    }

    private static IntColumn wholes(String name, int[] values) {
        IntColumn column = IntColumn.create(name);
        for (int value : values) {
            if (value == ColumnValues.MISSING) {
                column.appendMissing();
            } else {
                column.append(value);
            }
        }
        return column;
    }

    private static BooleanColumn booleans(String name, boolean[] values) {
        BooleanColumn column = BooleanColumn.create(name);
        for (boolean value : values) {
            column.append(value);
        }
        return column;
    }
}
