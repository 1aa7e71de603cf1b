package dev.mvq.runtime.market;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * Reads a contract in any of its three spellings, in any case:
 *
 * <ul>
 *   <li>{@code AAPL_20240119_152.5_P}, as {@link Contract#name()} prints it;
 *   <li>OCC {@code AAPL240119P00152500}, also with the root padded by blanks to exactly six characters;
 *   <li>{@code O:AAPL240119P00152500}.
 * </ul>
 *
 * All three can say the same contracts: expiries of 2000 to 2099, strikes of 0.001 to 99999.999 in thousandths. A root
 * is a ticker, which may also begin with digits ({@code 2SPX}) or carry a share class ({@code BRK.B}).
 */
public final class ContractParser {
    static final String EXAMPLE = "AAPL_20240119_150_C";

    private static final Pattern ROOT = Pattern.compile("(?=[0-9]*[A-Z])[A-Z0-9]{1,6}(\\.[A-Z]{1,2})?");
    private static final Pattern STRIKE = Pattern.compile("[0-9]*(\\.[0-9]+)?");
    private static final int LONGEST_TICKER = 9;
    private static final int OCC_ROOT = 6;
    private static final int OCC_DATE = 6;
    private static final int OCC_STRIKE = 8;
    private static final long LARGEST_STRIKE = 99_999_999;
    private static final int CENTURY = 2000;

    private final String word;
    private final String upper;

    private ContractParser(String word) {
        this.word = word;
        this.upper = upperAscii(word);
    }

    /**
     * The contract that the word spells.
     *
     * @throws MalformedContractException naming the first part that is wrong
     */
    public static Contract parse(String word) {
        ContractParser parser = new ContractParser(word);
        if (parser.upper.startsWith("O:")) {
            return parser.occ(2);
        }
        return word.indexOf('_') >= 0 ? parser.printed() : parser.occ(0);
    }

    /**
     * Whether a word in a subject's place can only have been meant as a contract: it has a {@code _}, begins with
     * {@code O:}, or is longer than any ticker.
     */
    public static boolean looksLikeContract(String word) {
        return word.indexOf('_') >= 0
                || word.length() > LONGEST_TICKER
                || upperAscii(word).startsWith("O:");
    }

    /** Whether the text, upper case, can be an option's root or a ticker: {@code AAPL}, {@code BRK.B}, {@code AAPL1}. */
    public static boolean isRoot(String text) {
        return ROOT.matcher(text).matches();
    }

    private Contract printed() {
        int date = upper.indexOf('_') + 1;
        String root = root(0, date - 1);
        if (date == upper.length()) {
            throw wrong(date, date, "the contract ends before an expiry, such as 20240119");
        }
        int dateEnd = partEnd(date);
        LocalDate expiry = printedDate(date, dateEnd);
        int strike = next(dateEnd, "a strike", "_150");
        int strikeEnd = partEnd(strike);
        long thousandths = printedStrike(strike, strikeEnd);
        int right = next(strikeEnd, "a right", "_C or _P");
        return new Contract(root, expiry, thousandths, right(right, upper.length()));
    }

    /** A part ends at the next underscore or at the word's end. */
    private int partEnd(int start) {
        int end = upper.indexOf('_', start);
        return end < 0 ? upper.length() : end;
    }

    private int next(int end, String part, String example) {
        if (end == upper.length()) {
            throw wrong(end, end, "the contract ends before " + part + ", such as " + example);
        }
        return end + 1;
    }

    private LocalDate printedDate(int start, int end) {
        if (end - start != 8 || !digits(start, end)) {
            throw wrong(start, end, "an expiry is eight digits, YYYYMMDD, not " + quoted(start, end));
        }
        int year = number(start, start + 4);
        if (year < CENTURY || year >= CENTURY + 100) {
            throw wrong(start, start + 4, "an expiry's year is 2000 to 2099, not " + year);
        }
        return date(year, start + 4);
    }

    private long printedStrike(int start, int end) {
        String text = upper.substring(start, end);
        if (text.isEmpty() || !STRIKE.matcher(text).matches()) {
            throw wrong(start, end, "a strike is a number such as 150 or 152.5, not " + quoted(start, end));
        }
        int point = text.indexOf('.');
        String whole = stripLeadingZeros(point < 0 ? text : text.substring(0, point));
        String decimals = point < 0 ? "" : stripTrailingZeros(text.substring(point + 1));
        if (decimals.length() > 3) {
            throw wrong(start, end, "a strike has at most three decimals, not " + quoted(start, end));
        }
        if (whole.length() > 5) {
            throw wrong(start, end, "a strike is at most 99999.999, not " + quoted(start, end));
        }
        return positive(Long.parseLong("0" + whole + (decimals + "000").substring(0, 3)), start, end);
    }

    /** From the back, because a root may end in digits: strike, right, date, root. */
    private Contract occ(int start) {
        int strike = upper.length();
        while (strike > start && isDigit(upper.charAt(strike - 1))) {
            strike--;
        }
        int right = strike - 1;
        int date = right;
        while (date > start && isDigit(upper.charAt(date - 1)) && right - date < OCC_DATE) {
            date--;
        }
        if (right <= start || strike == upper.length() || date == right) {
            throw wrong(0, upper.length(), quoted(0, upper.length()) + " is no contract; one is spelled " + EXAMPLE);
        }
        String root = root(start, unpadded(start, date));
        LocalDate expiry = occDate(date, right);
        Right side = right(right, right + 1);
        return new Contract(root, expiry, occStrike(strike), side);
    }

    private int unpadded(int start, int end) {
        int rootEnd = end;
        while (rootEnd > start && upper.charAt(rootEnd - 1) == ' ') {
            rootEnd--;
        }
        if (rootEnd < end && end - start != OCC_ROOT) {
            throw wrong(start, end, "a padded root is six characters with its blanks, and here it is " + (end - start));
        }
        return rootEnd;
    }

    private LocalDate occDate(int start, int end) {
        if (end - start != OCC_DATE) {
            throw wrong(start, end, "an OCC expiry is six digits, YYMMDD, not " + quoted(start, end));
        }
        return date(CENTURY + number(start, start + 2), start + 2);
    }

    private long occStrike(int start) {
        int end = upper.length();
        if (end - start != OCC_STRIKE) {
            throw wrong(
                    start,
                    end,
                    "an OCC strike is eight digits, the strike x 1000, and " + quoted(start, end) + " has "
                            + (end - start));
        }
        return positive(Long.parseLong(upper.substring(start)), start, end);
    }

    private String root(int start, int end) {
        String root = upper.substring(start, end);
        if (root.isEmpty()) {
            throw wrong(start, end, "the contract has no root; one is spelled " + EXAMPLE);
        }
        if (!isRoot(root)) {
            throw wrong(
                    start,
                    end,
                    "a root is up to six letters and digits, such as AAPL, AAPL1 or BRK.B, not " + quoted(start, end));
        }
        return root;
    }

    /** Month and day are the four digits from {@code start}. */
    private LocalDate date(int year, int start) {
        int month = number(start, start + 2);
        if (month < 1 || month > 12) {
            throw wrong(start, start + 2, "an expiry's month is 01 to 12, not " + quoted(start, start + 2));
        }
        int day = number(start + 2, start + 4);
        YearMonth ofMonth = YearMonth.of(year, month);
        if (!ofMonth.isValidDay(day)) {
            throw wrong(
                    start + 2,
                    start + 4,
                    ofMonth + " has " + ofMonth.lengthOfMonth() + " days, and the expiry says day "
                            + quoted(start + 2, start + 4));
        }
        return ofMonth.atDay(day);
    }

    private Right right(int start, int end) {
        return switch (upper.substring(start, end)) {
            case "C" -> Right.CALL;
            case "P" -> Right.PUT;
            case "" -> throw wrong(start, end, "the contract ends before its right, C or P");
            default -> throw wrong(start, end, "a right is C or P, not " + quoted(start, end));
        };
    }

    private long positive(long thousandths, int start, int end) {
        if (thousandths <= 0 || thousandths > LARGEST_STRIKE) {
            throw wrong(start, end, "a strike is above 0, not " + quoted(start, end));
        }
        return thousandths;
    }

    private MalformedContractException wrong(int start, int end, String message) {
        return new MalformedContractException(word, start, end - start, message);
    }

    private String quoted(int start, int end) {
        return "'" + word.substring(start, end) + "'";
    }

    private int number(int start, int end) {
        return Integer.parseInt(upper, start, end, 10);
    }

    private boolean digits(int start, int end) {
        return upper.substring(start, end).chars().allMatch(c -> isDigit((char) c));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String stripLeadingZeros(String digits) {
        int start = 0;
        while (start < digits.length() && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }

    private static String stripTrailingZeros(String digits) {
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, end);
    }

    /** Only ASCII letters, so that offsets stay and no foreign letter turns into a Latin one. */
    private static String upperAscii(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            upper.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        return upper.toString();
    }
}
