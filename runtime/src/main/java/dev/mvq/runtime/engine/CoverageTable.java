package dev.mvq.runtime.engine;

import dev.mvq.runtime.storage.ColumnTable;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the store has of each underlying from each source, and how many of those days are encoded. */
final class CoverageTable {
    private final Map<Key, Tally> tallies = new TreeMap<>();

    private record Key(String underlying, String source) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byUnderlying = underlying.compareTo(other.underlying);
            return byUnderlying != 0 ? byUnderlying : source.compareTo(other.source);
        }
    }

    private static final class Tally {
        private final NavigableSet<LocalDate> days = new TreeSet<>();
        private long rows;
    }

    /** @param census columns {@code date underlying source rows} */
    CoverageTable(ColumnTable census) {
        @Nullable String[] underlyings = census.texts("underlying");
        @Nullable String[] sources = census.texts("source");
        @Nullable LocalDate[] dates = census.dates("date");
        int[] rows = census.wholes("rows");
        for (int i = 0; i < census.rows(); i++) {
            Key key =
                    new Key(Objects.requireNonNullElse(underlyings[i], ""), Objects.requireNonNullElse(sources[i], ""));
            Tally tally = tallies.computeIfAbsent(key, unseen -> new Tally());
            tally.days.add(Objects.requireNonNull(dates[i]));
            tally.rows += rows[i];
        }
    }

    /** Columns {@code underlying source days rows first_day last_day encoded}; the last counts days. */
    Table of(Set<LocalDate> encoded) {
        StringColumn underlying = StringColumn.create("underlying");
        StringColumn source = StringColumn.create("source");
        IntColumn days = IntColumn.create("days");
        LongColumn rows = LongColumn.create("rows");
        DateColumn first = DateColumn.create("first_day");
        DateColumn last = DateColumn.create("last_day");
        IntColumn done = IntColumn.create("encoded");
        tallies.forEach((key, tally) -> {
            underlying.append(key.underlying());
            source.append(key.source());
            days.append(tally.days.size());
            rows.append(tally.rows);
            first.append(tally.days.getFirst());
            last.append(tally.days.getLast());
            done.append((int) tally.days.stream().filter(encoded::contains).count());
        });
        return Table.create("coverage", underlying, source, days, rows, first, last, done);
    }
}
