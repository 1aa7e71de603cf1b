package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.ColumnKind;
import dev.mvq.runtime.storage.RowColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Columns of a segment's filter file: its ordinal, everything rows.parquet has, and what a search needs as numbers: codes of
 * underlying_id, instrument and lineage (places in their sorted lists) and the bits of the modalities present.
 */
final class FilterColumns {
    static final Column ORDINAL = new Column("ordinal", ColumnKind.WHOLE);
    static final Column UNDERLYING = new Column("underlying_code", ColumnKind.WHOLE);
    static final Column INSTRUMENT = new Column("instrument_code", ColumnKind.WHOLE);
    static final Column LINEAGE = new Column("lineage_code", ColumnKind.WHOLE);
    static final Column PRESENT = new Column("present", ColumnKind.WHOLE);

    private FilterColumns() {}

    /** Columns of rows.parquet. */
    static List<Column> ofRows() {
        List<Column> columns = new ArrayList<>(RowColumns.ALL);
        columns.add(DayStore.HISTORY);
        Arrays.stream(Modality.values()).map(DayStore::has).forEach(columns::add);
        return columns;
    }

    /** The printed name of a row's contract or stock, as SQL. */
    static String instrument() {
        return "coalesce(contract, underlying)";
    }

    /** The bits of the modalities present, as SQL. */
    static String present() {
        return Arrays.stream(Modality.values())
                .map(modality -> "has_%s::INTEGER * %d".formatted(modality.word(), modality.bit()))
                .collect(Collectors.joining(" + ", "(", ")"));
    }
}
