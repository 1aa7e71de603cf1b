package dev.mvq.runtime.feature;

import java.util.Arrays;

/** Rows of floats by session number, of which the newest few are kept; grows with what it holds, as most contracts are young. */
final class SessionRing {
    private static final int EMPTY = Integer.MIN_VALUE;

    private final int width;
    private final int sessions;
    private int[] stamps;
    private float[] values;

    /**
     * @param width floats a session
     * @param sessions newest sessions kept
     */
    SessionRing(int width, int sessions) {
        this.width = width;
        this.sessions = sessions;
        this.stamps = emptyStamps(Math.min(4, sessions));
        this.values = new float[stamps.length * width];
    }

    /** Makes room for a session not older than those put before; returns the offset of its row in {@link #values}. */
    int put(int session) {
        while (stamps.length < sessions && isTaken(session % stamps.length, session)) {
            grow(session);
        }
        int slot = session % stamps.length;
        stamps[slot] = session;
        return slot * width;
    }

    /** Offset of the session's row in {@link #values}, or -1 where there is none. */
    int find(int session) {
        int slot = session % stamps.length;
        return stamps[slot] == session ? slot * width : -1;
    }

    float[] values() {
        return values;
    }

    private boolean isTaken(int slot, int session) {
        return stamps[slot] != session && isKept(stamps[slot], session);
    }

    private boolean isKept(int stamp, int session) {
        return stamp != EMPTY && stamp > session - sessions;
    }

    private void grow(int session) {
        int[] oldStamps = stamps;
        float[] oldValues = values;
        stamps = emptyStamps(Math.min(sessions, 2 * oldStamps.length));
        values = new float[stamps.length * width];
        for (int slot = 0; slot < oldStamps.length; slot++) {
            if (isKept(oldStamps[slot], session)) {
                int to = oldStamps[slot] % stamps.length;
                stamps[to] = oldStamps[slot];
                System.arraycopy(oldValues, slot * width, values, to * width, width);
            }
        }
    }

    private static int[] emptyStamps(int length) {
        int[] stamps = new int[length];
        Arrays.fill(stamps, EMPTY);
        return stamps;
    }
}
