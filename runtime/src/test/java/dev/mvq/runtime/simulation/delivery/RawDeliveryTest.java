package dev.mvq.runtime.simulation.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.simulation.planting.PlantedFlaw;
import dev.mvq.runtime.source.ImportReport;
import dev.mvq.runtime.source.Importer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Days delivered as vendors do, and read back by the importer. */
class RawDeliveryTest {
    private static final SimulationOptions OPTIONS = new SimulationOptions(7, 3, 12, 240, 0, LocalDate.of(2024, 1, 31));
    private static final List<MarketDay> DAYS = new MadeMarket(OPTIONS).days().toList();
    private static final List<LocalDate> DATES =
            DAYS.stream().map(MarketDay::date).toList();

    @TempDir
    Path store;

    private final List<MarketDay> read = new ArrayList<>();
    private final List<PlantedFlaw> flaws = new ArrayList<>();

    @Test
    void chainsReadBackAsTheyWereMadeInAllThatTheFormCarries() throws IOException {
        ImportReport report = delivered(RawForm.CHAINS, 0);
        assertEquals(0, report.bad());
        assertEquals(DAYS.size() * 3, report.files().size());
        forAllQuotes((made, back) -> {
            assertQuote(made, back, 5e-5, ChainsWriter.lacksAnalytics(made));
            assertEquals(made.bidSize(), back.bidSize());
            assertEquals(made.askSize(), back.askSize());
            assertTrue(Double.isNaN(back.volume()) && Double.isNaN(back.openInterest()));
        });
        forAllBars((made, back) -> assertTrue(Double.isNaN(back.dividend()) && Double.isNaN(back.splitFactor())));
    }

    @Test
    void spyOptionsReadBackAsTheyWereMadeInAllThatTheFormCarries() throws IOException {
        ImportReport report = delivered(RawForm.SPY_OPTIONS, 0);
        assertEquals(0, report.bad());
        forAllQuotes((made, back) -> {
            assertQuote(made, back, 5e-6, Double.isNaN(made.iv()));
            assertEquals(made.volume(), back.volume());
            assertEquals(made.openInterest(), back.openInterest());
            assertTrue(Double.isNaN(back.bidSize()) && Double.isNaN(back.askSize()));
        });
        forAllBars((made, back) -> {
            assertEquals(made.dividend(), back.dividend());
            assertEquals(made.splitFactor(), back.splitFactor());
        });
    }

    @Test
    void barsComeAlone() throws IOException {
        ImportReport report = delivered(RawForm.BARS, 0);
        assertEquals(0, report.bad());
        assertTrue(read.stream().allMatch(day -> day.options().isEmpty()));
        forAllBars((made, back) -> assertEquals(made.dividend(), back.dividend()));
    }

    @Test
    void filesLieInTheAreaOfTheirEra() {
        assertEquals("aws_backup/extracted_options/made-market/chains", RawArea.folder(day(2009), "chains"));
        assertEquals("options-complete/made-market/chains", RawArea.folder(day(2010), "chains"));
        assertEquals("options-recent/made-market/chains", RawArea.folder(day(2024), "chains"));
        assertEquals("options/made-market/chains", RawArea.folder(day(2025), "chains"));
    }

    @Test
    void chainsAreNamedAndHeadedAsRealOnesAre() {
        RawFile file = new RawDelivery(7, RawForm.CHAINS, 0, DATES)
                .deliver(DAYS.getFirst(), DAYS::getFirst)
                .files()
                .getFirst();
        assertEquals(
                "options-recent/made-market/chains/2024/2024-01-16/AAPL_dte_ladder_20240116_211000.csv", file.key());
        List<String> lines =
                new String(file.content(), StandardCharsets.UTF_8).lines().toList();
        assertEquals(
                "capture_ts,target_dte,actual_dte,symbol,underlying,expiration,type,strike,bid,bid_size,ask,ask_size,mid,"
                        + "last_price,last_size,implied_vol,delta,gamma,theta,vega,rho,und_session_date,und_open,und_high,"
                        + "und_low,und_close,und_volume,und_vwap",
                lines.getFirst());
        assertTrue(
                lines.get(1)
                        .matches(
                                "2024-01-16T21:10:00\\.000,2,3,AAPL240119[CP]\\d{8},AAPL,2024-01-19,(call|put),.*e[78],[0-9.]+"),
                lines.get(1));
    }

    @ParameterizedTest
    @EnumSource(RawForm.class)
    void whatTheImporterReportsAgreesWithTheFlawsOnRecord(RawForm form) throws IOException {
        ImportReport report = delivered(form, form == RawForm.BARS ? 4 : 6);
        Set<PlantedFlaw.Kind> expected = form == RawForm.BARS
                ? EnumSet.of(
                        PlantedFlaw.Kind.REPEAT,
                        PlantedFlaw.Kind.MISDATED,
                        PlantedFlaw.Kind.MISSING,
                        PlantedFlaw.Kind.DUPLICATES)
                : EnumSet.allOf(PlantedFlaw.Kind.class);
        assertEquals(expected, flaws.stream().map(PlantedFlaw::kind).collect(Collectors.toSet()));
        assertEquals(lines(PlantedFlaw.Kind.CROSSED), report.badByKind().getOrDefault("crossed quote", 0L));
        assertEquals(afterExpiry(), report.badByKind().getOrDefault("quoted after expiry", 0L));
        assertEquals(lines(PlantedFlaw.Kind.CROSSED) + afterExpiry(), report.bad());
        long again = lines(PlantedFlaw.Kind.DUPLICATES);
        assertEquals((again + 1) / 2, report.identical());
        assertEquals(again / 2 + misdatedOverOthers(form), report.superseded());
        Set<String> missing = flaws.stream()
                .filter(flaw -> flaw.kind() == PlantedFlaw.Kind.MISSING)
                .map(PlantedFlaw::file)
                .collect(Collectors.toSet());
        assertEquals(1, missing.size());
        missing.forEach(file -> assertTrue(Files.notExists(store.resolve(file)), file));
    }

    @Test
    void linesOnRecordAreThoseThatDiffer() {
        RawDelivery clean = new RawDelivery(7, RawForm.CHAINS, 0, DATES);
        Set<String> greeks = new HashSet<>();
        for (long seed = 1; seed <= 12; seed++) {
            RawDelivery flawed = new RawDelivery(seed, RawForm.CHAINS, 12, DATES);
            for (int i = 0; i < DAYS.size(); i++) {
                Map<String, List<String>> right = lines(deliver(clean, i));
                Delivered delivered = deliver(flawed, i);
                Map<String, List<String>> wrong = lines(delivered);
                for (PlantedFlaw flaw : delivered.flaws()) {
                    switch (flaw.kind()) {
                        case CROSSED, MISDATED ->
                            assertEquals(flaw.lines(), differing(right.get(flaw.file()), wrong.get(flaw.file())));
                        // a delta of 0 has no wrong sign, and yesterday's Greeks may be today's
                        case BAD_GREEKS -> {
                            greeks.add(flaw.detail().replaceAll("of .*", ""));
                            List<Integer> differing = differing(right.get(flaw.file()), wrong.get(flaw.file()));
                            assertTrue(!differing.isEmpty() && flaw.lines().containsAll(differing), flaw::toString);
                        }
                        case DUPLICATES -> {
                            List<String> rest = new ArrayList<>(wrong.get(flaw.file()));
                            flaw.lines().reversed().forEach(line -> rest.remove(line - 1));
                            assertEquals(right.get(flaw.file()), rest);
                        }
                        case MISSING -> assertTrue(!wrong.containsKey(flaw.file()));
                        case REPEAT ->
                            assertTrue(flaw.lines().size() == flaw.contracts().size());
                    }
                }
            }
        }
        assertEquals(Set.of("delta with the wrong sign", "iv in percent", "vega per 1.00", "iv and Greeks "), greeks);
    }

    private static Map<String, List<String>> lines(Delivered delivered) {
        return delivered.files().stream()
                .collect(Collectors.toMap(
                        RawFile::key,
                        file -> new String(file.content(), StandardCharsets.UTF_8)
                                .lines()
                                .toList()));
    }

    private static List<Integer> differing(List<String> right, List<String> wrong) {
        assertEquals(right.size(), wrong.size());
        return IntStream.range(0, right.size())
                .filter(index -> !right.get(index).equals(wrong.get(index)))
                .map(index -> index + 1)
                .boxed()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(RawForm.class)
    void whatIsReadBackIsSaidToBeMade(RawForm form) throws IOException {
        delivered(form, 0);
        assertTrue(!read.isEmpty());
        for (MarketDay day : read) {
            day.options()
                    .forEach(quote -> assertTrue(
                            QuoteFlag.MADE.in(quote.flags()) && quote.source().equals("made-market"), quote::toString));
            day.bars()
                    .forEach(bar -> assertTrue(
                            QuoteFlag.MADE.in(bar.flags()) && bar.source().equals("made-market"), bar::toString));
        }
    }

    @Test
    void aDayIsDeliveredAloneAsAmongOthers() {
        RawDelivery delivery = new RawDelivery(7, RawForm.CHAINS, 12, DATES);
        List<List<PlantedFlaw>> inOrder = new ArrayList<>();
        for (int i = 0; i < DAYS.size(); i++) {
            inOrder.add(deliver(delivery, i).flaws());
        }
        for (int i = DAYS.size() - 1; i >= 0; i--) {
            assertEquals(
                    inOrder.get(i),
                    deliver(new RawDelivery(7, RawForm.CHAINS, 12, DATES), i).flaws());
        }
        assertEquals(12, inOrder.stream().mapToInt(List::size).sum());
    }

    private static LocalDate day(int year) {
        return LocalDate.of(year, 6, 3);
    }

    private static Delivered deliver(RawDelivery delivery, int index) {
        return delivery.deliver(DAYS.get(index), () -> index > 0 ? DAYS.get(index - 1) : empty(DATES.getFirst()));
    }

    private static MarketDay empty(LocalDate date) {
        return new MarketDay(date, List.of(), List.of());
    }

    private ImportReport delivered(RawForm form, int count) throws IOException {
        RawDelivery delivery = new RawDelivery(7, form, count, DATES);
        for (int i = 0; i < DAYS.size(); i++) {
            Delivered day = deliver(delivery, i);
            flaws.addAll(day.flaws());
            for (RawFile file : day.files()) {
                Path path = store.resolve(file.key());
                Files.createDirectories(path.getParent());
                Files.write(path, file.content());
            }
        }
        return new Importer(store, Progress.SILENT)
                .read(List.of("options-recent/**/*.csv"), Optional.empty(), Optional.empty(), read::add);
    }

    private long lines(PlantedFlaw.Kind kind) {
        return flaws.stream()
                .filter(flaw -> flaw.kind() == kind)
                .mapToLong(flaw -> flaw.lines().size())
                .sum();
    }

    private long afterExpiry() {
        return flaws.stream()
                .filter(flaw -> flaw.kind() == PlantedFlaw.Kind.REPEAT)
                .flatMap(flaw -> flaw.contracts().stream()
                        .filter(contract -> contract.expiry().isBefore(sessionOf(flaw))))
                .count();
    }

    /** Rows of the session before that give way to rows misdated to it. */
    private long misdatedOverOthers(RawForm form) {
        return flaws.stream()
                .filter(flaw -> flaw.kind() == PlantedFlaw.Kind.MISDATED)
                .mapToLong(flaw -> {
                    int index = DATES.indexOf(sessionOf(flaw));
                    if (index == 0) {
                        return 0;
                    }
                    if (form == RawForm.BARS) {
                        return flaw.lines().size();
                    }
                    Set<Contract> before = DAYS.get(index - 1).options().stream()
                            .map(OptionQuote::contract)
                            .collect(Collectors.toSet());
                    return flaw.contracts().stream().filter(before::contains).count();
                })
                .sum();
    }

    /** The folder of a file is its session. */
    private static LocalDate sessionOf(PlantedFlaw flaw) {
        return LocalDate.parse(String.valueOf(Path.of(flaw.file()).getParent().getFileName()));
    }

    private static void assertQuote(OptionQuote made, OptionQuote back, double digits, boolean lacking) {
        assertEquals(made.underlyingId(), back.underlyingId());
        assertEquals(made.bid(), back.bid());
        assertEquals(made.ask(), back.ask());
        assertEquals(made.last(), back.last());
        assertEquals(made.underlyingPrice(), back.underlyingPrice());
        if (lacking) {
            assertTrue(back.ivSource() != Provenance.VENDOR, back::toString);
        } else {
            assertEquals(made.iv(), back.iv(), digits + 1e-9);
            assertEquals(made.greeks().delta(), back.greeks().delta(), digits + 1e-9);
            assertEquals(made.greeks().gamma(), back.greeks().gamma(), digits + 1e-9);
            assertEquals(made.greeks().theta(), back.greeks().theta(), digits + 1e-9);
            assertEquals(made.greeks().vega(), back.greeks().vega(), digits + 1e-9);
        }
    }

    private interface Both<T> {
        void compare(T made, T back);
    }

    private void forAllQuotes(Both<OptionQuote> check) {
        assertEquals(DATES, read.stream().map(MarketDay::date).toList());
        for (int i = 0; i < DAYS.size(); i++) {
            Map<Contract, OptionQuote> back = read.get(i).options().stream()
                    .collect(Collectors.toMap(OptionQuote::contract, Function.identity()));
            assertEquals(DAYS.get(i).options().size(), back.size());
            DAYS.get(i).options().forEach(made -> check.compare(made, back.get(made.contract())));
        }
    }

    private void forAllBars(Both<Bar> check) {
        assertEquals(DATES, read.stream().map(MarketDay::date).toList());
        for (int i = 0; i < DAYS.size(); i++) {
            Map<String, Bar> back = new HashMap<>();
            read.get(i).bars().forEach(bar -> back.put(bar.underlyingId(), bar));
            assertEquals(new HashSet<>(back.values()).size(), DAYS.get(i).bars().size());
            for (Bar made : DAYS.get(i).bars()) {
                Bar found = back.get(made.underlyingId());
                assertEquals(made.open(), found.open());
                assertEquals(made.high(), found.high());
                assertEquals(made.low(), found.low());
                assertEquals(made.close(), found.close());
                assertEquals(made.volume(), found.volume());
                check.compare(made, found);
            }
        }
    }
}
