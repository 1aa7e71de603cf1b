package dev.mvq.runtime.source;

import dev.mvq.runtime.market.TradingCalendar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One row by column names. Every reading either gives a value that is safe to use or raises a {@link BadRowException} that
 * names the column.
 */
final class CsvRow {
    private static final String ISO_DATE = "0000-00-00";
    private static final Pattern US_DATE = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern TICKER = Pattern.compile("[A-Z0-9^][A-Z0-9^=-]*(\\.[A-Z0-9^=-]+)*");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    private static final int FIRST_YEAR = 1900;
    private static final int LONGEST_TICKER = 16;
    private static final int SHOWN = 24;

    private final CsvHeader header;
    private final List<String> fields;

    CsvRow(CsvHeader header, List<String> fields) throws BadRowException {
        if (fields.size() != header.width()) {
            throw new BadRowException(
                    "wrong number of columns", fields.size() + " where the header has " + header.width());
        }
        this.header = header;
        this.fields = fields;
    }

    /** The field as written; empty where the column is empty or absent. */
    String text(String column) {
        int position = header.position(column);
        return position < 0 ? "" : fields.get(position);
    }

    /** Whether the header has the column. */
    boolean has(String column) {
        return header.position(column) >= 0;
    }

    /** A number of any sign; NaN where the field is empty, {@code nan}, or the column absent. */
    double number(String column) throws BadRowException {
        String text = text(column);
        if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        double value = isNumber(text) ? parse(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new BadRowException("not a number", column + " is " + shown(text));
        }
        return value;
    }

    /** A number that cannot be negative; NaN as in {@link #number}. */
    double amount(String column) throws BadRowException {
        double value = number(column);
        if (value < 0) {
            throw new BadRowException("negative value", column + " is " + shown(text(column)));
        }
        return value;
    }

    /** A price above 0; NaN as in {@link #number}. */
    double price(String column) throws BadRowException {
        double value = amount(column);
        if (value == 0) {
            throw new BadRowException("price of zero", column + " is " + shown(text(column)));
        }
        return value;
    }

    /** {@code 2021-01-29} or, month first, {@code 1/29/2021}. */
    LocalDate date(String column) throws BadRowException {
        String text = text(column);
        if (isIsoDate(text)) {
            return date(column, text.substring(0, 4), text.substring(5, 7), text.substring(8));
        }
        Matcher us = US_DATE.matcher(text);
        if (us.matches()) {
            return date(column, us.group(3), us.group(1), us.group(2));
        }
        throw new BadRowException("not a date", column + " is " + shown(text));
    }

    /** A date on which there was a session; before the calendar begins, a weekday. */
    LocalDate session(String column) throws BadRowException {
        LocalDate day = date(column);
        TradingCalendar calendar = TradingCalendar.newYork();
        boolean open = calendar.covers(day)
                ? calendar.isTradingDay(day)
                : day.isBefore(calendar.range().first())
                        && day.getYear() >= FIRST_YEAR
                        && day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
        if (!open) {
            throw new BadRowException("no trading day", column + " is " + day);
        }
        return day;
    }

    /** A ticker, upper-cased: up to 16 letters, digits and {@code . ^ = -}. */
    String ticker(String column) throws BadRowException {
        String text = text(column);
        String ticker = upper(text);
        if (!isTicker(ticker)) {
            throw new BadRowException("not a ticker", column + " is " + shown(text));
        }
        return ticker;
    }

    /** Whether the upper-case text can stand in tables and paths as a ticker. */
    static boolean isTicker(String text) {
        return text.length() <= LONGEST_TICKER && TICKER.matcher(text).matches();
    }

    /** Upper case by ASCII alone: some foreign letters would become Latin ones, as the long s of {@code ſPY} does. */
    static String upper(String text) {
        return text.chars().allMatch(c -> c < 128) ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** A field for a message: short, and without characters that would disturb a terminal. */
    static String shown(String text) {
        if (text.isEmpty()) {
            return "empty";
        }
        return "'" + printable(text, SHOWN) + "'";
    }

    /** At most so many characters of the text, those that would disturb a terminal as escapes that show what they are. */
    static String printable(String text, int longest) {
        String head = text.length() > longest ? text.substring(0, longest) + "…" : text;
        return UNPRINTABLE
                .matcher(head)
                .replaceAll(found ->
                        found.group().chars().mapToObj("\\\\u%04x"::formatted).collect(Collectors.joining()));
    }

    /** By hand, because three of them stand on every row. */
    private static boolean isIsoDate(String text) {
        if (text.length() != ISO_DATE.length()) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean digit = ISO_DATE.charAt(at) == '0';
            if (digit ? c < '0' || c > '9' : c != '-') {
                return false;
            }
        }
        return true;
    }

    private static LocalDate date(String column, String year, String month, String day) throws BadRowException {
        try {
            return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException impossible) {
            throw new BadRowException("not a date", column + " is year " + year + ", month " + month + ", day " + day);
        }
    }

    /** Java would also take {@code 1d}, {@code 0x1p3} and {@code Infinity}. */
    private static boolean isNumber(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean plain = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException malformed) {
            return Double.NaN;
        }
    }
}
