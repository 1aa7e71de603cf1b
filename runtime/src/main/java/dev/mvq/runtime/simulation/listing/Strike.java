package dev.mvq.runtime.simulation.listing;

import org.jspecify.annotations.Nullable;

/** A strike of one root and expiry, from its listing on. */
final class Strike {
    private final long first;
    private final int since;
    private final int suffix;
    private long printed;
    private ListedExpiry.@Nullable Pair pair;

    /**
     * A strike as it is listed.
     *
     * @param thousandths the strike in thousandths
     * @param suffix number of the split after which it was listed, where an older contract was first listed with the same terms; else 0
     */
    Strike(long thousandths, int since, int suffix) {
        this.first = thousandths;
        this.printed = thousandths;
        this.since = since;
        this.suffix = suffix;
    }

    /** The strike that it was first listed with, thousandths. */
    long first() {
        return first;
    }

    /** The strike that it has now, thousandths. */
    long printed() {
        return printed;
    }

    int since() {
        return since;
    }

    int suffix() {
        return suffix;
    }

    /** Changes the terms: the pair has to be made anew. */
    void adjust(long thousandths) {
        printed = thousandths;
        pair = null;
    }

    ListedExpiry.Pair pair(Book book, Issuer issuer) {
        if (pair == null) {
            pair = issuer.pair(book.root(), book.shares(), this);
        }
        return pair;
    }
}
