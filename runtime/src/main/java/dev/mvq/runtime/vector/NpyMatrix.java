package dev.mvq.runtime.vector;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.market.Modality;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Arrays;

/** A day's vectors of one modality as a NumPy file. */
final class NpyMatrix {
    /** The one NaN that is written: others differ by machine and operation. */
    private static final short NAN = 0x7e00;

    private static final double NORM_TOLERANCE = 1e-2;

    private NpyMatrix() {}

    /** The file's bytes: rounded to float16, NaN rows where the modality is absent. */
    static byte[] encode(DayEmbeddings embeddings, Modality modality) {
        int dimension = modality.dimension();
        byte[] header = NpyHeader.encode(embeddings.rows(), dimension);
        byte[] bytes = new byte[Math.toIntExact(header.length + 2L * embeddings.rows() * dimension)];
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).put(header);
        float[] vectors = embeddings.vectors().get(modality);
        if (vectors == null || vectors.length != embeddings.rows() * dimension) {
            throw new IllegalArgumentException("the vectors of " + modality.word() + " are not of the day's rows");
        }
        ShortBuffer values = file.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] half = new short[dimension];
        for (int row = 0; row < embeddings.rows(); row++) {
            if (embeddings.has(row, modality)) {
                checkLength(vectors, row, dimension);
                narrow(vectors, row * dimension, half);
            } else {
                Arrays.fill(half, NAN);
            }
            values.put(half);
        }
        return bytes;
    }

    private static void narrow(float[] vectors, int from, short[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = Float.floatToFloat16(vectors[from + i]);
        }
    }

    /** Four sums side by side: one alone would wait for itself at every value. */
    private static void checkLength(float[] vectors, int row, int dimension) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int end = (row + 1) * dimension;
        int i = row * dimension;
        for (; i + 4 <= end; i += 4) {
            a += vectors[i] * vectors[i];
            b += vectors[i + 1] * vectors[i + 1];
            c += vectors[i + 2] * vectors[i + 2];
            d += vectors[i + 3] * vectors[i + 3];
        }
        for (; i < end; i++) {
            a += vectors[i] * vectors[i];
        }
        float squares = a + b + c + d;
        if (!(Math.abs(Math.sqrt(squares) - 1) < NORM_TOLERANCE)) {
            throw new IllegalArgumentException("the vector of row " + row + " has length " + Math.sqrt(squares));
        }
    }
}
