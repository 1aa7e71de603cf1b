package dev.mvq.runtime.vector;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Arithmetic on rows of float16, with the room it needs: one for each thread and job. The loops are written so that the JVM turns
 * them into vector instructions.
 */
final class HalfFloats {
    static final ValueLayout.OfShort LAYOUT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Values converted at a time: few enough to stay in the first-level cache, as shorts and as floats. */
    private static final int BLOCK = 4096;

    private final int dimension;
    private final int step;
    private final short[] half;
    private final float[] block;

    /**
     * @param dimension values of a row, even
     * @param rows the most rows of one call; more are taken in steps
     */
    HalfFloats(int dimension, int rows) {
        this.dimension = dimension;
        this.step = Math.clamp(rows, 1, Math.max(1, BLOCK / dimension));
        this.half = new short[step * dimension];
        this.block = new float[step * dimension];
    }

    /** Copies a row from byte {@code offset} on. */
    void read(MemorySegment from, long offset, float[] out) {
        MemorySegment.copy(from, LAYOUT, offset, half, 0, dimension);
        widen(half, out, 0, dimension);
    }

    /** Copies {@code rows} rows from byte {@code offset} on to {@code out[at]} and behind. */
    void read(MemorySegment from, long offset, int rows, float[] out, int at) {
        for (int row = 0; row < rows; row += step) {
            int count = Math.min(step, rows - row) * dimension;
            MemorySegment.copy(from, LAYOUT, offset + 2L * row * dimension, half, 0, count);
            widen(half, out, at + row * dimension, count);
        }
    }

    /** Inner products of {@code rows} rows from byte {@code offset} on with the query, to {@code out[at]} and behind. */
    void dots(MemorySegment from, long offset, int rows, float[] query, float[] out, int at) {
        for (int row = 0; row < rows; row += step) {
            int count = Math.min(step, rows - row);
            MemorySegment.copy(from, LAYOUT, offset + 2L * row * dimension, half, 0, count * dimension);
            widen(half, block, 0, count * dimension);
            dots(block, count, query, out, at + row);
        }
    }

    private static void widen(short[] half, float[] to, int at, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = Float.float16ToFloat(half[i]);
        }
    }

    private static void dots(float[] block, int rows, float[] query, float[] out, int at) {
        int row = 0;
        for (; row + 4 <= rows; row += 4) {
            fourDots(block, row * query.length, query, out, at + row);
        }
        for (; row < rows; row++) {
            out[at + row] = dot(block, row * query.length, query);
        }
    }

    /** Four rows at a time share the loads of the query; this was the fastest of six ways tried. */
    private static void fourDots(float[] block, int from, float[] query, float[] out, int at) {
        int n = query.length;
        int b = from + n;
        int c = b + n;
        int d = c + n;
        float a0 = 0, a1 = 0, b0 = 0, b1 = 0, c0 = 0, c1 = 0, d0 = 0, d1 = 0;
        for (int i = 0; i < n; i += 2) {
            float x = query[i];
            float y = query[i + 1];
            a0 += block[from + i] * x;
            a1 += block[from + i + 1] * y;
            b0 += block[b + i] * x;
            b1 += block[b + i + 1] * y;
            c0 += block[c + i] * x;
            c1 += block[c + i + 1] * y;
            d0 += block[d + i] * x;
            d1 += block[d + i + 1] * y;
        }
        out[at] = a0 + a1;
        out[at + 1] = b0 + b1;
        out[at + 2] = c0 + c1;
        out[at + 3] = d0 + d1;
    }

    /** Adds in the order of {@link #fourDots}: a row's product does not depend on where in a block it lies. */
    private static float dot(float[] block, int from, float[] query) {
        float even = 0;
        float odd = 0;
        for (int i = 0; i < query.length; i += 2) {
            even += block[from + i] * query[i];
            odd += block[from + i + 1] * query[i + 1];
        }
        return even + odd;
    }
}
