package dev.mvq.runtime.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.MarketArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files to import that were made to harm: archives, names that lead elsewhere, text that a terminal would obey. */
class HostileFilesTest {
    private static final String BARS = "symbol,date,open,high,low,close,volume\n";
    private static final String CHAINS =
            "capture_ts,symbol,underlying,expiration,type,strike,bid,ask,und_session_date,und_open,und_high,und_low,"
                    + "und_close,und_volume\n";
    private static final String SPY_OPTIONS =
            "underlying,underlying_last,optionroot,type,expiration,quotedate,strike,last,bid,ask,volume,openinterest,"
                    + "impliedvol,delta,gamma,theta,vega\n";

    @TempDir
    Path folder;

    private final List<MarketDay> days = new ArrayList<>();

    @Test
    void an_archive_is_never_opened_whatever_its_entries_are_called() throws IOException {
        for (String entry :
                List.of("bars.csv", "../../evil.csv", "/etc/evil.csv", "a/b/../../../evil.csv", "CON", "")) {
            Path file = folder.resolve("in/bars.csv");
            Files.createDirectories(folder.resolve("in"));
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write((BARS + "SPY,2024-01-12,1,1,1,1,1\n").getBytes(StandardCharsets.UTF_8));
            }
            assertRefused(file, "is a zip archive, and no text");
        }
        assertEquals(List.of("in", "in/bars.csv"), below(folder));
    }

    @Test
    void bombs_are_not_unpacked() throws IOException {
        Path zip = folder.resolve("bomb.csv");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("bomb.csv"));
            megabytes(out, 50);
        }
        assertRefused(zip, "is a zip archive, and no text");
        Path gzip = folder.resolve("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            megabytes(out, 50);
        }
        assertRefused(gzip, "is compressed by gzip, and no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PAR1", "\u0093NUMPY\u0001\u0000", "(\u00b5/\u00fd\u0000", "\u0089HDF\r\n\u001a\n"})
    void other_kinds_of_file_are_named(String beginning) throws IOException {
        Path file = Files.write(folder.resolve("x.csv"), beginning.getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, ", and no text");
    }

    @Test
    @Timeout(60)
    void a_first_line_without_an_end_is_not_read_to_it() throws IOException {
        Path file = folder.resolve("endless.csv");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        assertRefused(file, "has no header that can be read: more than 65536 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x",
                "..",
                ".",
                "a/b",
                "/etc/passwd",
                "C:\\x",
                "A\u0000B",
                "ABCDEFGHIJKLMNOPQ",
                "\u0405PY",
                "\u017fPY",
                "SP\u212a",
                "\u001b[2J",
                "\u202eYPS",
                "S PY",
                "~",
                "%2e%2e",
                "-X",
                "=1+1"
            })
    void a_name_that_is_no_ticker_is_kept_out_of_every_format(String name) throws IOException {
        write("bars.csv", BARS + name + ",2024-01-12,1,1,1,1,1\n");
        write(
                "chains.csv",
                CHAINS + "2024-01-13T00:25:01,SPY240216C00185000," + name
                        + ",2024-02-16,call,185,5,5.2,2024-01-12,184,187,183,186,1e6\n"
                        + "2024-01-13T00:25:01," + name
                        + "240216C00185000,SPY,2024-02-16,call,185,5,5.2,2024-01-12,184,187,183,186,1e6\n");
        write(
                "options.csv",
                SPY_OPTIONS + name
                        + ",368,SPY210129P00345000,put,2021-01-29,2021-01-04,345,2,2,3,7,4,0.2,-0.1,0.1,-0.1,0.2\n"
                        + "SPY,368," + name + ",put,2021-01-29,2021-01-04,345,2,2,3,7,4,0.2,-0.1,0.1,-0.1,0.2\n");
        ImportReport report = read("*.csv");
        assertEquals(0, report.kept(), report.toString());
        assertEquals(report.rows(), report.bad());
        assertTrue(days.isEmpty());
        report.badRows().forEach(row -> assertFalse(hidden(row.reason()), row.reason()));
    }

    @Test
    void what_a_row_says_is_shown_and_not_obeyed() throws IOException {
        write("bars.csv", BARS + "\u001b[31mSPY\u202e,2024-01-12,1,1,1,1,1\n");
        assertEquals(
                "not a ticker: symbol is '\\u001b[31mSPY\\u202e'",
                read("bars.csv").badRows().getFirst().reason());
    }

    /** CON is a ticker as any other; what Windows makes of such a name is no matter, as no file bears it. */
    @Test
    void no_file_of_a_store_is_named_by_its_data() throws IOException {
        Map<String, String> made = new TreeMap<>();
        for (String ticker : List.of("SPY", "CON", "^VIX", "BRK.B")) {
            days.clear();
            write("bars.csv", BARS + ticker + ",2024-01-12,1,1,1,1,1\n");
            read("bars.csv");
            Path store = Files.createDirectory(folder.resolve("store-" + days.size() + made.size()));
            try (MarketArchive archive = new MarketArchive(new LocalObjectStore(store))) {
                days.forEach(archive::write);
                made.put(ticker, String.join(" ", below(store)));
                assertEquals(
                        ticker,
                        archive.read(LocalDate.of(2024, 1, 12))
                                .orElseThrow()
                                .bars()
                                .getFirst()
                                .ticker());
            }
        }
        assertEquals(1, made.values().stream().distinct().count(), made.toString());
    }

    @Test
    void the_name_of_a_file_is_no_ticker_where_it_leads_elsewhere() throws IOException {
        for (String name : List.of("..csv", "\u017fPY.csv", "SPY\u001b.csv", "S PY.csv")) {
            Path file = Files.writeString(folder.resolve(name), "date,open,high,low,close,volume\n");
            MvqException e = assertThrows(MvqException.class, () -> read(file.toString()), name);
            assertTrue(e.getMessage().endsWith("its name is no ticker"), e.getMessage());
        }
    }

    private static void megabytes(OutputStream out, int count) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < count; i++) {
            out.write(megabyte);
        }
    }

    private void assertRefused(Path file, String what) throws IOException {
        String before = Files.size(file) < 1 << 20 ? Checksum.of(file) : "";
        MvqException e = assertThrows(MvqException.class, () -> read(file.toString()));
        assertTrue(e.getMessage().startsWith(file + " "), e.getMessage());
        assertTrue(e.getMessage().contains(what), e.getMessage());
        assertEquals(before, before.isEmpty() ? "" : Checksum.of(file));
    }

    private static boolean hidden(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
    }

    private static List<String> below(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> !file.equals(root) && !file.toString().contains(".mvq"))
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private ImportReport read(String pattern) {
        return new Importer(folder, Progress.SILENT)
                .read(List.of(pattern), Optional.empty(), Optional.empty(), days::add);
    }
}
