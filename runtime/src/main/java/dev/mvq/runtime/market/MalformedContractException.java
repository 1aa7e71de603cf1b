package dev.mvq.runtime.market;

/**
 * A word that was meant as a contract and is none. It names the part that is wrong by its place within the word, so
 * that whoever knows where the word stands can draw carets under that part only.
 */
public final class MalformedContractException extends IllegalArgumentException {
    private final String word;
    private final int offset;
    private final int length;

    MalformedContractException(String word, int offset, int length, String message) {
        super(message);
        this.word = word;
        this.offset = offset;
        this.length = length;
    }

    /** The word as it was given. */
    public String word() {
        return word;
    }

    /** Where the wrong part begins, in chars from the word's start; the word's length where a part is missing at its end. */
    public int offset() {
        return offset;
    }

    /** Length of the wrong part in chars; 0 where a part is missing. */
    public int length() {
        return length;
    }

    /** What is wrong, in the user's words, one sentence without a full stop; never null. */
    @Override
    public String getMessage() {
        String message = super.getMessage();
        return message == null ? "" : message;
    }
}
