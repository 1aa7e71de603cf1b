package dev.mvq.runtime.market;

/** The right an option gives its holder. */
public enum Right {
    CALL('C'),
    PUT('P');

    private final char letter;

    Right(char letter) {
        this.letter = letter;
    }

    /** {@code 'C'} or {@code 'P'}, as contract names and the column {@code type} print it. */
    public char letter() {
        return letter;
    }

    /** +1 for a call, -1 for a put: the sign in the payoff max(0, sign (S - K)). */
    public int sign() {
        return this == CALL ? 1 : -1;
    }
}
