package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.simulation.path.Noise;

/** Single draws by key, for what must be looked up on many sessions without drawing what lies between. */
final class Draws {
    private static final double FLOW_MEMORY = 0.8;
    /** Sessions that a contract's flow remembers: the rest would weigh a quarter of a part. */
    private static final int FLOW_SESSIONS = 6;

    /** Makes the variance of the sum one: a uniform on −1..1 has a third. */
    private static final double FLOW_SCALE = Math.sqrt(3 * (1 - FLOW_MEMORY * FLOW_MEMORY));

    private Draws() {}

    /** Uniform in [0, 1), named by a key and a part of it. */
    static double uniform(long key, long part) {
        return (Noise.key(key, part) >>> 11) * 0x1.0p-53;
    }

    /** About standard normal (variance one, within ±3): the sum of three uniforms. */
    static double bell(long key, long part) {
        long bits = Noise.key(key, part);
        double sum = (bits & 0x1FFFFF) + (bits >>> 21 & 0x1FFFFF) + (bits >>> 42 & 0x1FFFFF);
        return 2 * sum / 0x200000 - 3;
    }

    /** A contract's own order-flow imbalance on a session: variance about one, with the memory of a finite moving average. */
    static double flow(long key, int session) {
        double sum = 0;
        double weight = FLOW_SCALE;
        for (int back = 0; back < FLOW_SESSIONS; back++) {
            sum += weight * (2 * uniform(key, session - back) - 1);
            weight *= FLOW_MEMORY;
        }
        return sum;
    }
}
