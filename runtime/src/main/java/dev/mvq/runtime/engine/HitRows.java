package dev.mvq.runtime.engine;

import dev.mvq.runtime.index.Hit;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.ColumnTable;
import dev.mvq.runtime.storage.ColumnValues;
import dev.mvq.runtime.storage.RowColumns;
import dev.mvq.runtime.vector.Segment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stored rows behind hits of any segments, in the hits' order; one read a segment. */
final class HitRows {
    private static final Column FLAGS = RowColumns.find("flags").orElseThrow();

    private final List<Place> places = new ArrayList<>();
    private final Map<Segment, ColumnTable> tables = new LinkedHashMap<>();

    private record Place(Segment segment, int row) {}

    HitRows(List<Hit> hits, List<Column> columns) {
        Map<Segment, List<Integer>> ordinals = new LinkedHashMap<>();
        for (Hit hit : hits) {
            List<Integer> of = ordinals.computeIfAbsent(hit.segment(), segment -> new ArrayList<>());
            places.add(new Place(hit.segment(), of.size()));
            of.add(hit.ordinal());
        }
        List<Column> wanted = new ArrayList<>(columns);
        wanted.add(FLAGS);
        ordinals.forEach((segment, of) -> tables.put(
                segment, segment.fetch(of.stream().mapToInt(Integer::intValue).toArray(), wanted)));
    }

    /** The column over all hits. */
    tech.tablesaw.columns.Column<?> column(Column column) {
        ColumnValues all = ColumnValues.of(column.kind(), places.size());
        for (int i = 0; i < places.size(); i++) {
            set(all, i, value(places.get(i), column));
        }
        return Tables.column(column.name(), all);
    }

    /** Whether any row belongs to a made market. */
    boolean anyMade() {
        return places.stream()
                .anyMatch(place -> value(place, FLAGS) instanceof Integer flags && QuoteFlag.MADE.in(flags));
    }

    private @Nullable Object value(Place place, Column column) {
        return Objects.requireNonNull(tables.get(place.segment()))
                .values(column.name())
                .get(place.row());
    }

    private static void set(ColumnValues all, int i, @Nullable Object value) {
        switch (all) {
            case ColumnValues.Texts(var texts) -> texts[i] = (String) value;
            case ColumnValues.Numbers(var numbers) -> numbers[i] = value == null ? Double.NaN : (Double) value;
            case ColumnValues.Wholes(var wholes) -> wholes[i] = value == null ? ColumnValues.MISSING : (Integer) value;
            case ColumnValues.Dates(var dates) -> dates[i] = (LocalDate) value;
            case ColumnValues.Booleans(var booleans) -> booleans[i] = Boolean.TRUE.equals(value);
        }
    }
}
