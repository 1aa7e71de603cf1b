package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Chains captured after the close: one file an underlying, its bar on every row, no volume, no open interest. Analytics have four digits,
 * and are missing where the vendor's are: without a bid, in the last days, deep in
 * the money and far out of it. The size of the last trade is one: a made
 * day does not know it.
 */
final class ChainsWriter implements FormWriter {
    private static final List<String> COLUMNS = List.of(
            ("capture_ts,target_dte,actual_dte,symbol,underlying,expiration,type,strike,bid,bid_size,ask,ask_size,mid,last_price,"
                            + "last_size,implied_vol,delta,gamma,theta,vega,rho,und_session_date,und_open,und_high,und_low,und_close,"
                            + "und_volume,und_vwap")
                    .split(","));
    private static final DateTimeFormatter CAPTURED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter NAMED = DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT);
    /** UTC; the close is at 21:00 in winter. */
    private static final LocalTime FIRST_CAPTURE = LocalTime.of(21, 10);

    private static final int SECONDS_A_CHAIN = 5;
    private static final int[] LADDER = {2, 7, 14, 30, 45, 60, 90, 120, 180, 270, 365, 545, 730};
    private static final int DIGITS = 4;
    private static final int LAST_DAYS = 1;
    /** |delta| of files of April 2026 hardly ever lies outside of these. */
    private static final double DEEP = 0.985;

    private static final double FAR = 0.002;

    @Override
    public List<RawTable> tables(MarketDay day, String folder) {
        Map<String, List<OptionQuote>> chains = day.options().stream()
                .collect(Collectors.groupingBy(OptionQuote::underlyingId, TreeMap::new, Collectors.toList()));
        Map<String, Bar> bars = day.bars().stream().collect(Collectors.toMap(Bar::underlyingId, bar -> bar));
        List<RawTable> tables = new ArrayList<>();
        for (Map.Entry<String, List<OptionQuote>> chain : chains.entrySet()) {
            Bar bar = bars.get(chain.getKey());
            if (bar != null) {
                LocalDateTime captured =
                        day.date().atTime(FIRST_CAPTURE).plusSeconds((long) SECONDS_A_CHAIN * tables.size());
                String name = "%s_dte_ladder_%s.csv".formatted(bar.ticker(), NAMED.format(captured));
                List<RawRow> rows = chain.getValue().stream()
                        .map(quote -> row(quote, bar, captured))
                        .toList();
                tables.add(new RawTable(folder + "/" + name, COLUMNS, rows));
            }
        }
        return tables;
    }

    @Override
    public String dateColumn() {
        return "und_session_date";
    }

    @Override
    public String restatedColumn() {
        return "last_price";
    }

    @Override
    public List<String> analytics() {
        return List.of("implied_vol", "delta", "gamma", "theta", "vega");
    }

    private static RawRow row(OptionQuote quote, Bar bar, LocalDateTime captured) {
        String line = String.join(
                ",",
                CAPTURED.format(captured),
                String.valueOf(target(quote.dte())),
                String.valueOf(quote.dte()),
                FormWriter.occ(quote.contract()),
                bar.ticker(),
                quote.contract().expiry().toString(),
                FormWriter.right(quote.contract()),
                FormWriter.plain(quote.contract().strike()),
                FormWriter.plain(quote.bid()),
                FormWriter.plain(quote.bidSize()),
                FormWriter.plain(quote.ask()),
                FormWriter.plain(quote.askSize()),
                FormWriter.plain((quote.bid() + quote.ask()) / 2),
                FormWriter.plain(quote.last()),
                Double.isNaN(quote.last()) ? "" : "1.0",
                analytics(quote),
                bar.date().toString(),
                underlying(bar));
        return new RawRow(quote.underlyingId(), quote.contract(), line);
    }

    private static String analytics(OptionQuote quote) {
        if (lacksAnalytics(quote)) {
            return ",,,,,";
        }
        return String.join(
                ",",
                FormWriter.rounded(quote.iv(), DIGITS),
                FormWriter.rounded(quote.greeks().delta(), DIGITS),
                FormWriter.rounded(quote.greeks().gamma(), DIGITS),
                FormWriter.rounded(quote.greeks().theta(), DIGITS),
                FormWriter.rounded(quote.greeks().vega(), DIGITS),
                FormWriter.rounded(quote.greeks().rho(), DIGITS));
    }

    /** Where files of this form have no IV and Greeks. */
    static boolean lacksAnalytics(OptionQuote quote) {
        return Double.isNaN(quote.iv())
                || quote.bid() == 0
                || quote.dte() <= LAST_DAYS
                || Math.abs(quote.greeks().delta()) > DEEP
                || Math.abs(quote.greeks().delta()) < FAR;
    }

    private static String underlying(Bar bar) {
        return String.join(
                ",",
                FormWriter.plain(bar.open()),
                FormWriter.plain(bar.high()),
                FormWriter.plain(bar.low()),
                FormWriter.plain(bar.close()),
                millions(bar.volume()),
                FormWriter.rounded((bar.high() + bar.low() + bar.close()) / 3, 6));
    }

    /** From a million on with an exponent, as the vendor's program prints: {@code 1.177663e6}. */
    private static String millions(double value) {
        if (Double.isNaN(value) || value < 1e6) {
            return FormWriter.plain(value);
        }
        BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        return FormWriter.plain(exact.movePointLeft(exponent).doubleValue()) + "e" + exponent;
    }

    /** The step of the vendor's ladder of maturities that the expiry stands on. */
    private static int target(int days) {
        int nearest = LADDER[0];
        for (int step : LADDER) {
            nearest = Math.abs(step - days) < Math.abs(nearest - days) ? step : nearest;
        }
        return nearest;
    }
}
