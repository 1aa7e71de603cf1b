package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.ObjectStore;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The vectors of one modality of a segment, float16 in memory-mapped files, row by ordinal. A row without the modality is
 * all NaN. Days are mapped when first touched, and held against their checksums: small ones always, large ones before many of
 * their rows are read. Safe for use by several threads; after its segment is closed every call
 * throws {@link IllegalStateException}.
 */
public final class VectorMatrix {
    /** Files up to so many bytes are held against their checksums even where a single row is read. */
    private static final long SMALL = 8 << 20;

    /** A reading of one in so many rows is worth a look at all of them. */
    private static final int WORTH = 8;

    private final ObjectStore store;
    private final Modality modality;
    private final List<SegmentDay> days;
    private final Arena arena;
    private final AtomicReferenceArray<Mapped> mapped;
    private final int rows;
    private final AtomicIntegerArray checked;

    /** A day's file and where its first value lies, bytes. */
    private record Mapped(MemorySegment file, int offset) {}

    VectorMatrix(ObjectStore store, Modality modality, List<SegmentDay> days, Arena arena) {
        this.store = store;
        this.modality = modality;
        this.days = days;
        this.arena = arena;
        this.mapped = new AtomicReferenceArray<>(days.size());
        this.rows = days.isEmpty() ? 0 : days.getLast().endOrdinal();
        this.checked = new AtomicIntegerArray(days.size());
    }

    /** Which embedding. */
    public Modality modality() {
        return modality;
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Length of a row. */
    public int dimension() {
        return modality.dimension();
    }

    /** Copies a row to {@code out}, of this matrix's dimension. */
    public void read(int ordinal, float[] out) {
        int day = day(ordinal);
        Mapped at = mapped(day);
        new HalfFloats(dimension(), 1)
                .read(at.file(), offset(at, ordinal - days.get(day).firstOrdinal()), checked(out));
    }

    /** Inner product of a row and the query; NaN where the row lacks the modality. */
    public float dot(int ordinal, float[] query) {
        float[] out = new float[1];
        dots(ordinal, ordinal + 1, query, out);
        return out[0];
    }

    /**
     * Inner products of rows {@code from} to {@code to - 1} with the query; NaN where a row lacks the modality.
     *
     * @param from first ordinal
     * @param to ordinal behind the last
     * @param query as long as a row
     * @param out {@code out[i]} becomes the product of row {@code from + i}
     */
    public void dots(int from, int to, float[] query, float[] out) {
        if (from < 0 || to > rows || to - from > out.length) {
            throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + rows);
        }
        checkRead(from, to);
        HalfFloats halves = new HalfFloats(checked(query).length, to - from);
        int at = from;
        for (int day = from < to ? day(from) : 0; at < to; day++) {
            SegmentDay of = days.get(day);
            int end = Math.min(to, of.endOrdinal());
            if (end > at) {
                Mapped file = mapped(day);
                halves.dots(file.file(), offset(file, at - of.firstOrdinal()), end - at, query, out, at - from);
                at = end;
            }
        }
    }

    /**
     * Inner products of chosen rows with the query; NaN where a row lacks the modality.
     *
     * @param ordinals which rows, in any order; ascending ones read files in order
     * @param query as long as a row
     * @param out {@code out[i]} becomes the product of row {@code ordinals[i]}
     */
    public void dots(int[] ordinals, float[] query, float[] out) {
        HalfFloats halves = new HalfFloats(checked(query).length, 1);
        for (int i = 0; i < ordinals.length; i++) {
            int day = day(ordinals[i]);
            Mapped file = mapped(day);
            halves.dots(file.file(), offset(file, ordinals[i] - days.get(day).firstOrdinal()), 1, query, out, i);
        }
    }

    private float[] checked(float[] vector) {
        if (vector.length != dimension()) {
            throw new IllegalArgumentException(
                    "a vector of %s has %d values, not %d".formatted(modality.word(), dimension(), vector.length));
        }
        return vector;
    }

    private long offset(Mapped file, int row) {
        return file.offset() + 2L * row * dimension();
    }

    private int day(int ordinal) {
        return SegmentDays.dayOf(days, ordinal);
    }

    private Mapped mapped(int day) {
        Mapped file = mapped.get(day);
        if (file != null) {
            return file;
        }
        Mapped made = map(days.get(day));
        if (made.file().byteSize() <= SMALL) {
            check(day, made);
        }
        Mapped other = mapped.compareAndExchange(day, null, made);
        return other == null ? made : other;
    }

    /** Holds every day's file against its checksum. */
    public void verify() {
        checkRead(0, rows);
    }

    /** Holds those days' files against their checksums of which so many rows are going to be read. */
    private void checkRead(int from, int to) {
        for (int day = from < to ? day(from) : days.size(); day < days.size(); day++) {
            SegmentDay of = days.get(day);
            if (of.firstOrdinal() >= to) {
                return;
            }
            long read = (long) Math.min(to, of.endOrdinal()) - Math.max(from, of.firstOrdinal());
            if (read * WORTH >= of.day().rows() && checked.get(day) == 0) {
                check(day, mapped(day));
            }
        }
    }

    private void check(int day, Mapped of) {
        StoredFile file = days.get(day).day().file(Layout.npy(modality));
        if (!file.crc().isEmpty() && !file.crc().equals(Crc.of(of.file()))) {
            throw Damage.ofDay(days.get(day).date(), file.key(), "it is not what was written, by its checksum", null);
        }
        checked.set(day, 1);
    }

    private Mapped map(SegmentDay day) {
        StoredFile of = day.day().file(Layout.npy(modality));
        if (store.head(of.key()).isEmpty()) {
            throw Damage.ofDay(day.date(), of.key(), "it is gone", null);
        }
        try (FileChannel file = FileChannel.open(store.fetch(of.key()), StandardOpenOption.READ)) {
            NpyHeader header = NpyHeader.read(file);
            if (header.rows() != day.day().rows() || header.columns() != dimension()) {
                throw new IllegalArgumentException("it holds %d x %d values instead of %d x %d"
                        .formatted(header.rows(), header.columns(), day.day().rows(), dimension()));
            }
            return new Mapped(file.map(FileChannel.MapMode.READ_ONLY, 0, header.fileBytes(), arena), header.offset());
        } catch (IllegalArgumentException | IOException e) {
            throw Damage.ofDay(day.date(), of.key(), Damage.words(e), e);
        }
    }
}
