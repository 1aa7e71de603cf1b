package dev.mvq.runtime.encoder;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Takes from a row of features what another look at the same contract-day might lack: the fields that sources lack, with every feature
 * computed from them ({@link FieldGroups}), single features, and of a sequence the older part of its history. The last session of a
 * sequence stays.
 */
final class Masking {
    private static final double SOMETHING_LACKED = 0.5;
    private static final double FIELD_LACKED = 0.4;
    private static final double SINGLES_DROPPED = 0.3;
    private static final double MOST_SINGLES = 0.15;
    private static final double CUT_SHORT = 0.25;
    private static final int LEAST_SESSIONS = 3;

    private final InputShape shape;
    private final List<boolean[]> groups;

    /** @param groups for each field of sources, which features of a session go with it */
    Masking(InputShape shape, List<boolean[]> groups) {
        this.shape = shape;
        this.groups = List.copyOf(groups);
    }

    /** Which fields a source lacks: often none, else each by itself. */
    static boolean[] fields(int count, SplittableRandom random) {
        boolean[] lacked = new boolean[count];
        if (random.nextDouble() < SOMETHING_LACKED) {
            for (int field = 0; field < count; field++) {
                lacked[field] = random.nextDouble() < FIELD_LACKED;
            }
        }
        return lacked;
    }

    /** Sets what is lacked to NaN. */
    void apply(float[] row, boolean[] lacked, SplittableRandom random) {
        boolean[] dropped = new boolean[shape.width()];
        double rate = random.nextDouble() < SINGLES_DROPPED ? MOST_SINGLES * random.nextDouble() : 0;
        for (int feature = 0; feature < dropped.length; feature++) {
            dropped[feature] = random.nextDouble() < rate;
        }
        for (int i = 0; i < row.length; i++) {
            if (dropped[i % dropped.length]) {
                row[i] = Float.NaN;
            }
        }
        take(row, lacked);
        int last = shape.sessions() - 1;
        if (last > LEAST_SESSIONS && random.nextDouble() < CUT_SHORT) {
            Arrays.fill(row, 0, random.nextInt(last - LEAST_SESSIONS + 1) * shape.width(), Float.NaN);
        }
    }

    /** Sets to NaN what a source without these fields cannot give, and nothing else. */
    void take(float[] row, boolean[] lacked) {
        for (int field = 0; field < lacked.length; field++) {
            if (lacked[field]) {
                boolean[] group = groups.get(field);
                for (int i = 0; i < row.length; i++) {
                    if (group[i % group.length]) {
                        row[i] = Float.NaN;
                    }
                }
            }
        }
    }
}
