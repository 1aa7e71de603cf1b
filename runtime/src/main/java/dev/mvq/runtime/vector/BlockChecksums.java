package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.zip.CRC32C;

/**
 * A CRC-32C of every {@value #ROWS} rows of a large day's vectors, so that a few of them can be held against what was written without
 * reading all. In the day's folder they are {@value #FILE}: of each modality, in the order of {@link Modality}, the numbers of its blocks,
 * little-endian, four bytes each. Small days, and those that an earlier mvq wrote, have none.
 */
final class BlockChecksums {
    static final String FILE = "blocks.crc";

    /** Rows of a block; the last one of a day may have fewer. */
    static final int ROWS = 64;

    /** Where no vector file is larger, whole files are read and checked whatever is wanted of them. */
    private static final long WORTH = 1 << 20;

    private final EnumMap<Modality, int[]> sums;

    private BlockChecksums(EnumMap<Modality, int[]> sums) {
        this.sums = sums;
    }

    /** Takes the sums of a day that is being written. */
    static final class Taking {
        private final EnumMap<Modality, int[]> sums = new EnumMap<>(Modality.class);
        private long largest;

        /** The vectors of a modality, as the bytes of their NumPy file. */
        void take(Modality modality, int rows, byte[] npy) {
            int bytes = 2 * rows * modality.dimension();
            MemorySegment vectors = MemorySegment.ofArray(npy).asSlice(npy.length - bytes, bytes);
            int[] of = new int[blocks(rows)];
            for (int block = 0; block < of.length; block++) {
                of[block] = crc(block(vectors, block, modality));
            }
            sums.put(modality, of);
            largest = Math.max(largest, npy.length);
        }

        boolean isWorthKeeping() {
            return largest > WORTH;
        }

        byte[] encode() {
            int numbers = sums.values().stream().mapToInt(of -> of.length).sum();
            ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers).order(ByteOrder.LITTLE_ENDIAN);
            sums.values().forEach(of -> Arrays.stream(of).forEach(bytes::putInt));
            return bytes.array();
        }
    }

    /**
     * Reads the file of a day of so many rows.
     *
     * @throws IllegalArgumentException where it is of another length
     */
    static BlockChecksums decode(byte[] content, int rows) {
        int blocks = blocks(rows);
        long expected = (long) Integer.BYTES * blocks * Modality.values().length;
        if (content.length != expected) {
            throw new IllegalArgumentException("it has %,d bytes instead of %,d".formatted(content.length, expected));
        }
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        EnumMap<Modality, int[]> sums = new EnumMap<>(Modality.class);
        for (Modality modality : Modality.values()) {
            int[] of = new int[blocks];
            for (int block = 0; block < blocks; block++) {
                of[block] = bytes.getInt();
            }
            sums.put(modality, of);
        }
        return new BlockChecksums(sums);
    }

    /** How many blocks so many rows are. */
    static int blocks(int rows) {
        return (rows + ROWS - 1) / ROWS;
    }

    /**
     * Holds blocks against their sums.
     *
     * @param first number of the first block
     * @param vectors whole blocks of the day, from the first byte on
     * @throws IllegalArgumentException naming rows that are not what was written
     */
    void check(Modality modality, int first, MemorySegment vectors) {
        int[] of = sums.getOrDefault(modality, new int[0]);
        int rows = Math.toIntExact(vectors.byteSize() / (2L * modality.dimension()));
        for (int block = 0; block < blocks(rows); block++) {
            if (crc(block(vectors, block, modality)) != of[first + block]) {
                int row = (first + block) * ROWS;
                throw new IllegalArgumentException(
                        "its rows from %,d to %,d are not what was written, by their checksum"
                                .formatted(row, Math.min(row + ROWS, first * ROWS + rows) - 1));
            }
        }
    }

    private static MemorySegment block(MemorySegment vectors, int block, Modality modality) {
        long bytes = 2L * ROWS * modality.dimension();
        long from = block * bytes;
        return vectors.asSlice(from, Math.min(bytes, vectors.byteSize() - from));
    }

    private static int crc(MemorySegment content) {
        CRC32C crc = new CRC32C();
        crc.update(content.asByteBuffer());
        return (int) crc.getValue();
    }
}
