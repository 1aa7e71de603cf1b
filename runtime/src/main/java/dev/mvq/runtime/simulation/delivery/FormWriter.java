package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes a day in a vendor's form: columns, units, digits and gaps as in real files of it. */
interface FormWriter {
    List<Double> POWERS = List.of(1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6);
    int STRIKE_DIGITS = 8;
    DateTimeFormatter OCC_DATE = DateTimeFormatter.ofPattern("uuMMdd", Locale.ROOT);

    /** The day's files, those of options first. */
    List<RawTable> tables(MarketDay day, String folder);

    /** Column of a row's session. */
    String dateColumn();

    /** Column of the last trade, or of the volume where there is none: what differs in a second delivery of a row. */
    String restatedColumn();

    /** Columns of IV, delta, gamma, theta and vega, in this order; none for bars. */
    List<String> analytics();

    /** {@code AAPL240119C00150000}. */
    static String occ(Contract contract) {
        String strike = Long.toString(contract.strikeThousandths());
        return contract.root()
                + OCC_DATE.format(contract.expiry())
                + contract.right().letter()
                + "0".repeat(Math.max(0, STRIKE_DIGITS - strike.length()))
                + strike;
    }

    static String right(Contract contract) {
        return contract.right().name().toLowerCase(Locale.ROOT);
    }

    /** Rounded to so many digits (6 at most), at least one shown: {@code 0.4173}, {@code 0.0}; empty for NaN. */
    static String rounded(double value, int digits) {
        if (Double.isNaN(value)) {
            return "";
        }
        double unit = POWERS.get(digits);
        // A whole number over a power of ten is the double nearest to that decimal; adding zero turns -0.0 into 0.0.
        double shown = Math.rint(value * unit) / unit;
        return plain(shown + 0.0);
    }

    /** The shortest text that reads back the same, never with an exponent: {@code 105.0}; empty for NaN. */
    static String plain(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        double size = Math.abs(value);
        if (size == 0 || (size >= 1e-3 && size < 1e7)) {
            return Double.toString(value); // has no exponent there
        }
        String digits = BigDecimal.valueOf(value).toPlainString();
        return digits.contains(".") ? digits : digits + ".0";
    }

    /** A whole number; empty for NaN. */
    static String whole(double value) {
        return Double.isNaN(value) ? "" : String.valueOf((long) value);
    }
}
