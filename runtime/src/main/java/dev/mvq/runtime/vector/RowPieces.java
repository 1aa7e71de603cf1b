package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.SideBySide;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Single vectors of days that are not worth fetching, read from a store far away, several at a time, and kept until there are too many.
 * Rows that lie close together come in one piece, of whole blocks where the day has checksums of such ({@link BlockChecksums}), which are
 * then held against them. Else every vector is looked at: one that is neither of length 1 nor absent is damaged.
 * Safe for use by several threads.
 */
final class RowPieces {
    /** The most bytes kept; where more are wanted at once, days are fetched after all. */
    static final long MOST = 64L << 20;

    /** Rows between two wanted ones that are read with them: shorter than a request is long. */
    private static final int GAP = 64;

    /** Rows at either side of a wanted one, so that spans that were widened a little are covered. */
    private static final int MARGIN = 8;

    private static final int HEADER = 128;
    private static final int REQUESTS_AT_ONCE = 16;
    private static final double TOLERANCE = 2e-2;

    private final ObjectStore store;
    private final Modality modality;
    private final DayBlocks blocks;
    private final NavigableMap<Integer, Piece> pieces = new ConcurrentSkipListMap<>();

    RowPieces(ObjectStore store, Modality modality, DayBlocks blocks) {
        this.store = store;
        this.modality = modality;
        this.blocks = blocks;
    }

    /** Rows {@code from} to {@code to - 1}, of one day. */
    record Span(SegmentDay day, int from, int to) {
        int rows() {
            return to - from;
        }
    }

    /** A span with its vectors from the first byte on. */
    record Piece(Span span, MemorySegment vectors) {}

    /** The spans that hold the wanted rows of a day. */
    static List<Span> spans(SegmentDay day, BitSet wanted) {
        List<Span> spans = new ArrayList<>();
        int row = wanted.nextSetBit(day.firstOrdinal());
        while (row >= 0 && row < day.endOrdinal()) {
            int end = row + 1;
            int next = wanted.nextSetBit(end);
            while (next >= 0 && next < day.endOrdinal() && next - end <= GAP) {
                end = next + 1;
                next = wanted.nextSetBit(end);
            }
            spans.add(DayBlocks.has(day.day()) ? ofWholeBlocks(day, row, end) : withMargin(day, row, end));
            row = next;
        }
        return spans;
    }

    private static Span withMargin(SegmentDay day, int from, int to) {
        return new Span(day, Math.max(day.firstOrdinal(), from - MARGIN), Math.min(day.endOrdinal(), to + MARGIN));
    }

    private static Span ofWholeBlocks(SegmentDay day, int from, int to) {
        int first = day.firstOrdinal();
        int begin = (from - first) / BlockChecksums.ROWS * BlockChecksums.ROWS;
        int end = BlockChecksums.blocks(to - first) * BlockChecksums.ROWS;
        return new Span(day, first + begin, Math.min(day.endOrdinal(), first + end));
    }

    /** The piece that holds all of the rows, if there is one. */
    Optional<Piece> covering(int from, int to) {
        Map.Entry<Integer, Piece> at = pieces.floorEntry(from);
        return at == null || at.getValue().span().to() < to ? Optional.empty() : Optional.of(at.getValue());
    }

    /** Brings the spans that are not here yet. */
    void bring(List<Span> spans) {
        List<Span> missing = spans.stream()
                .filter(span -> covering(span.from(), span.to()).isEmpty())
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        if (bytes(missing) + bytes(pieces.values().stream().map(Piece::span).toList()) > MOST) {
            pieces.clear();
        }
        SideBySide.of(missing, REQUESTS_AT_ONCE, "reading vectors", this::read)
                .forEach(piece -> pieces.put(piece.span().from(), piece));
    }

    long bytes(List<Span> spans) {
        return spans.stream()
                .mapToLong(span -> 2L * span.rows() * modality.dimension())
                .sum();
    }

    private Piece read(Span span) {
        StoredFile file = span.day().day().file(Layout.npy(modality));
        int rowBytes = 2 * modality.dimension();
        try {
            NpyHeader header = NpyHeader.parse(store.read(file.key(), 0, HEADER), file.bytes());
            if (header.rows() != span.day().day().rows() || header.columns() != modality.dimension()) {
                throw new IllegalArgumentException(
                        "it holds %d x %d values".formatted(header.rows(), header.columns()));
            }
            long offset = header.offset()
                    + (long) rowBytes * (span.from() - span.day().firstOrdinal());
            byte[] bytes = store.read(file.key(), offset, Math.multiplyExact(rowBytes, span.rows()));
            if (bytes.length != rowBytes * span.rows()) {
                throw new IllegalArgumentException("it ends before its last row");
            }
            Piece piece = new Piece(span, MemorySegment.ofArray(bytes));
            check(piece);
            return piece;
        } catch (IllegalArgumentException e) {
            throw Damage.ofDay(span.day().date(), file.key(), Damage.words(e), e);
        }
    }

    private void check(Piece piece) {
        SegmentDay day = piece.span().day();
        Optional<BlockChecksums> sums = blocks.of(day.day());
        if (sums.isPresent()) {
            int first = (piece.span().from() - day.firstOrdinal()) / BlockChecksums.ROWS;
            sums.get().check(modality, first, piece.vectors());
        } else {
            checkLengths(piece);
        }
    }

    private void checkLengths(Piece piece) {
        HalfFloats halves = new HalfFloats(modality.dimension(), 1);
        float[] vector = new float[modality.dimension()];
        for (int row = 0; row < piece.span().rows(); row++) {
            halves.read(piece.vectors(), 2L * row * vector.length, vector);
            double squares = 0;
            for (float value : vector) {
                squares += value * value;
            }
            if (!Double.isNaN(squares) && Math.abs(Math.sqrt(squares) - 1) > TOLERANCE) {
                throw new IllegalArgumentException("the vector of row %d has length %.3f"
                        .formatted(
                                piece.span().from() + row - piece.span().day().firstOrdinal(), Math.sqrt(squares)));
            }
        }
    }
}
