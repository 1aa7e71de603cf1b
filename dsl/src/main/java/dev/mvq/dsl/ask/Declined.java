package dev.mvq.dsl.ask;

/** Why there is no statement, in the user's words. */
final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final String nearest;

    Declined(String reason, String nearest) {
        super(reason, null, false, false);
        this.reason = reason;
        this.nearest = nearest;
    }

    String reason() {
        return reason;
    }

    String nearest() {
        return nearest;
    }
}
