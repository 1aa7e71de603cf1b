package dev.mvq.runtime.index;

import java.util.SplittableRandom;

/** Which rows an index learns its lists and codes from. */
final class TrainingSample {
    /** For product quantisers: 256 for each of their 256 codes, the most that FAISS uses. */
    private static final int LEAST = 65_536;

    private static final int PER_LIST = 64;
    private static final int MOST = 524_288;
    private static final long SEED = 7;

    private TrainingSample() {}

    /**
     * Rows drawn evenly at random, with a fixed seed, in their order.
     *
     * @param ordinals the rows to draw from
     * @param lists inverted lists to be learnt; 0 where there are none
     */
    static int[] of(int[] ordinals, int lists) {
        int wanted = (int) Math.min(ordinals.length, Math.min(MOST, Math.max(LEAST, (long) PER_LIST * lists)));
        if (wanted == ordinals.length) {
            return ordinals;
        }
        // Selection sampling: every row stays with the chance that fills the places left (Knuth, TAOCP 2, 3.4.2 S).
        SplittableRandom random = new SplittableRandom(SEED);
        int[] sample = new int[wanted];
        int taken = 0;
        for (int i = 0; i < ordinals.length && taken < wanted; i++) {
            if (random.nextInt(ordinals.length - i) < wanted - taken) {
                sample[taken++] = ordinals[i];
            }
        }
        return sample;
    }
}
