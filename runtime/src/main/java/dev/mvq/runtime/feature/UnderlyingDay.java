package dev.mvq.runtime.feature;

import org.jspecify.annotations.Nullable;

/** The parts of an underlying's day that all its rows share, made when the first of them is asked for; safe to ask from threads. */
final class UnderlyingDay {
    private final UnderlyingHistory history;
    private @Nullable Parts parts;

    /**
     * @param session number of the day's session
     * @param closes sessions with a price in the window
     * @param path the underlying's channels of the price path
     * @param indicators the underlying's technical indicators
     */
    record Parts(int session, UnderlyingWindow window, int closes, float[] path, float[] indicators) {}

    UnderlyingDay(UnderlyingHistory history) {
        this.history = history;
    }

    /** The shared parts of the history's newest session. */
    synchronized Parts parts() {
        Parts made = parts;
        if (made == null) {
            UnderlyingWindow window = new UnderlyingWindow(history.window());
            made = new Parts(
                    history.lastSession(),
                    window,
                    window.closes(),
                    PriceFeatures.underlyingPath(window),
                    UnderlyingIndicators.compute(window));
            parts = made;
        }
        return made;
    }
}
