package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.MvqException;

/** Another writer committed since the root was read that a commit builds on. Nothing was changed; what was made for it stays usable. */
public final class OvertakenException extends MvqException {
    private static final long serialVersionUID = 1L;

    OvertakenException(String location, Throwable cause) {
        super(
                "another run changed the store " + location + " in the meantime, and its generation stays",
                "run the statement again: it goes on from there, and days already encoded are not encoded again",
                cause);
    }
}
