package dev.mvq.runtime.market;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/**
 * A listed option contract by its printed terms. Strikes are held in thousandths of the quote currency, as OCC symbols
 * do, so that equality is exact.
 *
 * @param root upper-case option root ({@code AAPL}, {@code BRK.B}, {@code SPXW}, {@code AAPL1})
 * @param expiry the expiration date printed on the contract (before February 2015 a Saturday)
 * @param strikeThousandths strike x 1000, positive
 * @param right call or put
 */
public record Contract(String root, LocalDate expiry, long strikeThousandths, Right right)
        implements Instrument, Comparable<Contract> {
    private static final Comparator<Contract> ORDER = Comparator.comparing(Contract::root)
            .thenComparing(Contract::expiry)
            .thenComparingLong(Contract::strikeThousandths)
            .thenComparing(Contract::right);

    public Contract {
        if (root.isBlank()) {
            throw new IllegalArgumentException("a contract's root may not be blank");
        }
        if (strikeThousandths <= 0) {
            throw new IllegalArgumentException("a strike must be positive");
        }
    }

    /** The strike in the quote currency. */
    public double strike() {
        return strikeThousandths / 1000.0;
    }

    /** {@code ROOT_YYYYMMDD_STRIKE_C|P} without needless zeros: {@code AAPL_20240119_152.5_P}. */
    @Override
    public String name() {
        return root + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(expiry) + "_" + strikeText() + "_" + right.letter();
    }

    /** The strike without needless zeros: {@code 150}, {@code 152.5}. */
    public String strikeText() {
        return BigDecimal.valueOf(strikeThousandths, 3).stripTrailingZeros().toPlainString();
    }

    /** Order by root, expiry, strike, right (calls first). */
    @Override
    public int compareTo(Contract other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name();
    }
}
