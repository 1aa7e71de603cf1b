package dev.mvq.runtime.jfaiss;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Goes through a mapped index file from its beginning. Nothing is read, allocated or skipped before it was seen to lie
 * within the file; whatever does not is an {@link IllegalArgumentException} that says so.
 */
final class IndexFileCursor {
    private static final ValueLayout.OfShort LITTLE_SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt LITTLE_INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LITTLE_LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat LITTLE_FLOAT = JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int BLOCK = 1 << 14;
    private static final int LARGEST = Float.floatToIntBits(1e15f);

    private final MemorySegment file;
    private long position;

    /** Elements of equal size that lie one behind the other in the file. */
    record Elements(MemorySegment at, long count) {
        int whole(long i) {
            return at.get(LITTLE_INT, Integer.BYTES * i);
        }

        short half(long i) {
            return at.get(LITTLE_SHORT, Short.BYTES * i);
        }

        long number(long i) {
            return at.get(LITTLE_LONG, Long.BYTES * i);
        }

        /** @throws IllegalArgumentException where one of the floats is NaN, infinite or so large that products would be */
        Elements bounded() {
            int[] block = new int[BLOCK];
            for (long from = 0; from < count; from += BLOCK) {
                int length = (int) Math.min(BLOCK, count - from);
                MemorySegment.copy(at, LITTLE_INT, Integer.BYTES * from, block, 0, length);
                // Without its sign a float orders as its bits do, NaN above all.
                int largest = 0;
                for (int i = 0; i < length; i++) {
                    largest = Math.max(largest, block[i] & Integer.MAX_VALUE);
                }
                require(largest < LARGEST, "it has values that no vector of length 1 has");
            }
            return this;
        }

        /** @throws IllegalArgumentException unless there are so many */
        Elements holding(long wanted, String what) {
            require(count == wanted, "it has " + count + " " + what + " instead of " + wanted);
            return this;
        }
    }

    IndexFileCursor(MemorySegment file) {
        this.file = file;
    }

    /** What does not hold is told. */
    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The four letters by which FAISS tells kinds apart. */
    String letters() {
        return new String(take(4).toArray(JAVA_BYTE), StandardCharsets.ISO_8859_1);
    }

    boolean flag() {
        byte value = take(1).get(JAVA_BYTE, 0);
        require(value == 0 || value == 1, "it has a " + value + " where yes or no is wanted");
        return value == 1;
    }

    int whole() {
        return new Elements(take(Integer.BYTES), 1).whole(0);
    }

    long number() {
        return new Elements(take(Long.BYTES), 1).number(0);
    }

    float real() {
        return take(Float.BYTES).get(LITTLE_FLOAT, 0);
    }

    /** A count and so many elements of so many bytes. */
    Elements elements(int bytes) {
        return elements(number(), bytes);
    }

    /** So many elements of so many bytes. */
    Elements elements(long count, int bytes) {
        require(
                count >= 0 && count <= (file.byteSize() - position) / bytes,
                "it ends before the " + Long.toUnsignedString(count) + " values that it says come next");
        return new Elements(take(count * bytes), count);
    }

    /** @throws IllegalArgumentException where the file goes on */
    void end() {
        require(position == file.byteSize(), "it has " + (file.byteSize() - position) + " bytes behind its end");
    }

    private MemorySegment take(long bytes) {
        require(bytes <= file.byteSize() - position, "it is cut off after " + file.byteSize() + " bytes");
        position += bytes;
        return file.asSlice(position - bytes, bytes);
    }
}
