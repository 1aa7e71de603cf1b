package dev.mvq.runtime.simulation.path;

/**
 * A change of the number of shares. The ratio is in lowest terms as the announcement prints it: 7 for 1, 3 for 2, 1 for 10.
 *
 * @param session takes effect at the open of this session
 * @param announced made known after the close of this session
 * @param newShares shares after
 * @param oldShares shares before
 */
public record Split(int session, int announced, int newShares, int oldShares) {
    public Split {
        if (announced >= session || newShares <= 0 || oldShares <= 0 || newShares == oldShares) {
            throw new IllegalArgumentException(newShares + " for " + oldShares + " announced at " + announced + " for "
                    + session + " is no split");
        }
    }

    /** New shares per old one: what prices are divided by. */
    public double factor() {
        return (double) newShares / oldShares;
    }

    /** Whether whole old shares become whole numbers of new ones. */
    public boolean isWhole() {
        return oldShares == 1;
    }

    /** Whether there are fewer shares afterwards. */
    public boolean isReverse() {
        return newShares < oldShares;
    }
}
