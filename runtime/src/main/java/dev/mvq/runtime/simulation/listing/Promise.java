package dev.mvq.runtime.simulation.listing;

import java.time.LocalDate;

/**
 * A contract that is listed whatever the path and the budget, from the listing of its expiry to its end: the demo's subject. Should a
 * split change it, it is listed anew.
 *
 * @param root its root
 * @param expiry its printed expiry
 * @param thousandths its strike
 */
record Promise(String root, LocalDate expiry, long thousandths) {
    static final Promise DEMO = new Promise("AAPL", LocalDate.of(2024, 1, 19), 150_000);

    boolean concerns(Expiry listed) {
        return listed.printed().equals(expiry) && listed.root().equals(root);
    }
}
