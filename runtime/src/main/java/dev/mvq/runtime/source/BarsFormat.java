package dev.mvq.runtime.source;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MvqException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Daily bars. The ticker stands in a column {@code symbol} or, without one, is the file's name ({@code AAPL.csv}).
 *
 * <p>With {@code divCash} and {@code splitFactor}, open to close are as traded. Without them dividends are unknown (NaN).
 * Files with {@code Adj Close} and no {@code splitFactor} have open to close already adjusted for all later splits, so that
 * their split factor is 1 throughout; they look into the future in this one respect, by a constant factor, and match no
 * strike before a split. {@code Adj Close} itself is not read: it changes with every later dividend.
 */
final class BarsFormat extends SourceFormat {
    private static final List<String> COLUMNS = List.of("date", "open", "high", "low", "close", "volume");
    /** Prices published in fractions and rounded at different places may leave the range by so much. */
    private static final double TOLERANCE = 1e-6;

    @Override
    public String name() {
        return "bars";
    }

    @Override
    public String description() {
        return "daily bars; the ticker is in column symbol, or the file's name";
    }

    @Override
    public RowKind kind() {
        return RowKind.BARS;
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    void check(CsvHeader header, Path file) {
        if (header.position("symbol") < 0 && !CsvRow.isTicker(tickerOf(file))) {
            throw new MvqException(
                    file + " has no column symbol, and its name is no ticker",
                    "name the file after its ticker, such as AAPL.csv");
        }
    }

    @Override
    SourceRow read(CsvRow row, Path file, Identities identities) throws BadRowException {
        LocalDate session = row.session("date");
        String ticker =
                row.text("symbol").isEmpty() && CsvRow.isTicker(tickerOf(file)) ? tickerOf(file) : row.ticker("symbol");
        double open = row.price("open");
        double high = row.price("high");
        double low = row.price("low");
        double close = row.price("close");
        checkRange(low, high, open, "open");
        checkRange(low, high, close, "close");
        return new SourceRow.Session(new Bar(
                ticker,
                identities.underlyingId(ticker, session),
                session,
                open,
                high,
                low,
                close,
                row.amount("volume"),
                row.amount("divcash"),
                splitFactor(row),
                name(),
                0));
    }

    private static double splitFactor(CsvRow row) throws BadRowException {
        double factor = row.price("splitfactor");
        return Double.isNaN(factor) && row.has("adj close") ? 1 : factor;
    }

    private static void checkRange(double low, double high, double price, String name) throws BadRowException {
        if (Double.isNaN(price)) {
            throw new BadRowException("bar without a price", name + " is empty");
        }
        if (low > high * (1 + TOLERANCE)) {
            throw new BadRowException("impossible bar", "low " + low + " above high " + high);
        }
        if (price > high * (1 + TOLERANCE) || price < low * (1 - TOLERANCE)) {
            throw new BadRowException("impossible bar", name + " " + price + " outside " + low + " .. " + high);
        }
    }

    private static String tickerOf(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : CsvRow.upper(name.toString());
        int dot = text.lastIndexOf('.');
        return dot < 0 ? text : text.substring(0, dot);
    }
}
