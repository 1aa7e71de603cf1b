package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Market days of plausible shape, the same for the same arguments; some values are missing. */
public final class SampleDays {
    private static final String[] TICKERS = {"AAPL", "META", "SPX", "SPY"};

    private SampleDays() {}

    /** Stocks and {@code options} option rows of one day; META is known by the identity FB and SPX has no bar. */
    public static MarketDay day(LocalDate date, int options) {
        Random random = new Random(date.toEpochDay());
        List<Bar> bars = new ArrayList<>();
        List<OptionQuote> quotes = new ArrayList<>();
        for (String ticker : TICKERS) {
            if (!ticker.equals("SPX")) {
                bars.add(bar(date, ticker, 100 + random.nextInt(100)));
            }
        }
        for (int i = 0; i < options; i++) {
            quotes.add(quote(date, TICKERS[i % 4], i / 4, random));
        }
        return new MarketDay(date, bars, quotes);
    }

    /** A stock's session around {@code close}. */
    public static Bar bar(LocalDate date, String ticker, double close) {
        return new Bar(ticker, identity(ticker), date, close - 1, close + 2, close - 3, close, 1e6, 0, 1, "sample", 8);
    }

    private static OptionQuote quote(LocalDate date, String ticker, int i, Random random) {
        Contract contract = new Contract(
                ticker.equals("SPX") ? "SPXW" : ticker,
                LocalDate.of(2024, 6, 21).plusDays(7L * (i / 200)),
                50_000 + 500L * (i % 100),
                i % 200 < 100 ? Right.CALL : Right.PUT);
        boolean known = random.nextInt(4) > 0;
        double bid = random.nextInt(1000) / 100.0;
        return new OptionQuote(
                contract,
                identity(ticker),
                contract.name(),
                date,
                bid,
                bid + 0.05,
                random.nextBoolean() ? bid : Double.NaN,
                known ? random.nextInt(500) : Double.NaN,
                known ? random.nextInt(500) : Double.NaN,
                random.nextInt(10_000),
                known ? random.nextInt(10_000) : Double.NaN,
                100,
                101.5,
                known ? 0.1 + random.nextDouble() : Double.NaN,
                known
                        ? new Greeks(random.nextDouble(), random.nextDouble(), -random.nextDouble(), 0.1, 0.02)
                        : Greeks.ABSENT,
                known ? Provenance.COMPUTED : Provenance.ABSENT,
                known ? Provenance.VENDOR : Provenance.ABSENT,
                100,
                "sample",
                0);
    }

    private static String identity(String ticker) {
        return ticker.equals("META") ? "FB" : ticker;
    }
}
