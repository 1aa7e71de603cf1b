package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.ColumnKind;
import dev.mvq.runtime.storage.ColumnTable;
import dev.mvq.runtime.storage.DuckDatabase;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ParquetTables;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.RowColumns;
import dev.mvq.runtime.storage.ScratchFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Makes a segment of days: gives ordinals, writes the filter file, and gathers what the manifest says. */
final class SegmentWriter {
    private static final int NAME_DIGITS = 16;
    private static final List<Column> RANGED = RowColumns.ALL.stream()
            .filter(column -> switch (column.kind()) {
                case NUMBER, WHOLE, DATE -> true;
                case TEXT, BOOLEAN -> false;
            })
            .toList();

    private final ObjectStore store;
    private final DuckDatabase duck;
    private final ParquetTables tables;

    /** @param duck single-threaded and joining in the order written, or ordinals would not follow the days */
    SegmentWriter(ObjectStore store, DuckDatabase duck) {
        this.store = store;
        this.duck = duck;
        this.tables = new ParquetTables(duck);
    }

    SegmentDraft write(List<DayRef> days) {
        String encoder = oneEncoder(days);
        List<SegmentDay> placed = place(days);
        int rows = placed.getLast().endOrdinal();
        String id = id(days);
        try (ScratchFile scratch = new ScratchFile("filters.parquet")) {
            writeFilters(placed, scratch);
            StoredFile filters =
                    new StoredFile(Layout.filters(id), scratch.path().toFile().length(), Checksum.of(scratch.path()));
            Summary summary = summary(scratch.path(), rows, filters.key());
            store.put(filters.key(), scratch.path(), Precondition.NONE);
            return new SegmentDraft(
                    id, placed, rows, encoder, summary.present(), summary.underlyings(), summary.ranges(), filters);
        } catch (IOException e) {
            throw new MvqException("could not read a temporary file: " + e.getMessage(), "", e);
        }
    }

    private static String oneEncoder(List<DayRef> days) {
        List<String> versions = days.stream()
                .map(day -> day.inputs().encoderVersion())
                .distinct()
                .toList();
        if (versions.size() != 1) {
            throw new IllegalArgumentException("a segment has days of one encoder, not of " + versions);
        }
        return versions.getFirst();
    }

    private static List<SegmentDay> place(List<DayRef> days) {
        List<SegmentDay> placed = new ArrayList<>();
        int ordinal = 0;
        for (DayRef day : days) {
            if (!placed.isEmpty() && !placed.getLast().date().isBefore(day.date())) {
                throw new IllegalArgumentException("days of a segment are in order, each once: " + day.date());
            }
            placed.add(new SegmentDay(day, ordinal));
            ordinal = Math.addExact(ordinal, day.rows());
        }
        return placed;
    }

    private static String id(List<DayRef> days) {
        String names = days.stream().map(day -> day.date() + " " + day.hash()).collect(Collectors.joining("\n"));
        return Checksum.of(names.getBytes(StandardCharsets.UTF_8)).substring(0, NAME_DIGITS);
    }

    private void writeFilters(List<SegmentDay> days, ScratchFile scratch) {
        List<String> keys =
                days.stream().map(day -> day.day().file(Layout.ROWS).key()).toList();
        String source = store.fetch(keys).stream()
                .map(ParquetTables::pattern)
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
        try {
            duck.with(connection -> {
                codes(connection, "underlyings", "underlying_id", source);
                codes(connection, "instruments", FilterColumns.instrument(), source);
                codes(connection, "lineages", "lineage", source);
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("COPY (" + joined(source) + ") TO " + ParquetTables.literal(scratch.path())
                            + " " + ParquetTables.FORMAT);
                }
            });
        } catch (SQLException e) {
            throw damagedDay(days, e).orElseGet(() -> scratch.failure(e));
        }
    }

    /** Which day's rows cannot be read, if that is what went wrong. */
    private Optional<MvqException> damagedDay(List<SegmentDay> days, SQLException cause) {
        for (SegmentDay day : days) {
            StoredFile file = day.day().file(Layout.ROWS);
            try {
                if (tables.read(store.fetch(file.key()), FilterColumns.ofRows()).rows()
                        != day.day().rows()) {
                    return Optional.of(Damage.ofDay(day.date(), file.key(), "it has other rows", cause));
                }
            } catch (SQLException e) {
                return Optional.of(Damage.ofDay(day.date(), file.key(), Damage.words(e), e));
            }
        }
        return Optional.empty();
    }

    private static void codes(DuckDBConnection connection, String table, String expression, String source)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE OR REPLACE TEMP TABLE %s AS
                    SELECT word, (row_number() OVER (ORDER BY word) - 1)::INTEGER AS code
                    FROM (SELECT DISTINCT %s AS word FROM %s)""".formatted(table, expression, source));
        }
    }

    private static String joined(String source) {
        String columns = FilterColumns.ofRows().stream()
                .map(column -> "r." + column.quoted())
                .collect(Collectors.joining(", "));
        return """
                SELECT r.ordinal, %s, u.code AS underlying_code, i.code AS instrument_code, l.code AS lineage_code, \
                %s AS present
                FROM (SELECT (row_number() OVER () - 1)::INTEGER AS ordinal, *, %s AS instrument FROM %s) r
                LEFT JOIN underlyings u ON u.word = r.underlying_id
                LEFT JOIN instruments i ON i.word = r.instrument
                LEFT JOIN lineages l ON l.word = r.lineage""".formatted(columns, FilterColumns.present(), FilterColumns.instrument(), source);
    }

    private record Summary(Map<Modality, Integer> present, List<String> underlyings, List<ColumnRange> ranges) {}

    private Summary summary(Path filters, int rows, String key) {
        String from = ParquetTables.source(filters);
        try {
            checkOrder(from, rows, key);
            List<Column> wanted = new ArrayList<>();
            List<String> expressions = new ArrayList<>();
            for (Modality modality : Modality.values()) {
                wanted.add(new Column("has_" + modality.word(), ColumnKind.NUMBER));
                expressions.add("count_if(has_%s)::DOUBLE".formatted(modality.word()));
            }
            for (Column column : RANGED) {
                wanted.add(new Column("min_" + column.name(), ColumnKind.NUMBER));
                wanted.add(new Column("max_" + column.name(), ColumnKind.NUMBER));
                expressions.add("min(%s)::DOUBLE".formatted(number(column)));
                expressions.add("max(%s)::DOUBLE".formatted(number(column)));
            }
            ColumnTable of =
                    tables.query("SELECT " + String.join(", ", expressions) + " FROM " + from, List.of(), wanted);
            return new Summary(present(of), underlyings(from), ranges(of));
        } catch (SQLException e) {
            throw Damage.ofDerived(key, Damage.words(e), e);
        }
    }

    private static String number(Column column) {
        return column.kind() == ColumnKind.DATE
                ? "datediff('day', DATE '1970-01-01', " + column.quoted() + ")"
                : column.quoted();
    }

    /** The file is only right when its rows are the days' rows in order; DuckDB promises it, so a breach is a bug. */
    private void checkOrder(String from, int rows, String key) throws SQLException {
        Column count = new Column("n", ColumnKind.NUMBER);
        Column moved = new Column("moved", ColumnKind.NUMBER);
        ColumnTable of = tables.query(
                "SELECT count(*)::DOUBLE, count_if(ordinal <> place)::DOUBLE "
                        + "FROM (SELECT ordinal, row_number() OVER () - 1 AS place FROM " + from + ")",
                List.of(),
                List.of(count, moved));
        if (of.numbers("n")[0] != rows || of.numbers("moved")[0] != 0) {
            throw new IllegalStateException(key + " does not hold the days' rows in their order");
        }
    }

    private static EnumMap<Modality, Integer> present(ColumnTable of) {
        EnumMap<Modality, Integer> present = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            present.put(modality, (int) of.numbers("has_" + modality.word())[0]);
        }
        return present;
    }

    private static List<ColumnRange> ranges(ColumnTable of) {
        List<ColumnRange> ranges = new ArrayList<>();
        for (Column column : RANGED) {
            double min = of.numbers("min_" + column.name())[0];
            if (!Double.isNaN(min)) {
                ranges.add(new ColumnRange(column.name(), min, of.numbers("max_" + column.name())[0]));
            }
        }
        return ranges;
    }

    private List<String> underlyings(String from) throws SQLException {
        Column id = new Column("underlying_id", ColumnKind.TEXT);
        ColumnTable of =
                tables.query("SELECT DISTINCT underlying_id FROM " + from + " ORDER BY 1", List.of(), List.of(id));
        List<String> names = new ArrayList<>();
        for (@Nullable String name : of.texts("underlying_id")) {
            names.add(Objects.requireNonNull(name));
        }
        return names;
    }
}
