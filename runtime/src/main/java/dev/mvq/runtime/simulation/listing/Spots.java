package dev.mvq.runtime.simulation.listing;

import java.time.LocalDate;

/** What an exchange knows of a stock before a session opens: all that its listings answer. */
interface Spots {
    /**
     * The last close before the session, currency per share, counted in the session's shares: divided by the factor of a split that
     * takes effect at its open.
     */
    double before(int session);

    /** Shares that one share becomes at the open of the session, 1 on most. */
    double splitFactor(int session);

    /** Standard deviation of the log price from the session to the close of an expiry, as the close before it implied. */
    double deviation(int session, LocalDate expiry);
}
