package dev.mvq.runtime.source;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Option chains captured after the close, one underlying a file, its bar repeated on every row.
 *
 * <p>The session is {@code und_session_date}; the capture may be on the UTC day after it. Prices of the underlying and its
 * volume are those of one exchange's feed, not of the whole market. There is no volume and no open interest.
 *
 * <p>Units were checked against our own formulas on the files of 2026-04-13 .. 17: IV decimal, theta per calendar day,
 * vega and rho per point, time as ACT/365 by whole days from the session to the expiry — the project's own. But the vendor
 * prices calls and puts against one spot grown at the rate, taken later than the quotes, so that its call and put IV of
 * one strike differ by up to several points where ours, by the parity forward, agree. Its last trade may be days old.
 */
final class ChainsFormat extends SourceFormat {
    private static final List<String> COLUMNS = List.of(
            "capture_ts",
            "symbol",
            "underlying",
            "expiration",
            "type",
            "strike",
            "bid",
            "ask",
            "und_session_date",
            "und_close");

    @Override
    public String name() {
        return "chains";
    }

    @Override
    public String description() {
        return "option chains captured after the close, with the underlying's bar on each row; no volume, no open interest";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    SourceRow read(CsvRow row, Path file, Identities identities) throws BadRowException {
        LocalDate session = row.session("und_session_date");
        String ticker = row.ticker("underlying");
        Contract contract = QuoteReader.occ(row, "symbol");
        QuoteReader.agree(row, contract, ticker);
        OptionQuote quote = new QuoteReader(row, name(), session, ticker, identities)
                .sizes("bid_size", "ask_size")
                .last("last_price")
                .underlyingPrice("und_close")
                .vendor("implied_vol", "delta", "gamma", "theta", "vega", "rho")
                .quote(contract);
        return new SourceRow.Quote(quote, bar(row, session, ticker, identities), capture(row));
    }

    private Bar bar(CsvRow row, LocalDate session, String ticker, Identities identities) throws BadRowException {
        return new Bar(
                ticker,
                identities.underlyingId(ticker, session),
                session,
                row.price("und_open"),
                row.price("und_high"),
                row.price("und_low"),
                row.price("und_close"),
                row.amount("und_volume"),
                Double.NaN,
                Double.NaN,
                name(),
                0);
    }

    /** Without an offset, as published: only the order of captures matters. */
    private static long capture(CsvRow row) throws BadRowException {
        try {
            return LocalDateTime.parse(row.text("capture_ts")).toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            throw new BadRowException("not a time", "capture_ts is " + CsvRow.shown(row.text("capture_ts")));
        }
    }
}
