package dev.mvq.runtime.simulation.path;

/**
 * The imbalance of a name's orders: a latent state that lasts for days (order signs have long memory: Lillo & Farmer 2004) and leans with
 * the regime. It pushes the name's own return ({@link #IMPACT}) and the mids of its options.
 */
final class OrderFlow {
    /** Drift of a session, in daily deviations of the name's own return, at an imbalance of 1. */
    static final double IMPACT = 0.10;

    private static final double MEMORY = 0.90;
    private static final double STEEPNESS = 0.7;

    private OrderFlow() {}

    /** Imbalance by session, -1 (all sell) .. 1 (all buy). */
    static double[] draw(Noise noise, int sessions, Climate climate) {
        double[] flow = new double[sessions];
        double state = 0;
        double fresh = Math.sqrt(1 - MEMORY * MEMORY);
        for (int t = 0; t < sessions; t++) {
            state = MEMORY * state + (1 - MEMORY) * mood(climate.regime(t)) + fresh * noise.normal();
            flow[t] = StrictMath.tanh(STEEPNESS * state);
        }
        return flow;
    }

    private static double mood(Regime regime) {
        return switch (regime) {
            case CALM -> 0;
            case TRENDING, RECOVERY -> 0.3;
            case STRESSED -> -0.3;
            case CRASH -> -0.9;
        };
    }
}
