package dev.mvq.dsl.syntax;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every statement of the language by the words it opens with: what dispatch, HELP and completion read. */
public enum StatementKind {
    SIMILAR_TO(
            "which rows look most like a contract or a stock on a day",
            """
            SIMILAR TO subject [AT date]              -- a contract, a ticker, or a list (A, B) whose mean is taken
                [ON modality [WEIGHT w], …]           -- price greeks microstructure technical fused; default fused
                [K n]                                 -- 1 .. 10_000, default 20
                [THRESHOLD s]                         -- least similarity, -1 .. 1
                [DURING period] [WHERE predicate]     -- which rows may answer
                [DISTINCT contract | underlying | date]
                [INCLUDE SELF] [ACROSS UNDERLYINGS] [APART n DAYS]
                [USING EXACT | IVF | HNSW | AUTO] [WITH (nprobe = 32, ef = 128, refine = 4)]""",
            "SIMILAR TO AAPL_20240119_150_C ON fused, greeks K 20",
            "SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 ACROSS UNDERLYINGS WHERE type = 'call' AND dte < 60"),
    DESCRIBE(
            "what is known of a contract or a stock on a day",
            "DESCRIBE subject [AT date]",
            "DESCRIBE AAPL_20240119_150_C AT 2024-01-12"),
    IMPORT(
            "files into canonical trading days",
            "IMPORT 'path or glob' [FORMAT name] [DURING period]",
            "IMPORT 'chains/*.csv'",
            "IMPORT 'spy.csv' FORMAT chains DURING 2021-Q1"),
    IMPORT_SIMULATED(
            "a made market into canonical trading days",
            "IMPORT SIMULATED [WITH (seed = 7, underlyings = 8, days = 250, contracts_per_day = 400)]",
            "IMPORT SIMULATED WITH (seed = 7, underlyings = 4)"),
    GENERATE_EMBEDDINGS(
            "days into embeddings, then into indices",
            "GENERATE EMBEDDINGS [DURING period] [RESUME | RESTART] [WITH (batch_size = 256, max_workers = 2)]",
            "GENERATE EMBEDDINGS DURING 2024-01 .. LATEST"),
    GENERATE_FULL_INDEX("every day the store has, then all indices", "GENERATE FULL INDEX", "GENERATE FULL INDEX"),
    BUILD_INDEX(
            "indices from stored embeddings, without encoding",
            "BUILD INDEX [ON modality, …] [TYPE 'IVF1024,PQ64']",
            "BUILD INDEX ON fused, greeks TYPE 'HNSW32'"),
    TEST_EMBEDDINGS(
            "what the embeddings are worth beside baselines, on the store's own days",
            "TEST EMBEDDINGS [DURING period]",
            "TEST EMBEDDINGS DURING 2023 .. LATEST"),
    SHOW(
            "what there is",
            "SHOW CONTRACTS [LIKE 'AAPL%'] [AT date]\nSHOW COVERAGE | INDICES | SETTINGS | FORMATS | COLUMNS",
            "SHOW CONTRACTS LIKE 'AAPL%' AT LATEST",
            "SHOW INDICES"),
    SET("changes a setting", "SET name = value", "SET device = cpu"),
    RESET("gives a setting its first value back", "RESET name", "RESET device"),
    EXPLAIN("how a statement would be run", "EXPLAIN statement", "EXPLAIN SIMILAR TO SPY K 5"),
    HELP("this help", "HELP [topic]", "HELP SIMILAR TO", "HELP modalities"),

    COMPARE,
    FIND_REGIME_CHANGES,
    FIND_ARBITRAGE,
    FIND_ANOMALIES,
    ANALYZE,
    TRAIN_ENCODERS,
    FROM,
    LET,
    RUN,
    ASK;

    private final String words;
    private final boolean built;
    private final String summary;
    private final String syntax;
    private final List<String> examples;

    /** A statement of the specification that is still to come. */
    StatementKind() {
        this.words = name().replace('_', ' ');
        this.built = false;
        this.summary = "not built yet";
        this.syntax = "";
        this.examples = List.of();
    }

    StatementKind(String summary, String syntax, String... examples) {
        this.words = name().replace('_', ' ');
        this.built = true;
        this.summary = summary;
        this.syntax = syntax;
        this.examples = List.of(examples);
    }

    /** The words it opens with, upper case, with a blank between them. */
    public String words() {
        return words;
    }

    /** The first of its words. */
    public String opener() {
        return words.split(" ", -1)[0];
    }

    /** Whether it can be run. */
    public boolean built() {
        return built;
    }

    /** What it does, in a line. */
    public String summary() {
        return summary;
    }

    /** Its syntax, on one or more lines. */
    public String syntax() {
        return syntax;
    }

    /** Statements that can be typed. */
    public List<String> examples() {
        return examples;
    }

    /** The kind with the most words that the given words, upper case, begin with. */
    public static Optional<StatementKind> of(List<String> upper) {
        StatementKind best = null;
        for (StatementKind kind : values()) {
            List<String> own = Arrays.asList(kind.words.split(" ", -1));
            boolean begins =
                    upper.size() >= own.size() && upper.subList(0, own.size()).equals(own);
            if (begins && (best == null || kind.words.length() > best.words.length())) {
                best = kind;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Kinds that open with the word, upper case. */
    public static List<StatementKind> openedBy(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.opener().equals(word))
                .toList();
    }

    /** Every word a statement opens with. */
    public static List<String> openers() {
        return Arrays.stream(values()).map(StatementKind::opener).distinct().toList();
    }
}
