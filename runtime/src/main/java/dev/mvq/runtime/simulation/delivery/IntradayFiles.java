package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.simulation.quoting.IntradayQuote;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;

/** Quotes within a day, one file an underlying and session: {@code …/intraday/2024-01-12/AAPL.csv}. No form of IMPORT reads them yet. */
public final class IntradayFiles {
    private static final String HEADER =
            "timestamp,symbol,underlying,bid,bid_size,ask,ask_size,last,volume,underlying_price\n";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private IntradayFiles() {}

    /** Folder of a session's files. */
    public static String folder(LocalDate day) {
        return RawArea.folder(day, "intraday") + "/" + day;
    }

    /** @param quotes in the order in which they stand in the file */
    public static RawFile of(LocalDate day, String ticker, Stream<IntradayQuote> quotes) {
        StringBuilder text = new StringBuilder(HEADER);
        for (Iterator<IntradayQuote> each = quotes.iterator(); each.hasNext(); ) {
            text.append(line(day, ticker, each.next())).append('\n');
        }
        return new RawFile(folder(day) + "/" + ticker + ".csv", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String line(LocalDate day, String ticker, IntradayQuote quote) {
        return String.join(
                ",",
                day + "T" + TIME.format(quote.time()),
                FormWriter.occ(quote.contract()),
                ticker,
                FormWriter.plain(quote.bid()),
                FormWriter.whole(quote.bidSize()),
                FormWriter.plain(quote.ask()),
                FormWriter.whole(quote.askSize()),
                FormWriter.plain(quote.last()),
                FormWriter.whole(quote.volume()),
                FormWriter.plain(quote.underlyingPrice()));
    }
}
