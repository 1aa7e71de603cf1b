package dev.mvq.runtime.source;

import dev.mvq.runtime.market.Contract;
import java.time.LocalDate;

/** Who is meant by a printed name on a given day: tickers change and are given to others. */
@FunctionalInterface
public interface Identities {
    /**
     * The underlying that was listed under the ticker on the day.
     *
     * @param ticker upper case, as printed
     * @return its identity through renames, in the form of a ticker
     */
    String underlyingId(String ticker, LocalDate day);

    /**
     * Identity of a contract through renames and adjustments: root, deliverable, expiry, strike and right, such as
     * {@code META:100:20230120:200:C} for FB's as for META's. The root is the underlying's identity where the contract bears
     * its ticker. An adjusted contract will share the lineage of the terms it is compared by.
     *
     * @param contract printed terms
     * @param ticker the underlying's ticker on the day
     * @param day the session
     * @param shares deliverable shares per contract
     */
    default String lineage(Contract contract, String ticker, LocalDate day, int shares) {
        String root = contract.root().equals(ticker) ? underlyingId(ticker, day) : contract.root();
        LocalDate expiry = contract.expiry();
        int digits = expiry.getYear() * 10_000 + expiry.getMonthValue() * 100 + expiry.getDayOfMonth();
        return root + ":" + shares + ":" + digits + ":" + contract.strikeText() + ":"
                + contract.right().letter();
    }

    /** The renames known here; every other ticker is its own identity. */
    static Identities known() {
        return TickerHistory::underlyingId;
    }
}
