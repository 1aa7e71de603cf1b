package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.ColumnTable;
import dev.mvq.runtime.storage.DeepStack;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ParquetTables;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive days whose rows have the ordinals 0..rows-1, day by day, within a day in the order of
 * {@link dev.mvq.runtime.market.DayRows}. Immutable; vectors are mapped and narrow columns loaded when first asked for. Safe for
 * use by several threads. Closing unmaps the vectors; who still reads them gets an {@link IllegalStateException}.
 */
public final class Segment implements AutoCloseable {
    private final ObjectStore store;
    private final ParquetTables tables;
    private final SegmentDraft draft;
    private final Map<Modality, IndexFile> indices;
    private final Tombstones tombstones;
    private final List<SegmentDay> liveDays;
    private final Verification verification;
    private final Arena arena = Arena.ofShared();
    private final EnumMap<Modality, VectorMatrix> matrices = new EnumMap<>(Modality.class);
    private @Nullable SegmentRows narrow;

    /** Ordinals {@code from} to {@code to - 1}. */
    public record Ordinals(int from, int to) {
        /** Number of ordinals. */
        public int size() {
            return to - from;
        }
    }

    Segment(
            ObjectStore store,
            ParquetTables tables,
            Verification verification,
            SegmentDraft draft,
            Map<Modality, IndexFile> indices,
            Tombstones tombstones) {
        this.store = store;
        this.tables = tables;
        this.verification = verification;
        this.draft = draft;
        this.indices = indices;
        this.tombstones = tombstones;
        this.liveDays = draft.liveDays(tombstones);
        DayBlocks blocks = new DayBlocks(store);
        for (Modality modality : Modality.values()) {
            matrices.put(modality, new VectorMatrix(store, modality, draft.days(), arena, blocks));
        }
    }

    /** What the segment is made of. */
    public SegmentDraft description() {
        return draft;
    }

    /** Hash of its days. */
    public String id() {
        return draft.id();
    }

    /** Number of rows, those of corrected days included. */
    public int rows() {
        return draft.rows();
    }

    /** Its rows that no longer count: whoever answers with rows leaves these out. */
    public Tombstones tombstones() {
        return tombstones;
    }

    /** Number of rows that count. */
    public int liveRows() {
        return draft.rows() - tombstones.size();
    }

    /** The days whose rows count, in order. */
    public List<SegmentDay> liveDays() {
        return liveDays;
    }

    /** Its days, in order, with their first ordinals; those of corrected days, whose rows no longer count, included. */
    public List<SegmentDay> days() {
        return draft.days();
    }

    /** The day of a row. */
    public LocalDate date(int ordinal) {
        return days().get(dayIndex(ordinal)).date();
    }

    /** Place in {@link #days} of the day of a row. */
    public int dayIndex(int ordinal) {
        return SegmentDays.dayOf(days(), ordinal);
    }

    /** The rows of one day, if the segment has it and they count. */
    public Optional<Ordinals> ordinals(LocalDate date) {
        return liveDays.stream()
                .filter(day -> day.date().equals(date))
                .findFirst()
                .map(day -> new Ordinals(day.firstOrdinal(), day.endOrdinal()));
    }

    /** The rows of a period, with those that no longer count; empty (from = to) where the segment has none. */
    public Ordinals ordinals(DateRange period) {
        List<SegmentDay> within =
                days().stream().filter(day -> period.contains(day.date())).toList();
        return within.isEmpty()
                ? new Ordinals(0, 0)
                : new Ordinals(
                        within.getFirst().firstOrdinal(), within.getLast().endOrdinal());
    }

    /** The row of an instrument, by its printed name, on a day. */
    public OptionalInt ordinal(Instrument instrument, LocalDate date) {
        Optional<Ordinals> day = ordinals(date);
        int code = narrow().instrumentCode(instrument.name());
        if (day.isEmpty() || code < 0) {
            return OptionalInt.empty();
        }
        return IntStream.range(day.get().from(), day.get().to())
                .filter(ordinal -> narrow().instrument(ordinal) == code)
                .findFirst();
    }

    /** The newest row of an instrument that has all modalities of {@code present} (bits; 0: any row). */
    public OptionalInt newest(Instrument instrument, int present) {
        SegmentRows rows = narrow();
        int code = rows.instrumentCode(instrument.name());
        if (code >= 0) {
            for (int ordinal = rows() - 1; ordinal >= 0; ordinal--) {
                if (rows.instrument(ordinal) == code
                        && (rows.present(ordinal) & present) == present
                        && !tombstones.has(ordinal)) {
                    return OptionalInt.of(ordinal);
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Columns a search needs, in memory. */
    public synchronized SegmentRows narrow() {
        SegmentRows rows = narrow;
        if (rows == null) {
            rows = readingFilters(file -> SegmentRows.load(tables, file, rows()));
            narrow = rows;
        }
        return rows;
    }

    /** Vectors of a modality. */
    public VectorMatrix matrix(Modality modality) {
        VectorMatrix matrix = matrices.get(modality);
        if (matrix == null) {
            throw new IllegalStateException("every modality has a matrix");
        }
        return matrix;
    }

    /** The ordinals of rows for which the predicate is true, those that no longer count included. */
    public BitSet select(RowPredicate predicate) {
        String condition = PredicateGuard.checked(predicate).sql();
        narrow(); // a damaged file is found here, so that what fails below is the condition
        ColumnTable found;
        try {
            Path rows = filters();
            found = DeepStack.run(() -> tables.query(
                    "SELECT ordinal FROM " + ParquetTables.source(rows) + " WHERE (" + condition + ")",
                    predicate.parameters(),
                    List.of(FilterColumns.ORDINAL)));
        } catch (SQLException e) {
            throw new MvqException(
                    "the condition " + predicate.text() + " cannot be computed: " + Damage.words(e),
                    "leave out the rows it cannot be computed for, such as with IS NOT NULL AND",
                    e);
        }
        BitSet selected = new BitSet(rows());
        for (int ordinal : found.wholes("ordinal")) {
            selected.set(ordinal);
        }
        return selected;
    }

    /**
     * Display columns of chosen rows, in the order given.
     *
     * @param ordinals which rows; one may come twice
     * @param columns columns of {@link dev.mvq.runtime.storage.RowColumns}, history_sessions or has_…
     */
    public ColumnTable fetch(int[] ordinals, List<Column> columns) {
        if (ordinals.length == 0) {
            return new ColumnTable(0).withAllEmpty(columns);
        }
        String list =
                Arrays.stream(ordinals).distinct().mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String names = columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
        List<Column> wanted = new ArrayList<>(List.of(FilterColumns.ORDINAL));
        wanted.addAll(columns);
        // A join with the list is faster than IN: its values skip whole row groups.
        ColumnTable found = readingFilters(file -> tables.query(
                "SELECT ordinal, %s FROM %s WHERE ordinal IN (SELECT unnest([%s]))"
                        .formatted(names, ParquetTables.source(file), list),
                List.of(),
                wanted));
        return found.pick(places(found.wholes("ordinal"), ordinals)).only(columns);
    }

    /** Where each wanted ordinal lies among those found. */
    private static int[] places(int[] found, int[] wanted) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < found.length; i++) {
            places.put(found[i], i);
        }
        return Arrays.stream(wanted)
                .map(ordinal -> {
                    Integer place = places.get(ordinal);
                    if (place == null) {
                        throw new IndexOutOfBoundsException("no row has ordinal " + ordinal);
                    }
                    return place;
                })
                .toArray();
    }

    /** The index of a modality, if one was built. */
    public Optional<IndexFile> index(Modality modality) {
        return Optional.ofNullable(indices.get(modality));
    }

    /** A local file with the index, of the size and content that the manifest says. */
    public Path indexPath(IndexFile index) {
        return checked(
                index.file(),
                index.parameters().getOrDefault(IndexFile.CRC, ""),
                "BUILD INDEX ON " + index.modality().word());
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private Path filters() {
        return checked(draft.filters(), "", "BUILD INDEX");
    }

    private Path checked(StoredFile file, String crc, String statement) {
        ObjectInfo info = store.head(file.key())
                .orElseThrow(() -> Damage.of(file.key(), "it is gone", statement + " makes it again", null));
        if (info.size() != file.bytes()) {
            throw Damage.of(
                    file.key(),
                    "it has %,d bytes instead of %,d".formatted(info.size(), file.bytes()),
                    statement + " makes it again",
                    null);
        }
        Path path = store.fetch(file.key());
        if (!verification.holds(file, info.etag(), path, crc)) {
            throw Damage.of(
                    file.key(),
                    "it is not the one that was built, by its checksum",
                    statement + " makes it again",
                    null);
        }
        return path;
    }

    private interface Reading<T> {
        T from(Path file) throws SQLException;
    }

    private <T> T readingFilters(Reading<T> reading) {
        Path file = filters();
        try {
            return reading.from(file);
        } catch (SQLException | IllegalArgumentException e) {
            throw Damage.of(draft.filters().key(), Damage.words(e), "BUILD INDEX makes it again", e);
        }
    }
}
