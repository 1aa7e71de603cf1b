package dev.mvq.runtime.simulation.path;

/**
 * How a session's volume comes in: an opening auction, much in the first half hour, little at noon, more towards the end, and the closing
 * auction. The U shape is Jain & Joh's (1988); that trade bunches at both ends is explained by Admati & Pfleiderer (1988).
 */
final class VolumeProfile {
    private static final double OPENING_AUCTION = 0.015;
    private static final double CLOSING_AUCTION = 0.075;
    /** Of volume per minute at noon: what the open and the close have more, and how soon it fades, in shares of the session. */
    private static final double OPEN_EXCESS = 2.6;

    private static final double OPEN_FADES = 0.07;
    private static final double CLOSE_EXCESS = 2.0;
    private static final double CLOSE_FADES = 0.08;
    private static final double UNEVENNESS = 0.45;

    private VolumeProfile() {}

    /** Whole shares traded up to the end of each minute, 0..{@code minutes}; the last is {@code volume}. */
    static double[] cumulative(int minutes, double volume, Noise noise) {
        double[] cumulative = new double[minutes + 1];
        double sum = 0;
        for (int i = 1; i <= minutes; i++) {
            sum += expected((i - 0.5) / minutes) * StrictMath.exp(UNEVENNESS * noise.normal());
            cumulative[i] = sum;
        }
        double continuous = 1 - OPENING_AUCTION - CLOSING_AUCTION;
        for (int i = 0; i < minutes; i++) {
            cumulative[i] = StrictMath.rint(volume * (OPENING_AUCTION + continuous * cumulative[i] / sum));
        }
        cumulative[minutes] = volume;
        return cumulative;
    }

    /** Volume per minute over that of noon, at a share 0..1 of the session. */
    static double expected(double share) {
        return 1
                + OPEN_EXCESS * StrictMath.exp(-share / OPEN_FADES)
                + CLOSE_EXCESS * StrictMath.exp((share - 1) / CLOSE_FADES);
    }
}
