package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Whether vectors have collapsed. */
final class Diagnosis {
    private Diagnosis() {}

    /**
     * @param values vectors {@code [n, width]}
     * @return mean cosine of different vectors, and the participation ratio {@code (Σλ)² / Σλ²} of their covariance's eigenvalues: how
     *     many dimensions the centred vectors fill
     */
    static double[] of(NDManager manager, float[] values, int width) {
        try (NDManager sub = manager.newSubManager()) {
            long n = values.length / width;
            NDArray rows = sub.create(values, new Shape(n, width));
            NDArray unit =
                    rows.div(rows.square().sum(new int[] {1}, true).add(1e-12).sqrt());
            double whole = unit.sum(new int[] {0}).square().sum().getFloat();
            NDArray centred = unit.sub(unit.mean(new int[] {0}, true));
            NDArray covariance = centred.transpose().matMul(centred);
            double trace = centred.square().sum().getFloat();
            double squares = covariance.square().sum().getFloat();
            return new double[] {
                (whole - n) / Math.max(1.0, (double) n * (n - 1)), trace * trace / Math.max(squares, 1e-30)
            };
        }
    }
}
