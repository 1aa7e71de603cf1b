package dev.mvq.runtime.vector;

import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.ColumnKind;
import dev.mvq.runtime.storage.ColumnTable;
import dev.mvq.runtime.storage.ParquetTables;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a search needs of every row, in memory, by ordinal: about 14 bytes a row. Codes are places in the segment's own lists
 * and mean nothing in another segment; compare the words across segments.
 */
public final class SegmentRows {
    private final int[] underlyings;
    private final int[] instruments;
    private final int[] lineages;
    private final byte[] present;
    private final byte[] types;
    private final String[] underlyingIds;
    private final String[] instrumentNames;
    private final String[] lineageNames;
    private final Map<String, Integer> instrumentCodes = new HashMap<>();
    private final Map<String, Integer> underlyingCodes = new HashMap<>();
    private final Map<String, Integer> lineageCodes = new HashMap<>();

    private SegmentRows(ColumnTable rows, String[] underlyingIds, String[] instrumentNames, String[] lineageNames) {
        this.underlyings = rows.wholes(FilterColumns.UNDERLYING.name());
        this.instruments = rows.wholes(FilterColumns.INSTRUMENT.name());
        this.lineages = rows.wholes(FilterColumns.LINEAGE.name());
        this.present = bytes(rows.wholes(FilterColumns.PRESENT.name()));
        this.types = bytes(rows.wholes("type_code"));
        this.underlyingIds = underlyingIds;
        this.instrumentNames = instrumentNames;
        this.lineageNames = lineageNames;
        number(underlyingIds, underlyingCodes);
        number(instrumentNames, instrumentCodes);
        number(lineageNames, lineageCodes);
    }

    static SegmentRows load(ParquetTables tables, Path filters, int rows) throws SQLException {
        String from = ParquetTables.source(filters);
        List<Column> columns = List.of(
                FilterColumns.ORDINAL,
                FilterColumns.UNDERLYING,
                FilterColumns.INSTRUMENT,
                FilterColumns.LINEAGE,
                FilterColumns.PRESENT,
                new Column("type_code", ColumnKind.WHOLE));
        ColumnTable table = tables.query(
                "SELECT ordinal, underlying_code, instrument_code, lineage_code, present, ascii(type) FROM " + from
                        + " ORDER BY ordinal LIMIT " + (rows + 1L),
                List.of(),
                columns);
        checkDense(table.wholes("ordinal"), rows);
        return new SegmentRows(
                table,
                words(tables, from, "underlying_code", "underlying_id"),
                words(tables, from, "instrument_code", FilterColumns.instrument()),
                words(tables, from, "lineage_code", "lineage"));
    }

    /** Code of the row's underlying_id. */
    public int underlying(int ordinal) {
        return underlyings[ordinal];
    }

    /** Code of the row's printed contract or ticker. */
    public int instrument(int ordinal) {
        return instruments[ordinal];
    }

    /** Code of the row's lineage: equal for one contract under all its printed names. */
    public int lineage(int ordinal) {
        return lineages[ordinal];
    }

    /** {@code 'C'}, {@code 'P'} or {@code 'S'}. */
    public char type(int ordinal) {
        return (char) types[ordinal];
    }

    /** Bits of the modalities present, {@link dev.mvq.runtime.market.Modality#bit}. */
    public byte present(int ordinal) {
        return present[ordinal];
    }

    /** Number of rows. */
    public int size() {
        return instruments.length;
    }

    /** The underlying_id of a code. */
    public String underlyingId(int code) {
        return underlyingIds[code];
    }

    /** The printed name of a code. */
    public String instrumentName(int code) {
        return instrumentNames[code];
    }

    /** The lineage of a code. */
    public String lineageName(int code) {
        return lineageNames[code];
    }

    /** Code of a printed name, or -1 where the segment does not know it. */
    public int instrumentCode(String name) {
        return instrumentCodes.getOrDefault(name, -1);
    }

    /** Code of an underlying_id, or -1 where the segment does not know it. */
    public int underlyingCode(String id) {
        return underlyingCodes.getOrDefault(id, -1);
    }

    /** Code of a lineage, or -1 where the segment does not know it. */
    public int lineageCode(String lineage) {
        return lineageCodes.getOrDefault(lineage, -1);
    }

    private static void checkDense(int[] ordinals, int rows) {
        boolean dense = ordinals.length == rows;
        for (int i = 0; dense && i < rows; i++) {
            dense = ordinals[i] == i;
        }
        if (!dense) {
            throw new IllegalArgumentException("its ordinals are not those of its manifest");
        }
    }

    private static String[] words(ParquetTables tables, String from, String code, String expression)
            throws SQLException {
        Column word = new Column("word", ColumnKind.TEXT);
        Column number = new Column("code", ColumnKind.WHOLE);
        ColumnTable table = tables.query(
                "SELECT DISTINCT %s, %s FROM %s ORDER BY 1".formatted(code, expression, from),
                List.of(),
                List.of(number, word));
        String[] words = new String[table.rows()];
        @Nullable String[] found = table.texts("word");
        for (int i = 0; i < words.length; i++) {
            words[i] = Objects.requireNonNull(found[i]);
        }
        return words;
    }

    private static void number(String[] words, Map<String, Integer> codes) {
        for (int i = 0; i < words.length; i++) {
            codes.put(words[i], i);
        }
    }

    private static byte[] bytes(int[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
