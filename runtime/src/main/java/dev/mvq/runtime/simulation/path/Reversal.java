package dev.mvq.runtime.simulation.path;

/**
 * A drift that slowly takes back how far a factor has come: over years losers win and winners lose (De Bondt & Thaler 1985), and the roster
 * has only names that have lived to the end.
 */
final class Reversal {
    /** Share taken back in a session: half in some three and a half years. */
    private static final double SHARE = 0.0008;

    private final double[] drift;
    private double come;

    Reversal(int sessions) {
        this.drift = new double[sessions + 1];
    }

    /** Told each session's log return, in order. */
    void settled(int session, double logReturn) {
        come += logReturn;
        drift[session + 1] = -SHARE * come;
    }

    /** Log drift of a session, from what was settled before it. */
    double drift(int session) {
        return drift[session];
    }
}
