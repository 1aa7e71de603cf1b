package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.util.ArrayList;
import java.util.List;

/**
 * Quotes with volume and open interest, without sizes and rho, five digits of IV and Greeks, zeros where the vendor has none; bars in a
 * file beside.
 */
final class SpyOptionsWriter implements FormWriter {
    private static final List<String> COLUMNS = List.of(
            ("underlying,underlying_last,optionroot,type,expiration,quotedate,strike,last,bid,ask,volume,openinterest,"
                            + "impliedvol,delta,gamma,theta,vega,optionalias")
                    .split(","));
    private static final int DIGITS = 5;

    private final BarsWriter bars = new BarsWriter();

    @Override
    public List<RawTable> tables(MarketDay day, String folder) {
        List<RawTable> tables = new ArrayList<>();
        if (!day.options().isEmpty()) {
            String key = folder + "/options_" + day.date() + ".csv";
            tables.add(new RawTable(
                    key,
                    COLUMNS,
                    day.options().stream().map(SpyOptionsWriter::row).toList()));
        }
        tables.addAll(bars.tables(day, folder));
        return tables;
    }

    @Override
    public String dateColumn() {
        return "quotedate";
    }

    @Override
    public String restatedColumn() {
        return "last";
    }

    @Override
    public List<String> analytics() {
        return List.of("impliedvol", "delta", "gamma", "theta", "vega");
    }

    private static RawRow row(OptionQuote quote) {
        String symbol = FormWriter.occ(quote.contract());
        String line = String.join(
                ",",
                quote.underlyingId(),
                FormWriter.plain(quote.underlyingPrice()),
                symbol,
                FormWriter.right(quote.contract()),
                quote.contract().expiry().toString(),
                quote.date().toString(),
                FormWriter.plain(quote.contract().strike()),
                FormWriter.plain(quote.last()),
                FormWriter.plain(quote.bid()),
                FormWriter.plain(quote.ask()),
                FormWriter.whole(quote.volume()),
                FormWriter.whole(quote.openInterest()),
                analytic(quote.iv()),
                analytic(quote.greeks().delta()),
                analytic(quote.greeks().gamma()),
                analytic(quote.greeks().theta()),
                analytic(quote.greeks().vega()),
                symbol);
        return new RawRow(quote.underlyingId(), quote.contract(), line);
    }

    private static String analytic(double value) {
        return Double.isNaN(value) ? "0.0" : FormWriter.rounded(value, DIGITS);
    }
}
