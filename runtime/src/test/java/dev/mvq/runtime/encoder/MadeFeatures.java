package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Feature batches with some structure: rows have latent factors, features are noisy mixtures of them, and much is missing. */
final class MadeFeatures {
    static final InputSchema SCHEMA = schema(14, 30, 12, 60);

    private MadeFeatures() {}

    static InputSchema schema(int price, int greeks, int microstructure, int technical) {
        return new InputSchema(
                new InputShape(60, names("price", price)),
                new InputShape(1, names("greeks", greeks)),
                new InputShape(20, names("microstructure", microstructure)),
                new InputShape(1, names("technical", technical)));
    }

    private static List<String> names(String stem, int count) {
        return IntStream.range(0, count).mapToObj(i -> stem + i).toList();
    }

    /** Rows with random presence; a row without a modality has NaN there. */
    static FeatureBatch batch(int rows, long seed) {
        Random random = new Random(seed);
        byte[] present = new byte[rows];
        for (int row = 0; row < rows; row++) {
            int base = random.nextInt(16);
            present[row] = (byte) (base == 0 ? 0 : base | Modality.FUSED.bit());
        }
        return batch(present, seed);
    }

    /** Rows with this presence. */
    static FeatureBatch batch(byte[] present, long seed) {
        Random random = new Random(seed + 1);
        float[][] latent = new float[present.length][6];
        for (float[] row : latent) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        short[] history = new short[present.length];
        Arrays.fill(history, (short) 60);
        return new FeatureBatch(
                present.length,
                features(Modality.PRICE, present, latent, random),
                features(Modality.GREEKS, present, latent, random),
                features(Modality.MICROSTRUCTURE, present, latent, random),
                features(Modality.TECHNICAL, present, latent, random),
                present,
                history);
    }

    private static float[] features(Modality modality, byte[] present, float[][] latent, Random random) {
        InputShape shape = SCHEMA.shape(modality);
        Random mixing = new Random(modality.ordinal());
        double[][] weights = new double[shape.width()][6];
        for (double[] row : weights) {
            Arrays.setAll(row, i -> mixing.nextGaussian());
        }
        float[] values = new float[present.length * shape.size()];
        for (int at = 0; at < values.length; at++) {
            int row = at / shape.size();
            int feature = at % shape.width();
            int session = at % shape.size() / shape.width();
            double value = 0;
            for (int k = 0; k < 6; k++) {
                value += weights[feature][k] * latent[row][k] * Math.cos(0.1 * k * session);
            }
            boolean missing = !modality.in(present[row]) || random.nextInt(10) == 0;
            values[at] = missing ? Float.NaN : (float) (3 + 2 * (value + 0.2 * random.nextGaussian()));
        }
        return values;
    }

    /** Started, untrained parameters for the schema above. */
    static EncoderParameters untrained(EncoderSize size, long seed) {
        return EncoderTrainer.untrained(SCHEMA, size, List.of(batch(200, 5)), seed);
    }
}
