package dev.mvq.runtime.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.QuoteFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImporterTest {
    private static final String CHAINS =
            "capture_ts,symbol,underlying,expiration,type,strike,bid,bid_size,ask,ask_size,last_price,implied_vol,delta,"
                    + "gamma,theta,vega,rho,und_session_date,und_open,und_high,und_low,und_close,und_volume\n";
    private static final String CALL =
            "2024-01-13T00:25:01.137,AAPL240216C00185000,AAPL,2024-02-16,call,185,5,10,5.2,11,5.1,,,,,,,2024-01-12,184,187,"
                    + "183,186,1e6\n";
    private static final String PUT =
            "2024-01-13T00:25:01.137,AAPL240216P00185000,AAPL,2024-02-16,put,185,3.4,10,3.6,11,,0.21,-0.44,0.03,-0.05,0.22,"
                    + "-0.07,2024-01-12,184,187,183,186,1e6\n";

    private static final String BARS = """
            Date,High,Low,Open,Close,Volume
            2024-01-12,12,10,11,11.5,100
            """;

    @TempDir
    Path folder;

    private final List<MarketDay> days = new ArrayList<>();

    @Test
    void a_chain_becomes_the_day_of_its_session_with_the_underlyings_bar() throws IOException {
        write("a.csv", CHAINS + CALL + PUT);
        ImportReport report = read("a.csv");
        MarketDay day = days.getFirst();
        assertEquals(LocalDate.of(2024, 1, 12), day.date());
        assertEquals(2, day.options().size());
        Bar bar = day.bars().getFirst();
        assertEquals(186, bar.close());
        assertTrue(Double.isNaN(bar.dividend()), "unknown dividends are not zero");
        assertEquals(2, report.kept());
        assertEquals(new ImportReport.Content(1, 2, 1, 1, 1, 1, 0), report.content());
    }

    @Test
    void what_the_vendor_lacks_is_computed_and_marked() throws IOException {
        write("a.csv", CHAINS + CALL + PUT);
        read("a.csv");
        OptionQuote call = days.getFirst().options().getFirst();
        OptionQuote put = days.getFirst().options().getLast();
        assertEquals(Provenance.COMPUTED, call.ivSource());
        assertEquals(Provenance.COMPUTED, call.greeksSource());
        assertEquals(0.21, call.iv(), 0.03);
        assertEquals(0.57, call.greeks().delta(), 0.03);
        assertEquals(186.6, call.forward(), 0.01); // 185 + (5.1 - 3.5) grown for 35 days
        assertEquals(call.forward(), put.forward());
        assertTrue(Double.isNaN(call.volume()) && Double.isNaN(call.openInterest()));
        assertEquals(Provenance.VENDOR, put.ivSource());
        assertEquals(0.21, put.iv());
        assertEquals(-0.07, put.greeks().rho());
        assertEquals(0, put.flags());
    }

    @Test
    void greeks_the_vendor_lacks_in_part_are_filled_and_flagged() throws IOException {
        write("a.csv", CHAINS + PUT.replace("-0.07,", ","));
        read("a.csv");
        OptionQuote put = days.getFirst().options().getFirst();
        assertEquals(Provenance.VENDOR, put.greeksSource());
        assertEquals(-0.44, put.greeks().delta());
        assertEquals(-0.08, put.greeks().rho(), 0.02);
        assertTrue(QuoteFlag.PARTLY_COMPUTED.in(put.flags()));
    }

    @Test
    void a_zero_bid_is_kept_and_flagged_and_a_mid_below_its_bound_has_no_iv() throws IOException {
        write("a.csv", CHAINS + CALL.replace(",185,5,10,5.2,", ",185,0,10,0.5,"));
        read("a.csv");
        OptionQuote call = days.getFirst().options().getFirst();
        assertEquals(QuoteFlag.ZERO_BID.bit() + QuoteFlag.OUT_OF_BOUNDS.bit(), call.flags());
        assertEquals(Provenance.ABSENT, call.ivSource());
        assertEquals(Provenance.ABSENT, call.greeksSource());
        assertTrue(Double.isNaN(call.iv()));
    }

    @Test
    void bad_rows_are_counted_named_and_kept_out() throws IOException {
        write(
                "a.csv",
                CHAINS
                        + CALL
                        + CALL.replace(",5,10,5.2,", ",5.3,10,5.2,")
                        + "\n"
                        + CALL.replace(",185,", ",190,")
                        + CALL.replace("C00185000", "X00185000")
                        + CALL.replace("1e6", "many")
                        + CALL.replace("1e6", "1e999")
                        + CALL.replace(",5,10,", ",-5,10,")
                        + CALL.replace("2024-01-12", "2024-01-15")
                        + CALL.replace("2024-01-12", "2024-02-30")
                        + CALL.replace("2024-01-12", "2024-02-20")
                        + CALL.replace(",AAPL,", ",../../x,")
                        + "1,2,3\n"
                        + PUT.replace("AAPL,", "\"AAPL,"));
        ImportReport report = read("a.csv");
        assertEquals(13, report.rows());
        assertEquals(1, report.kept());
        assertEquals(
                List.of(
                        "3 crossed quote: bid 5.3 above ask 5.2",
                        "5 contradiction: the symbol says AAPL_20240216_185_C, the columns AAPL 2024-02-16 190.0 'call'",
                        "6 malformed contract: symbol: a right is C or P, not 'X'",
                        "7 not a number: und_volume is 'many'",
                        "8 not a number: und_volume is '1e999'",
                        "9 negative value: bid is '-5'",
                        "10 no trading day: und_session_date is 2024-01-15",
                        "11 not a date: und_session_date is year 2024, month 02, day 30",
                        "12 quoted after expiry: AAPL_20240216_185_C on 2024-02-20",
                        "13 not a ticker: underlying is '../../x'",
                        "14 wrong number of columns: 3 where the header has 23",
                        "15 unclosed quote: a field begins with \" and does not end on its line"),
                report.badRows().stream()
                        .map(bad -> bad.line() + " " + bad.reason())
                        .toList());
        assertEquals(12, report.bad());
        assertEquals(2, report.badByKind().get("not a number"));
        assertEquals(
                folder.resolve("a.csv") + ":3: crossed quote: bid 5.3 above ask 5.2",
                report.badRows().getFirst().toString());
    }

    @Test
    void the_same_row_twice_counts_once_and_of_two_that_differ_the_later_capture_stays() throws IOException {
        String earlier = CALL.replace("T00:25:01.137", "T00:20:00").replace(",5.2,", ",5.9,");
        write("1.csv", CHAINS + CALL + CALL);
        write("2.csv", CHAINS + earlier);
        write("3.csv", CHAINS + CALL.replace("T00:25:01.137", "T00:30:00").replace(",5.2,", ",5.4,"));
        ImportReport report = read("*.csv");
        assertEquals(5.4, days.getFirst().options().getFirst().ask());
        assertEquals(1, report.kept());
        assertEquals(1, report.identical());
        assertEquals(2, report.superseded());
        assertEquals(1, report.files().get(2).kept());
        assertEquals(report.rows(), report.kept() + report.identical() + report.superseded());
    }

    @Test
    void only_sessions_asked_for_are_given_and_the_others_counted() throws IOException {
        write("AAPL.csv", "Date,High,Low,Open,Close,Volume,Adj Close\n" + bar("2024-01-11") + bar("1/12/2024"));
        LocalDate day = LocalDate.of(2024, 1, 12);
        ImportReport report = importer(10)
                .read(List.of("AAPL.csv"), Optional.of("BARS"), Optional.of(new DateRange(day, day)), days::add);
        assertEquals(1, report.outside());
        assertEquals(List.of(day), days.stream().map(MarketDay::date).toList());
    }

    @Test
    void bars_take_their_ticker_from_the_file_and_columns_in_any_order() throws IOException {
        write("brk.b.csv", "\uFEFFDate,High,Low,Open,Close,Volume,Adj Close\r\n2024-01-12,12,10,11,11.5,100,3\r\n");
        write(
                "all.csv",
                "symbol,date,close,high,low,open,volume,divCash,splitFactor\nspy,2024-01-12,5,6,4,4.5,7,0.2,2\n");
        read("*.csv");
        List<Bar> bars = days.getFirst().bars();
        assertEquals(
                new Bar("BRK.B", "BRK.B", LocalDate.of(2024, 1, 12), 11, 12, 10, 11.5, 100, Double.NaN, 1, "bars", 0),
                bars.getFirst());
        assertEquals(
                new Bar("SPY", "SPY", LocalDate.of(2024, 1, 12), 4.5, 6, 4, 5, 7, 0.2, 2, "bars", 0), bars.getLast());
    }

    @Test
    void files_that_hold_other_rows_than_was_said_give_nothing() throws IOException {
        write("AAPL.csv", "Date,High,Low,Open,Close,Volume,Adj Close\n" + bar("2024-01-12"));
        write("chain.csv", CHAINS + CALL);
        MvqException refused = assertThrows(
                MvqException.class,
                () -> importer(10)
                        .read(
                                List.of("*.csv"),
                                Optional.empty(),
                                Optional.of(RowKind.OPTIONS),
                                Optional.empty(),
                                days::add));
        assertTrue(refused.getMessage()
                .endsWith("AAPL.csv holds daily bars (format bars), and AS asks for quotes of options"));
        assertEquals("AS bars reads it, and without AS each file is what its header says", refused.remedy());
        assertEquals(List.of(), days);
        importer(10)
                .read(
                        List.of("chain.csv"),
                        Optional.empty(),
                        Optional.of(RowKind.OPTIONS),
                        Optional.empty(),
                        days::add);
        assertEquals(1, days.size());
    }

    @Test
    void a_bar_from_a_file_of_bars_stands_before_one_beside_an_option() throws IOException {
        write("AAPL.csv", "Date,High,Low,Open,Close,Volume,Adj Close\n2024-01-12,187,183,184,186.5,100,3\n");
        write("chain.csv", CHAINS + CALL);
        read("*.csv");
        assertEquals(186.5, days.getFirst().bars().getFirst().close());
    }

    @Test
    void however_few_rows_are_held_the_days_and_the_account_are_the_same() throws IOException {
        StringBuilder rows = new StringBuilder("Date,High,Low,Open,Close,Volume,Adj Close\n");
        for (int at = 12; at >= 8; at--) {
            rows.append(bar("2024-01-" + (at < 10 ? "0" : "") + at))
                    .append(bar("2024-02-" + (at < 10 ? "0" : "") + at));
        }
        write("A.csv", rows.toString());
        write("B.csv", rows.toString());
        ImportReport whole = importer(1000).read(List.of("*.csv"), Optional.empty(), Optional.empty(), days::add);
        List<MarketDay> again = new ArrayList<>();
        ImportReport tight = importer(3).read(List.of("*.csv"), Optional.empty(), Optional.empty(), again::add);
        assertEquals(days, again);
        assertEquals(whole, tight);
        assertEquals(4, whole.badByKind().get("no trading day")); // 2024-02-10 and 11, a weekend, in both files
    }

    @Test
    void an_unknown_header_names_the_nearest_format_and_what_is_missing() throws IOException {
        write("x.csv", "Date,Open,High,Low,Last\n");
        MvqException error = assertThrows(MvqException.class, () -> read("x.csv"));
        assertEquals(folder.resolve("x.csv") + " begins with a header of no known format", error.getMessage());
        assertEquals(
                "known formats: chains, spy-options, bars; nearest is bars, and the header lacks close, volume",
                error.remedy());
    }

    @Test
    void nothing_is_given_when_one_of_the_files_cannot_be_read() throws IOException {
        write("a.csv", CHAINS + CALL);
        write("b.csv", "");
        MvqException error = assertThrows(MvqException.class, () -> read("*.csv"));
        assertEquals(folder.resolve("b.csv") + " is empty", error.getMessage());
        assertEquals(List.of(), days);
    }

    @Test
    void hostile_bytes_are_refused_or_counted_and_never_a_crash() throws IOException {
        Files.write(folder.resolve("binary.csv"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 3, 10, 1, 2});
        assertThrows(MvqException.class, () -> read("binary.csv"));
        write("long.csv", CHAINS + "x".repeat(3_000_000) + "\n" + CALL + "\u0000\u0001,\n");
        ImportReport report = read("long.csv");
        assertEquals(Map.of("line too long", 1L, "wrong number of columns", 1L), report.badByKind());
        assertEquals(1, report.kept());
        write("bad name!.csv", "Date,High,Low,Open,Close,Volume\n");
        assertThrows(MvqException.class, () -> read("bad name!.csv"));
    }

    @Test
    void patterns_reach_into_folders_and_name_what_they_did_not_find() throws IOException {
        Files.createDirectories(folder.resolve("x/y"));
        write("x/y/AAPL.csv", BARS);
        write("MSFT.csv", BARS);
        assertEquals(2, read("**/*.csv").kept());
        assertEquals(1, read("x/**/{AAPL,IBM}.csv").kept());
        assertEquals(1, read("x/../x/y/A?PL.csv").kept());
        assertEquals(1, read(folder + "/M*").kept());
        assertEquals(
                "no file matches 'x/*.csv'",
                assertThrows(MvqException.class, () -> read("x/*.csv")).getMessage());
        assertEquals(
                "'x' is a folder",
                assertThrows(MvqException.class, () -> read("x")).getMessage());
        assertThrows(MvqException.class, () -> read("x/{a"));
        assertThrows(MvqException.class, () -> read("x\u0000"));
    }

    @Test
    void a_renamed_company_keeps_its_identity_and_its_contracts_their_lineage() {
        Identities identities = Identities.known();
        LocalDate before = LocalDate.of(2022, 6, 8);
        LocalDate after = LocalDate.of(2022, 6, 9);
        assertEquals("META", identities.underlyingId("FB", before));
        assertEquals("META", identities.underlyingId("META", after));
        assertEquals("METV", identities.underlyingId("META", before));
        assertEquals("FB", identities.underlyingId("FB", LocalDate.of(1999, 3, 1)));
        Contract fb = ContractParser.parse("FB_20230120_200_C");
        Contract meta = ContractParser.parse("META_20230120_200_C");
        assertEquals("META:100:20230120:200:C", identities.lineage(fb, "FB", before, 100));
        assertEquals("META:100:20230120:200:C", identities.lineage(meta, "META", after, 100));
    }

    private static String bar(String date) {
        return date + ",12,10,11,11.5,100,3\n";
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private Importer importer(int rowsHeld) {
        return new Importer(folder, Identities.known(), day -> 0.05, Progress.SILENT, rowsHeld);
    }

    private ImportReport read(String pattern) {
        return importer(1000).read(List.of(pattern), Optional.empty(), Optional.empty(), days::add);
    }
}
