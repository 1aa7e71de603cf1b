package dev.mvq.runtime.simulation.quoting;

import java.time.LocalTime;
import java.util.List;

/** An underlying's course through one session, as far as its options need it: moments in order, the last of them the close. */
public interface DayCourse {
    /**
     * A moment of the session.
     *
     * @param time of day, New York
     * @param spot price of the underlying
     * @param elapsed part of the session's time gone by, 0..1
     * @param traded part of the day's volume traded so far, 0..1, never falling
     */
    record Moment(LocalTime time, double spot, double elapsed, double traded) {}

    /** The moments to quote at; the last has elapsed and traded 1 and the close as spot. */
    List<Moment> moments();
}
