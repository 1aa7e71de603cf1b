package dev.mvq.runtime.vector;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.market.Modality;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
        for (int row = 0; row < embeddings.rows(); row++) {
            if (embeddings.has(row, modality)) {
                putVector(file, vectors, row, dimension);
            } else {
                for (int i = 0; i < dimension; i++) {
                    file.putShort(NAN);
                }
            }
        }
        return bytes;
    }

    private static void putVector(ByteBuffer file, float[] vectors, int row, int dimension) {
        double squares = 0;
        for (int i = row * dimension; i < (row + 1) * dimension; i++) {
            squares += (double) vectors[i] * vectors[i];
            file.putShort(Float.floatToFloat16(vectors[i]));
        }
        if (!(Math.abs(Math.sqrt(squares) - 1) < NORM_TOLERANCE)) {
            throw new IllegalArgumentException("the vector of row " + row + " has length " + Math.sqrt(squares));
        }
    }
}
