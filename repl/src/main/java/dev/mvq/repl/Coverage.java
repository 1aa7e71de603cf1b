package dev.mvq.repl;

import dev.mvq.runtime.source.Importer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * What {@code SHOW COVERAGE} says in sum.
 *
 * @param underlyings how many
 * @param days most days of one underlying
 * @param rows contract-days and stock-days
 * @param isForeign whether any data are not of the made market
 * @param allEncoded whether nothing is left to encode
 */
record Coverage(int underlyings, long days, long rows, boolean isForeign, boolean allEncoded) {
    static Coverage of(@Nullable Table table) {
        if (table == null || table.isEmpty()) {
            return new Coverage(0, 0, 0, false, true);
        }
        Column<?> sources = table.column("source");
        boolean foreign = IntStream.range(0, table.rowCount())
                .anyMatch(row -> !Importer.MADE.equals(String.valueOf(sources.get(row))));
        return new Coverage(
                table.column("underlying").countUnique(),
                (long) table.numberColumn("days").max(),
                (long) table.numberColumn("rows").sum(),
                foreign,
                table.numberColumn("encoded").sum()
                        >= table.numberColumn("days").sum());
    }
}
