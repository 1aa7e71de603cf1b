package dev.mvq.runtime.jfaiss;

import java.util.Random;
import org.junit.jupiter.api.Assumptions;

/** What tests on the real library share. */
final class NativeTest {
    private NativeTest() {}

    /** The library, or the test is skipped. */
    static FaissLibrary library() {
        FaissLibrary library = FaissLibrary.system();
        Assumptions.assumeTrue(
                library.path().isPresent(),
                "skipped: no libjfaiss.so; build it with scripts/native/build-faiss or set MVQ_FAISS_LIBRARY");
        return library;
    }

    /** Vectors of length 1 around some centres, as embeddings are. */
    static float[] clustered(long seed, int rows, int dimension) {
        Random random = new Random(seed);
        int centres = Math.max(rows / 50, 1);
        float[] centre = new float[centres * dimension];
        for (int i = 0; i < centre.length; i++) {
            centre[i] = (float) random.nextGaussian();
        }
        float[] vectors = new float[rows * dimension];
        for (int row = 0; row < rows; row++) {
            int from = random.nextInt(centres) * dimension;
            double norm = 0;
            for (int i = 0; i < dimension; i++) {
                float value = centre[from + i] + 0.7f * (float) random.nextGaussian();
                vectors[row * dimension + i] = value;
                norm += value * value;
            }
            for (int i = 0; i < dimension; i++) {
                vectors[row * dimension + i] /= (float) Math.sqrt(norm);
            }
        }
        return vectors;
    }

    /** 0, 1, 2 … */
    static long[] ids(int rows) {
        long[] ids = new long[rows];
        for (int i = 0; i < rows; i++) {
            ids[i] = i;
        }
        return ids;
    }
}
