package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.ObjectStore;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;

/**
 * The vectors of one modality of a segment, float16 in memory-mapped files, row by ordinal. A row without the modality is
 * all NaN. Days are mapped when first touched, and held against their checksums: small ones whole, large ones before many of
 * their rows are read, else block by block ({@link BlockChecksums}), where the day has such. Safe for use by several threads; after its segment is closed every call
 * throws {@link IllegalStateException}.
 */
public final class VectorMatrix {
    /** Files up to so many bytes, of days without checksums of blocks, are held against their own even where a single row is read. */
    private static final long SMALL = 8 << 20;

    /** A reading of one in so many rows is worth a look at all of them. */
    private static final int WORTH = 8;

    private final ObjectStore store;
    private final Modality modality;
    private final List<SegmentDay> days;
    private final Arena arena;
    private final AtomicReferenceArray<Mapped> mapped;
    private final RowPieces pieces;
    private final int rows;
    private final AtomicIntegerArray checked;
    private final DayBlocks blocks;

    /** By day, which of its blocks were held against their checksums. */
    private final AtomicReferenceArray<byte[]> seen;

    /** Vectors: where the first value lies, bytes, and whose it is, an ordinal. */
    private record Mapped(MemorySegment file, int offset, int first) {}

    VectorMatrix(ObjectStore store, Modality modality, List<SegmentDay> days, Arena arena, DayBlocks blocks) {
        this.store = store;
        this.modality = modality;
        this.days = days;
        this.arena = arena;
        this.mapped = new AtomicReferenceArray<>(days.size());
        this.blocks = blocks;
        this.seen = new AtomicReferenceArray<>(days.size());
        this.pieces = new RowPieces(store, modality, blocks);
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

    /**
     * Brings what is needed to read the rows soon, several days at a time: whole days, or, where the store is far away and little of a day
     * is wanted, those rows of it alone. Reading works without; it then brings whole days, one after the other.
     */
    public void prepare(BitSet wanted) {
        List<Wanted> open = open(wanted);
        // Far stores are asked whether they have the day here: side by side, as each answer takes its way.
        Map<Boolean, List<Wanted>> alone = open.parallelStream()
                .collect(Collectors.partitioningBy(day -> day.few()
                        && store.prefersRanges(
                                key(day.day()), day.bytes(), file(day.day()).bytes())));
        List<Integer> whole =
                alone.getOrDefault(false, List.of()).stream().map(Wanted::day).toList();
        if (whole.size() > 1) {
            store.fetch(whole.stream()
                    .map(this::key)
                    .filter(key -> store.head(key).isPresent()) // one that is gone is told of when it is read
                    .toList());
        }
        whole.forEach(this::mapped);
        pieces.bring(alone.getOrDefault(true, List.of()).stream()
                .flatMap(day -> day.spans().stream())
                .toList());
    }

    /**
     * What is wanted of a day that is not mapped.
     *
     * @param few whether all that is wanted of days before and of this may be kept beside each other
     */
    private record Wanted(int day, List<RowPieces.Span> spans, long bytes, boolean few) {}

    private List<Wanted> open(BitSet rows) {
        List<Wanted> open = new ArrayList<>();
        long all = 0;
        for (int day = 0; day < days.size(); day++) {
            List<RowPieces.Span> spans =
                    mapped.get(day) == null ? RowPieces.spans(days.get(day), rows) : List.<RowPieces.Span>of();
            if (!spans.isEmpty()) {
                long bytes = pieces.bytes(spans);
                all += bytes;
                open.add(new Wanted(day, spans, bytes, all <= RowPieces.MOST));
            }
        }
        return open;
    }

    private StoredFile file(int day) {
        return days.get(day).day().file(Layout.npy(modality));
    }

    private String key(int day) {
        return file(day).key();
    }

    /** As {@link #prepare(BitSet)}, for one row. */
    public void prepare(int ordinal) {
        BitSet wanted = new BitSet();
        wanted.set(ordinal);
        prepare(wanted);
    }

    /** Copies a row to {@code out}, of this matrix's dimension. */
    public void read(int ordinal, float[] out) {
        Mapped at = place(day(ordinal), ordinal, ordinal + 1);
        new HalfFloats(dimension(), 1).read(at.file(), offset(at, ordinal), checked(out));
    }

    /**
     * Copies rows, those that lie behind each other in one go.
     *
     * @param ordinals which rows, in any order; ascending ones read files in order
     * @param out {@code [ordinals.length, dimension]}
     */
    public void read(int[] ordinals, float[] out) {
        if (out.length != ordinals.length * dimension()) {
            throw new IllegalArgumentException(ordinals.length + " rows do not fill " + out.length + " values");
        }
        HalfFloats halves = new HalfFloats(dimension(), ordinals.length);
        for (int i = 0; i < ordinals.length; ) {
            int day = day(ordinals[i]);
            SegmentDay of = days.get(day);
            int run = i + 1;
            while (run < ordinals.length && ordinals[run] == ordinals[run - 1] + 1 && ordinals[run] < of.endOrdinal()) {
                run++;
            }
            Mapped file = place(day, ordinals[i], ordinals[i] + run - i);
            halves.read(file.file(), offset(file, ordinals[i]), run - i, out, i * dimension());
            i = run;
        }
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
                Mapped file = place(day, at, end);
                halves.dots(file.file(), offset(file, at), end - at, query, out, at - from);
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
            Mapped file = place(day(ordinals[i]), ordinals[i], ordinals[i] + 1);
            halves.dots(file.file(), offset(file, ordinals[i]), 1, query, out, i);
        }
    }

    private float[] checked(float[] vector) {
        if (vector.length != dimension()) {
            throw new IllegalArgumentException(
                    "a vector of %s has %d values, not %d".formatted(modality.word(), dimension(), vector.length));
        }
        return vector;
    }

    private long offset(Mapped file, int ordinal) {
        return file.offset() + 2L * (ordinal - file.first()) * dimension();
    }

    /** Where the rows lie, of one day: in a piece that was brought, else in the day's file. */
    private Mapped place(int day, int from, int to) {
        Mapped file = mapped.get(day);
        if (file == null) {
            Optional<RowPieces.Piece> piece = pieces.covering(from, to);
            if (piece.isPresent()) {
                return new Mapped(piece.get().vectors(), 0, piece.get().span().from());
            }
            file = mapped(day);
        }
        if (checked.get(day) == 0) {
            checkBlocks(day, file, from, to);
        }
        return file;
    }

    /** Holds those blocks of a large day's file against their checksums that the rows lie in, each once. */
    private void checkBlocks(int day, Mapped file, int from, int to) {
        SegmentDay of = days.get(day);
        if (!DayBlocks.has(of.day())) {
            return;
        }
        byte[] done = seen.get(day);
        if (done == null) {
            byte[] none = new byte[BlockChecksums.blocks(of.day().rows())];
            byte[] other = seen.compareAndExchange(day, null, none);
            done = other == null ? none : other;
        }
        int last = (to - 1 - of.firstOrdinal()) / BlockChecksums.ROWS;
        for (int block = (from - of.firstOrdinal()) / BlockChecksums.ROWS; block <= last; block++) {
            if (done[block] == 0) {
                checkBlock(of, file, block);
                done[block] = 1;
            }
        }
    }

    private void checkBlock(SegmentDay day, Mapped file, int block) {
        int first = block * BlockChecksums.ROWS;
        int count = Math.min(BlockChecksums.ROWS, day.day().rows() - first);
        long rowBytes = 2L * dimension();
        try {
            blocks.of(day.day())
                    .orElseThrow()
                    .check(modality, block, file.file().asSlice(file.offset() + first * rowBytes, count * rowBytes));
        } catch (IllegalArgumentException e) {
            throw Damage.ofDay(day.date(), day.day().file(Layout.npy(modality)).key(), Damage.words(e), e);
        }
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
        if (made.file().byteSize() <= SMALL && !DayBlocks.has(days.get(day).day())) {
            check(day, made);
        }
        Mapped other = mapped.compareAndExchange(day, null, made);
        return other == null ? made : other;
    }

    /** Holds every day's file, from that of the row on, against its checksum. */
    public void verify(int from) {
        checkRead(from, rows);
    }

    /** Holds those days' files against their checksums of which so many rows are going to be read. */
    private void checkRead(int from, int to) {
        for (int day = from < to ? day(from) : days.size(); day < days.size(); day++) {
            SegmentDay of = days.get(day);
            if (of.firstOrdinal() >= to) {
                return;
            }
            long read = (long) Math.min(to, of.endOrdinal()) - Math.max(from, of.firstOrdinal());
            boolean brought = mapped.get(day) == null
                    && pieces.covering(Math.max(from, of.firstOrdinal()), Math.min(to, of.endOrdinal()))
                            .isPresent();
            if (read * WORTH >= of.day().rows() && checked.get(day) == 0 && !brought) {
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
            return new Mapped(
                    file.map(FileChannel.MapMode.READ_ONLY, 0, header.fileBytes(), arena),
                    header.offset(),
                    day.firstOrdinal());
        } catch (IllegalArgumentException | IOException e) {
            throw Damage.ofDay(day.date(), of.key(), Damage.words(e), e);
        }
    }
}
