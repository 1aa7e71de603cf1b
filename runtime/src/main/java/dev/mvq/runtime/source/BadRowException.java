package dev.mvq.runtime.source;

/** A row that cannot be taken, raised where it is read and caught where rows are counted. */
final class BadRowException extends Exception {
    private final String kind;
    private final String detail;

    /**
     * @param kind by which bad rows are counted, such as {@code crossed quote}
     * @param detail what this one says, such as {@code bid 7.29 above ask 7.23}
     */
    BadRowException(String kind, String detail) {
        super(kind + ": " + detail, null, false, false); // no stack trace: there may be millions
        this.kind = kind;
        this.detail = detail;
    }

    String kind() {
        return kind;
    }

    String detail() {
        return detail;
    }
}
