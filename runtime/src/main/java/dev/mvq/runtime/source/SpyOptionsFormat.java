package dev.mvq.runtime.source;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * End-of-day option quotes with volume, open interest, IV and Greeks but rho, one row a contract and day. Units were
 * checked against our own formulas on SPY in 2021 and are the project's own: IV decimal, theta per calendar day, vega per
 * point. {@code optionroot} is the OCC symbol.
 */
final class SpyOptionsFormat extends SourceFormat {
    private static final List<String> COLUMNS = List.of(
            "underlying",
            "underlying_last",
            "optionroot",
            "type",
            "expiration",
            "quotedate",
            "strike",
            "last",
            "bid",
            "ask",
            "volume",
            "openinterest",
            "impliedvol",
            "delta",
            "gamma",
            "theta",
            "vega");

    @Override
    public String name() {
        return "spy-options";
    }

    @Override
    public String description() {
        return "end-of-day quotes with volume, open interest, IV and Greeks, one row a contract and day; rho is computed";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    SourceRow read(CsvRow row, Path file, Identities identities) throws BadRowException {
        LocalDate session = row.session("quotedate");
        String ticker = row.ticker("underlying");
        Contract contract = QuoteReader.occ(row, "optionroot");
        QuoteReader.agree(row, contract, ticker);
        OptionQuote quote = new QuoteReader(row, name(), session, ticker, identities)
                .last("last")
                .activity("volume", "openinterest")
                .underlyingPrice("underlying_last")
                .vendor("impliedvol", "delta", "gamma", "theta", "vega", "rho")
                .quote(contract);
        return new SourceRow.Quote(quote, null, 0);
    }
}
