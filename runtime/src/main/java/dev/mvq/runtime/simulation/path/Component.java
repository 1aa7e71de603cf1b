package dev.mvq.runtime.simulation.path;

/** How a state that reverts to nothing moves from session to session: an autoregression of order one, by its half-life and its spread. */
final class Component {
    private final double kept;
    private final double deviation;
    private final double fresh;

    /**
     * A component.
     *
     * @param halfLife sessions in which half of a shock is forgotten
     * @param deviation standard deviation in the long run
     */
    Component(double halfLife, double deviation) {
        this.kept = StrictMath.pow(0.5, 1 / halfLife);
        this.deviation = deviation;
        this.fresh = deviation * Math.sqrt(1 - kept * kept);
    }

    /** The next value after a standard shock. */
    double next(double value, double shock) {
        return kept * value + fresh * shock;
    }

    /** How much lower the log must be for the mean of its exponential to be 1. */
    double convexity() {
        return 0.5 * deviation * deviation;
    }
}
