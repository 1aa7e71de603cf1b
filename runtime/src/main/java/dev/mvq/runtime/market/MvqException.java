package dev.mvq.runtime.market;

import org.jspecify.annotations.Nullable;

/**
 * A failure that a user can understand and act upon: what went wrong, and what would help. The ways in show both and no
 * stack trace; whoever knows the place in a statement adds it.
 */
public class MvqException extends RuntimeException {
    private final String remedy;

    /**
     * @param message what went wrong, in the user's words, one sentence without a full stop
     * @param remedy what would help (a statement, a command, a near name), or empty when nothing would
     */
    public MvqException(String message, String remedy) {
        this(message, remedy, null);
    }

    /** As {@link #MvqException(String, String)}, with the failure below it. */
    public MvqException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What would help; empty when nothing is known to. */
    public String remedy() {
        return remedy;
    }

    /** What went wrong; never null. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
