package dev.mvq.runtime.simulation.listing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The strikes of one expiry that share a root and a deliverable, ascending. */
final class Book {
    private final String root;
    private final List<Strike> strikes;
    private int shares;
    private @Nullable ListedExpiry written;

    Book(String root) {
        this(root, 100, new ArrayList<>());
    }

    private Book(String root, int shares, List<Strike> strikes) {
        this.root = root;
        this.shares = shares;
        this.strikes = strikes;
    }

    String root() {
        return root;
    }

    int shares() {
        return shares;
    }

    int size() {
        return strikes.size();
    }

    /** The lowest strike, thousandths; there must be one. */
    long lowest() {
        return strikes.getFirst().printed();
    }

    /** The highest strike, thousandths; there must be one. */
    long highest() {
        return strikes.getLast().printed();
    }

    boolean lists(long thousandths) {
        return position(thousandths) >= 0;
    }

    /** Whether one of its contracts was first listed with this strike. */
    boolean firstListed(long thousandths) {
        return strikes.stream().anyMatch(strike -> strike.first() == thousandths);
    }

    void add(Strike strike) {
        strikes.add(-position(strike.printed()) - 1, strike);
        written = null;
    }

    /** Divides the strikes by a whole number, each rounded to the cent; no two become one. */
    void divide(double factor) {
        long before = 0;
        for (Strike strike : strikes) {
            long cents = Math.max(1, Math.round(strike.printed() / factor / 10));
            before = Math.max(10 * cents, before + 10);
            strike.adjust(before);
        }
        written = null;
    }

    /** Multiplies the deliverable, to whole shares: 150 after 3 for 2, 10 after 1 for 10. */
    void deliver(double factor) {
        shares = Math.max(1, (int) Math.rint(shares * factor));
        strikes.forEach(strike -> strike.adjust(strike.printed()));
        written = null;
    }

    /** The same strikes under an adjusted root. */
    Book moved(String adjustedRoot) {
        return new Book(adjustedRoot, shares, strikes);
    }

    ListedExpiry written(Expiry expiry, Issuer issuer) {
        if (written == null) {
            List<ListedExpiry.Pair> pairs = new ArrayList<>(strikes.size());
            for (Strike strike : strikes) {
                pairs.add(strike.pair(this, issuer));
            }
            written = new ListedExpiry(expiry.printed(), expiry.settlement(), pairs);
        }
        return written;
    }

    private int position(long thousandths) {
        int low = 0;
        int high = strikes.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compare(strikes.get(middle).printed(), thousandths);
            if (order == 0) {
                return middle;
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
