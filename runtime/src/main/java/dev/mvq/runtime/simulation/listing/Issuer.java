package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.path.Noise;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;

/** Writes the contracts of one expiry. Keys come from numbers and the text that all share is made once: there are millions of them. */
final class Issuer {
    private final Expiry expiry;
    private final long key;
    private final String stem;

    /**
     * An issuer.
     *
     * @param rootKey what is drawn for contracts first listed under the expiry's root is drawn below this
     */
    Issuer(Expiry expiry, long rootKey) {
        this.expiry = expiry;
        this.key = Noise.key(rootKey, expiry.printed().toEpochDay());
        this.stem = expiry.root() + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(expiry.printed()) + "_";
    }

    ListedExpiry.Pair pair(String root, int shares, Strike strike) {
        String terms = stem + text(strike.first());
        return new ListedExpiry.Pair(
                contract(root, shares, strike, Right.CALL, terms), contract(root, shares, strike, Right.PUT, terms));
    }

    private ListedContract contract(String root, int shares, Strike strike, Right right, String terms) {
        String name = terms + "_" + right.letter();
        long own = Noise.key(key, 2 * strike.first() + right.ordinal());
        boolean plain = strike.suffix() == 0;
        return new ListedContract(
                new Contract(root, expiry.printed(), strike.printed(), right),
                plain ? name : name + "/" + strike.suffix(),
                plain ? own : Noise.key(own, strike.suffix()),
                strike.since(),
                shares);
    }

    /** As {@link Contract#strikeText()}, which is slow. */
    private static String text(long thousandths) {
        return thousandths % 1000 == 0
                ? Long.toString(thousandths / 1000)
                : BigDecimal.valueOf(thousandths, 3).stripTrailingZeros().toPlainString();
    }
}
