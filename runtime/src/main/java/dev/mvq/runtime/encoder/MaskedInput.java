package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * A batch as a base network reads it: scaled values, a mask of what is known, and the sessions in which anything is. Where nothing is
 * known a vector has zero, and a sequence what is left of the last known value ({@link Normalisation#carry}): the best guess from the
 * past alone. Rows that are not filled are wholly masked.
 */
final class MaskedInput {
    private final InputShape shape;
    private final int rows;
    private final float[] values;
    private final float[] mask;
    private final float[] there;

    MaskedInput(InputShape shape, int rows) {
        this.shape = shape;
        this.rows = rows;
        values = new float[rows * shape.size()];
        mask = new float[rows * shape.size()];
        there = new float[rows * shape.sessions()];
    }

    /** Masks every row. */
    void clear() {
        Arrays.fill(values, 0f);
        Arrays.fill(mask, 0f);
        Arrays.fill(there, 0f);
    }

    /** Fills a row that is masked from raw features that begin at {@code from}. */
    void fill(int row, float[] features, int from, Normalisation normalisation) {
        int width = shape.width();
        int at = row * shape.size();
        int source = from;
        for (int session = 0; session < shape.sessions(); session++) {
            float any = 0f;
            for (int feature = 0; feature < width; feature++, at++, source++) {
                float raw = features[source];
                if (Float.isFinite(raw)) {
                    values[at] = normalisation.scale(raw, feature);
                    mask[at] = 1f;
                    any = 1f;
                } else if (session > 0) {
                    values[at] = normalisation.carry()[feature] * values[at - width];
                }
            }
            there[row * shape.sessions() + session] = any;
        }
    }

    /** Values, mask, and for sequences the sessions there, as arrays of the manager. */
    NDList arrays(NDManager manager) {
        if (shape.sessions() == 1) {
            Shape flat = new Shape(rows, shape.width());
            return new NDList(manager.create(values, flat), manager.create(mask, flat));
        }
        Shape cube = new Shape(rows, shape.sessions(), shape.width());
        return new NDList(
                manager.create(values, cube),
                manager.create(mask, cube),
                manager.create(there, new Shape(rows, shape.sessions())));
    }
}
