package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.dsl.run.MvqInterpreter;
import dev.mvq.runtime.engine.BuildIndexQuery;
import dev.mvq.runtime.engine.ContractsQuery;
import dev.mvq.runtime.engine.DescribeQuery;
import dev.mvq.runtime.engine.GenerateQuery;
import dev.mvq.runtime.engine.ImportQuery;
import dev.mvq.runtime.engine.SimilarQuery;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.engine.TestEmbeddingsQuery;
import dev.mvq.runtime.engine.Weighing;
import dev.mvq.runtime.index.Distinct;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.index.SearchParameters;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.measure.MeasureOptions;
import dev.mvq.runtime.source.RowKind;
import dev.mvq.runtime.vector.RowPredicate;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What each statement asks of the engine. */
class StatementTest {
    private static List<Object> asked(String text) {
        RecordingMvq engine = new RecordingMvq();
        Heard heard = Heard.of(text, engine);
        assertEquals("", heard.problem());
        assertEquals(Interpreter.OK, heard.exitCode);
        return engine.asked;
    }

    private static SimilarQuery similar(String text) {
        return assertInstanceOf(SimilarQuery.class, asked(text).getFirst());
    }

    @Test
    void similar_to_alone_takes_fused_and_twenty() {
        assertEquals(
                new SimilarQuery(
                        List.of(ContractParser.parse("AAPL_20240119_150_C")),
                        Optional.empty(),
                        List.of(new WeightedModality(Modality.FUSED, 1)),
                        OptionalInt.of(20),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false,
                        false,
                        OptionalInt.empty(),
                        false,
                        IndexChoice.AUTO,
                        SearchParameters.DEFAULT,
                        Optional.empty()),
                similar("SIMILAR TO AAPL_20240119_150_C"));
    }

    @Test
    void similar_to_takes_its_clauses_in_any_order_and_any_case() {
        SimilarQuery query = similar("similar to (spy, \"brk.b\") with (refine = 4, nprobe = 32, ef = 128) using ivf"
                + " apart 5 days across underlyings include self allow missing only past distinct underlying where dte < 30"
                + " as of g0003 during 2024-01 threshold -0.5 k 1_000 on Fused weight 0.5, PRICE at '2024-01-12';");
        assertEquals(
                new SimilarQuery(
                        List.of(new Stock("SPY"), new Stock("brk.b")),
                        Optional.of(LocalDate.of(2024, 1, 12)),
                        List.of(new WeightedModality(Modality.FUSED, 0.5), new WeightedModality(Modality.PRICE, 1)),
                        OptionalInt.of(1_000),
                        OptionalDouble.of(-0.5),
                        Optional.of(new DateRange(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31))),
                        Optional.of(new RowPredicate("(\"dte\" < ?)", List.of(30L), "dte < 30")),
                        Optional.of(Distinct.UNDERLYING),
                        true,
                        true,
                        true,
                        OptionalInt.of(5),
                        true,
                        IndexChoice.IVF,
                        new SearchParameters(32, 128, 4),
                        Optional.of("g0003")),
                query);
    }

    @Test
    void on_auto_leaves_modalities_and_weights_to_the_subject() {
        SimilarQuery query = similar("SIMILAR TO SPY ON auto");
        assertEquals(List.of(), query.on());
        assertEquals(Weighing.AUTO, query.weighing());
    }

    @Test
    void several_modalities_without_weights_are_weighed_by_the_setting_and_others_as_given() {
        assertEquals(Weighing.NAMED, similar("SIMILAR TO SPY ON price, greeks").weighing());
        assertEquals(
                Weighing.GIVEN,
                similar("SIMILAR TO SPY ON price WEIGHT 1, greeks").weighing());
        assertEquals(Weighing.GIVEN, similar("SIMILAR TO SPY ON price").weighing());
        assertEquals(Weighing.GIVEN, similar("SIMILAR TO SPY").weighing());
        assertEquals(List.of("WEIGHTING=risk"), asked("SET weighting = Risk"));
    }

    @Test
    void a_threshold_without_k_asks_for_all() {
        assertEquals(
                OptionalInt.empty(), similar("SIMILAR TO SPY THRESHOLD 90%").k());
        assertEquals(
                OptionalDouble.of(0.9),
                similar("SIMILAR TO SPY THRESHOLD 90% K 5").threshold());
    }

    @Test
    void the_three_spellings_of_a_contract_ask_the_same() {
        SimilarQuery printed = similar("SIMILAR TO AAPL_20240119_150_C");
        assertEquals(printed, similar("SIMILAR TO aapl_20240119_150.00_c"));
        assertEquals(printed, similar("SIMILAR TO AAPL240119C00150000"));
        assertEquals(printed, similar("SIMILAR TO AAPL  240119C00150000"));
        assertEquals(printed, similar("SIMILAR TO o:aapl240119c00150000"));
    }

    @Test
    void days_are_found_among_those_with_data_and_told() {
        RecordingMvq engine = new RecordingMvq();
        Heard heard = Heard.of("DESCRIBE SPY AT LATEST; DESCRIBE SPY AT TODAY", engine);
        assertEquals(
                List.of(
                        new DescribeQuery(new Stock("SPY"), Optional.of(LocalDate.of(2024, 1, 16))),
                        new DescribeQuery(new Stock("SPY"), Optional.of(LocalDate.of(2024, 1, 12)))),
                engine.asked);
        assertEquals(
                List.of("LATEST is 2024-01-16", "TODAY is taken as 2024-01-12, the newest day with data"),
                heard.messages);
    }

    @Test
    void periods_are_whole_years_quarters_months_and_days() {
        assertEquals("2024-01-01 .. 2024-12-31", during("2024"));
        assertEquals("2024-04-01 .. 2024-06-30", during("2024-q2"));
        assertEquals("2024-02-01 .. 2024-02-29", during("2024-02"));
        assertEquals("2024-03-07", during("2024-03-07"));
        assertEquals("2024-03-07", during("'2024-03-07'"));
        assertEquals("2024-01-16", during("LATEST"));
        assertEquals("2023-10-01 .. 2024-02-29", during("2023-Q4 .. 2024-02"));
        assertEquals("2023-01-01 .. 2024-01-16", during("2023..LATEST"));
    }

    @Test
    void periods_back_from_the_latest_day_end_with_it() {
        assertEquals("2023-12-18 .. 2024-01-16", during("LAST 30 DAYS"));
        assertEquals("2024-01-16", during("LAST 1 DAY"));
        assertEquals("2024-01-03 .. 2024-01-16", during("LAST 2 WEEKS"));
        assertEquals("2023-12-17 .. 2024-01-16", during("LAST 1 MONTH"));
        assertEquals("2023-10-17 .. 2024-01-16", during("LAST 1 QUARTER"));
        assertEquals("2023-01-17 .. 2024-01-16", during("LAST 1 YEAR"));
    }

    @Test
    void calendar_units_are_clamped_to_the_end_of_the_month() {
        RecordingMvq engine = new RecordingMvq();
        engine.days.add(LocalDate.of(2024, 3, 31));
        Heard.of("SIMILAR TO SPY DURING LAST 1 MONTH", engine);
        SimilarQuery query = assertInstanceOf(SimilarQuery.class, engine.asked.getFirst());
        assertEquals("2024-03-01 .. 2024-03-31", query.during().orElseThrow().toString());
    }

    @Test
    void a_period_says_which_day_today_is() {
        Heard heard = Heard.of("SIMILAR TO SPY DURING 2024-01-11 .. TODAY", new RecordingMvq());
        assertEquals(List.of("TODAY is taken as 2024-01-12, the newest day with data"), heard.messages);
    }

    private static String during(String period) {
        return similar("SIMILAR TO SPY DURING " + period).during().orElseThrow().toString();
    }

    @Test
    void describe_asks_for_a_contract_or_a_ticker() {
        assertEquals(
                List.of(new DescribeQuery(
                        ContractParser.parse("AAPL_20240119_152.5_P"), Optional.of(LocalDate.of(2024, 1, 12)))),
                asked("DESCRIBE AAPL_20240119_152.5_P AT 2024-01-12"));
    }

    @Test
    void import_takes_a_path_a_format_and_a_period() {
        assertEquals(
                List.of(new ImportQuery("a/*.csv", Optional.empty(), Optional.empty(), Optional.empty())),
                asked("IMPORT 'a/*.csv'"));
        assertEquals(
                List.of(new ImportQuery(
                        "it's.csv",
                        Optional.of("spy-options"),
                        Optional.of(RowKind.OPTIONS),
                        Optional.of(new DateRange(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 3, 31))))),
                asked("IMPORT 'it''s.csv' DURING 2021-Q1 as Quotes FORMAT 'SPY-options'"));
    }

    @Test
    void import_simulated_takes_options() {
        assertEquals(List.of(new SimulationQuery(Map.of())), asked("IMPORT SIMULATED"));
        assertEquals(
                List.of(new SimulationQuery(Map.of("seed", 7L, "contracts_per_day", 1_000L))),
                asked("import simulated with (seed = 7, contracts_per_day = 1_000)"));
        assertEquals(
                List.of(new SimulationQuery(Map.of("last_day", 20_240_131L))),
                asked("IMPORT SIMULATED WITH (last_day = 2024-01-31)"));
        assertEquals(
                List.of(new SimulationQuery(
                        Map.of("arbitrage", 5L, "near_misses", 2L, "anomalies", 3L, "flaws", 4L, "intraday", 1L),
                        Map.of("format", "spy-options"))),
                asked("IMPORT SIMULATED WITH (arbitrage = 5, near_misses = 2, anomalies = 3, flaws = 4, intraday = 1, "
                        + "format = 'SPY-options')"));
        assertEquals(
                List.of(new SimulationQuery(Map.of("contracts_per_day", 300_000L), Map.of("format", "chains"))),
                asked("IMPORT SIMULATED WITH (format = chains, contracts_per_day = 300_000)"));
    }

    @Test
    void generate_takes_a_period_and_options() {
        GenerateQuery all = GenerateQuery.EVERYTHING;
        assertEquals(List.of(all, all), asked("GENERATE EMBEDDINGS; GENERATE EMBEDDINGS RESUME"));
        assertEquals(
                List.of(new GenerateQuery(
                        List.of(new Stock("AAPL"), new Contract("SPY", LocalDate.of(2024, 1, 19), 470_000, Right.CALL)),
                        Optional.of(new DateRange(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 16))),
                        true,
                        false,
                        true,
                        OptionalInt.of(1024),
                        OptionalInt.of(16))),
                asked("GENERATE EMBEDDINGS RESTART WITH (batch_size = 1024, max_workers = 16) TEST AFTER YEAR"
                        + " DURING 2024 .. LATEST FOR aapl, SPY_20240119_470_C"));
    }

    @Test
    void generate_full_index_takes_tests_and_settings() {
        assertEquals(
                List.of(
                        new GenerateQuery(
                                List.of(),
                                Optional.empty(),
                                false,
                                true,
                                false,
                                OptionalInt.empty(),
                                OptionalInt.empty()),
                        new GenerateQuery(
                                List.of(),
                                Optional.empty(),
                                true,
                                true,
                                true,
                                OptionalInt.of(512),
                                OptionalInt.empty())),
                asked("GENERATE FULL INDEX; GENERATE FULL INDEX TEST AFTER YEAR RESTART WITH (batch_size = 512)"));
    }

    /** Nothing is encoded twice unasked, once there is something. */
    @Test
    void restart_is_agreed_to_where_there_is_a_generation() {
        RecordingMvq engine = new RecordingMvq();
        engine.generation = Optional.of("g0003-0a1b2c3d");
        List<String> questions = new ArrayList<>();
        Surroundings here = Surroundings.of(Path.of(""));
        for (Consent.Answer answer : Consent.Answer.values()) {
            new MvqInterpreter(() -> engine, here.asking(question -> {
                        questions.add(question);
                        return answer;
                    }))
                    .run("a.mvq", "GENERATE EMBEDDINGS DURING 2024-01-12 RESTART", new Heard());
        }
        assertEquals(1, engine.asked.size(), "only the yes counts");
        assertEquals(
                List.of(
                        "RESTART encodes 1 day again, done or not; generation g0003-0a1b2c3d answers until that is complete,"
                                + " and is kept. Go on?"),
                questions.stream().distinct().toList());
        assertTrue(Consent.isYes(" Yes "));
        assertFalse(Consent.isYes("yeah, no"));
    }

    @Test
    void test_embeddings_takes_a_period() {
        assertEquals(
                List.of(
                        new TestEmbeddingsQuery(Optional.empty(), MeasureOptions.STANDARD),
                        new TestEmbeddingsQuery(
                                Optional.of(new DateRange(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 16))),
                                MeasureOptions.STANDARD)),
                asked("TEST EMBEDDINGS; test embeddings during 2024 .. latest"));
    }

    @Test
    void build_index_takes_modalities_and_a_type() {
        assertEquals(
                List.of(
                        new BuildIndexQuery(List.of(), Optional.empty()),
                        new BuildIndexQuery(List.of(Modality.FUSED, Modality.GREEKS), Optional.of("IVF1024,PQ64"))),
                asked("BUILD INDEX; BUILD INDEX TYPE 'IVF1024,PQ64' ON fused, greeks"));
    }

    @Test
    void show_shows_what_there_is() {
        assertEquals(
                List.of(
                        new ContractsQuery(Optional.of("AAPL%"), Optional.of(LocalDate.of(2024, 1, 12))),
                        "coverage",
                        "indices",
                        "generations",
                        "encoders",
                        "settings"),
                asked("SHOW CONTRACTS LIKE 'AAPL%' AT 2024-01-12; SHOW coverage; SHOW Indices; SHOW Generations;"
                        + " SHOW ENCODERS; SHOW SETTINGS"));
        Heard heard = Heard.of("SHOW FORMATS; SHOW COLUMNS");
        assertEquals("chains", heard.rows.get(0).get(0, 0));
        assertEquals("contract", heard.rows.get(1).get(0, 0));
    }

    @Test
    void set_changes_and_reset_restores() {
        RecordingMvq engine = new RecordingMvq();
        Heard heard = Heard.of("SET device = CPU; SET max_workers = 8; RESET device", engine);
        assertEquals(List.of("DEVICE=cpu", "MAX_WORKERS=8", "DEVICE=auto"), engine.asked);
        assertEquals(List.of("device = cpu", "max_workers = 8", "device = auto"), heard.messages);
    }

    @Test
    void explain_draws_the_plan_of_a_question_and_runs_nothing_else() {
        Heard heard = Heard.of("EXPLAIN SIMILAR TO SPY");
        assertEquals(List.of("""
                        rank
                        ├─ score
                        │  ├─ propose from fused.faiss
                        │  └─ propose from greeks.faiss
                        └─ subject"""), heard.texts);
        RecordingMvq engine = new RecordingMvq();
        Heard generate = Heard.of("explain generate embeddings during 2024", engine);
        assertEquals(List.of(), engine.asked);
        assertEquals(
                List.of("GENERATE EMBEDDINGS DURING 2024: encodes the days of 2024, leaving out those already encoded,"
                        + " then builds the indices that are missing and swaps the root"),
                generate.texts);
    }

    @Test
    void comments_and_blanks_may_stand_anywhere() {
        assertEquals(asked("SHOW INDICES"), asked("\uFEFF/* c; */ SHOW\u00A0-- which?\n\tINDICES // all\n;"));
    }

    @Test
    void nothing_is_fine() {
        assertEquals(List.of(), asked(" ;; -- nothing"));
        assertTrue(Heard.of("").problems.isEmpty());
    }
}
