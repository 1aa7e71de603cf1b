package dev.mvq.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parquet files that somebody else put where market days lie. */
class HostileParquetTest {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 16);
    private static final String KEY = "market/2024/2024-01-16.parquet";
    private static final String CATALOGUE = "comprehensive_vectors/catalog/contracts.parquet";

    @TempDir
    Path folder;

    private LocalObjectStore store;
    private MarketArchive archive;

    @BeforeEach
    void open() {
        store = new LocalObjectStore(folder.resolve("store"));
        archive = new MarketArchive(store);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void a_file_of_some_kilobytes_that_unpacks_to_millions_of_rows() throws SQLException {
        put(KEY, "SELECT " + columns("NULL") + " FROM range(1300000)");
        assertTrue(store.head(KEY).orElseThrow().size() < 200_000);
        assertRefused("rows of");
    }

    @Test
    void a_page_that_unpacks_to_megabytes() throws SQLException {
        put(
                KEY,
                "SELECT "
                        + columns("NULL")
                                .replace("NULL::VARCHAR AS \"source\"", "repeat('x', 50000000) AS \"source\""));
        assertTrue(store.head(KEY).orElseThrow().size() < 20_000);
        assertRefused("bytes hold");
    }

    @Test
    void columns_missing_or_of_other_kinds() throws SQLException {
        put(KEY, "SELECT 1 AS \"contract\"");
        assertRefused("damaged");
        put(KEY, "SELECT " + columns("NULL").replace("NULL::DATE AS \"date\"", "[1, 2] AS \"date\""));
        assertRefused("damaged");
        put(KEY, "SELECT " + columns("NULL").replace("NULL::DOUBLE AS \"strike\"", "'many' AS \"strike\""));
        assertRefused("damaged");
    }

    @Test
    void rows_without_what_every_row_has() throws SQLException {
        put(KEY, "SELECT " + columns("NULL"));
        assertRefused("damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u001b]0;owned\u0007", "a\nb", "\u0000", "\u009b2J"})
    void a_name_with_control_characters(String name) throws SQLException {
        String bar = columns("NULL")
                .replace("NULL::VARCHAR AS \"type\"", "'S' AS \"type\"")
                .replace("NULL::DATE AS \"date\"", "DATE '2024-01-16' AS \"date\"")
                .replace("NULL::VARCHAR AS \"source\"", "'x' AS \"source\"")
                .replace("NULL::VARCHAR AS \"underlying_id\"", "'A' AS \"underlying_id\"");
        put(KEY, "SELECT " + bar.replace("NULL::VARCHAR AS \"underlying\"", literal(name) + " AS \"underlying\""));
        assertRefused("underlying of row 0 is no name");
        put(KEY, "SELECT " + bar.replace("NULL::VARCHAR AS \"underlying\"", "'A' AS \"underlying\""));
        assertEquals("A", archive.read(DAY).orElseThrow().bars().getFirst().ticker());
    }

    @Test
    void names_of_days_that_are_none_are_not_ours() throws SQLException {
        for (String key : new String[] {
            "market/2024/2024-13-45.parquet", "market/1999/2024-01-16.parquet", "market/2024/2023-02-29.parquet"
        }) {
            put(key, "SELECT 1 AS \"x\"");
        }
        assertTrue(archive.days().isEmpty());
        assertEquals(0, archive.census().rows());
    }

    @Test
    void a_catalogue_that_unpacks_to_millions_of_rows() throws SQLException {
        put(
                CATALOGUE,
                "SELECT NULL::VARCHAR AS name, 'A' AS root, NULL::DATE AS expiry, 1.0 AS strike, 'S' AS type, "
                        + "'A' AS underlying_id, 'A' AS lineage, DATE '2024-01-16' AS first_day, "
                        + "DATE '2024-01-16' AS last_day FROM range(1300000)");
        MvqException e = assertThrows(MvqException.class, () -> Catalogue.open(store));
        assertTrue(e.getMessage().contains(CATALOGUE), e.getMessage());
        assertTrue(e.remedy().startsWith("delete it"), e.remedy());
    }

    /** In a process of its own, which DuckDB might end. */
    @Test
    void whatever_bytes_are_changed_the_process_lives_and_ends() throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DamagedParquetFiles.class.getName(),
                        folder.toString(),
                        "1",
                        "60")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = child.waitFor(2, TimeUnit.MINUTES);
        if (!ended) {
            child.destroyForcibly().waitFor();
        }
        String last = Files.readString(folder.resolve("trying")) + ": " + Files.readString(said);
        assertTrue(ended, last);
        assertEquals(0, child.exitValue(), last);
        assertFalse(last.contains("refused 0"), last);
    }

    /** Every column of a market day, each with the value. */
    private static String columns(String value) {
        return RowColumns.ALL.stream()
                .map(column -> value + "::" + column.kind().sqlType() + " AS " + column.quoted())
                .collect(Collectors.joining(", "));
    }

    private static String literal(String text) {
        return text.codePoints().mapToObj(c -> "chr(" + c + ")").collect(Collectors.joining(" || "));
    }

    private void put(String key, String select) throws SQLException {
        Path file = folder.resolve("made.parquet");
        try (DuckDatabase duck = DuckDatabase.ordered()) {
            duck.with(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("COPY (" + select + ") TO " + ParquetTables.literal(file)
                            + " (FORMAT parquet, COMPRESSION zstd)");
                }
            });
        }
        store.put(key, file, Precondition.NONE);
    }

    private void assertRefused(String why) {
        MvqException e = assertThrows(MvqException.class, () -> archive.read(DAY));
        assertTrue(e.getMessage().startsWith(KEY + " is damaged: "), e.getMessage());
        assertTrue(e.getMessage().contains(why), e.getMessage());
        assertTrue(e.remedy().contains("IMPORT '…' DURING 2024-01-16"), e.remedy());
    }
}
