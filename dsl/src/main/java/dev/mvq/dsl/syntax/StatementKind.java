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
                [ON modality [WEIGHT w], … | ON AUTO] -- price greeks microstructure technical fused; default fused
                [K n]                                 -- 1 .. 10_000, default 20
                [THRESHOLD s]                         -- least similarity, -1 .. 1
                [DURING period] [WHERE predicate]     -- which rows may answer
                [DISTINCT contract | underlying | date]
                [INCLUDE SELF] [ALLOW MISSING]
                [ACROSS UNDERLYINGS] [APART n DAYS] [ONLY PAST]
                [USING EXACT | IVF | HNSW | AUTO] [WITH (nprobe = 32, ef = 128, refine = 4)] [AS OF generation]""",
            "SIMILAR TO AAPL_20240119_150_C ON fused, greeks K 20",
            "SIMILAR TO AAPL_20240119_150_C AT 2024-01-12 ACROSS UNDERLYINGS WHERE type = 'call' AND dte < 60"),
    SIMILAR_TO_EACH(
            false,
            "SIMILAR TO for every row of a source at once",
            "SIMILAR TO EACH (FROM source …) …",
            "SIMILAR TO EACH (FROM contracts WHERE underlying = 'SPY' AND dte < 30) K 5"),
    COMPARE(
            false,
            "how alike two subjects are, by modality, and where they differ",
            "COMPARE subject [AT date] WITH subject [AT date] [ON modality [WEIGHT w], …]",
            "COMPARE SPY AT 2024-01-12 WITH QQQ"),
    DESCRIBE(
            "what is known of a contract or a stock on a day",
            "DESCRIBE subject [AT date]",
            "DESCRIBE AAPL_20240119_150_C AT 2024-01-12"),
    IMPORT(
            "files into canonical trading days",
            "IMPORT 'path or glob' [AS options | bars | quotes] [FORMAT name] [DURING period]",
            "IMPORT 'chains/*.csv'",
            "IMPORT 'spy.csv' FORMAT chains DURING 2021-Q1"),
    IMPORT_SIMULATED(
            "a made market into canonical trading days",
            """
            IMPORT SIMULATED [WITH (seed = 7, underlyings = 8, days = 250, contracts_per_day = 400, history = 260,
                last_day = 2024-01-31,                       -- what is seen of the world of a seed
                arbitrage = 0, near_misses = 0, anomalies = 0,   -- what is planted over all days; near_misses as arbitrage
                format = 'chains' | 'spy-options' | 'bars',  -- raw files; without it canonical days
                flaws = 0,                                   -- of the files
                intraday = 0)]                               -- the last days also within the day
            The truth of each day is written to simulated/truth.""",
            "IMPORT SIMULATED WITH (seed = 7, underlyings = 4)",
            "IMPORT SIMULATED WITH (days = 20, arbitrage = 10, anomalies = 5)",
            "IMPORT SIMULATED WITH (days = 20, format = 'chains', flaws = 6)"),
    GENERATE_EMBEDDINGS(
            "days into embeddings, then into indices",
            """
            GENERATE EMBEDDINGS [FOR subject, …] [DURING period] [TEST AFTER YEAR] [RESUME | RESTART]
                [ON LOCAL | ON SPARK 'master'] [WITH (batch_size = 1024, max_workers = 2)]
            -- FOR a ticker: its stock and every option on it. RESUME, the default, leaves out what is done; RESTART asks first.
            -- TEST AFTER YEAR measures each year before the next is begun, and stops at one that fails.""",
            "GENERATE EMBEDDINGS DURING 2024-01 .. LATEST",
            "GENERATE EMBEDDINGS FOR AAPL, SPY DURING 2020 .. 2025 TEST AFTER YEAR"),
    GENERATE_FULL_INDEX("every day the store has, then all indices", """
            GENERATE FULL INDEX [TEST AFTER YEAR] [RESUME | RESTART] [WITH (batch_size = 1024, max_workers = 2)]""", "GENERATE FULL INDEX"),
    BUILD_INDEX(
            "indices from stored embeddings, without encoding",
            "BUILD INDEX [ON modality, …] [TYPE 'IVF1024,PQ64']",
            "BUILD INDEX ON fused, greeks TYPE 'HNSW32'"),
    FIND_REGIME_CHANGES(
            false,
            "days on which a ticker or the market began to behave differently",
            """
            FIND REGIME CHANGES [IN ticker, … | IN MARKET] [DURING period]
                [SENSITIVITY x]                       -- above 0, in standard deviations, default 2
                [ON modality, …] [METHOD pelt | cusum | bayes | hmm | jump | embedding]""",
            "FIND REGIME CHANGES IN SPY DURING 2020 METHOD hmm"),
    FIND_ARBITRAGE(
            false,
            "quotes that contradict each other",
            """
            FIND ARBITRAGE [IN ticker, …] [AT date | DURING period]
                [MIN SPREAD x]                        -- in currency per share
                [MAX RISK y]                          -- 0 .. 1
                [KIND vertical | butterfly | calendar | parity | box | portfolio, …]""",
            "FIND ARBITRAGE IN SPY AT 2024-01-12 MIN SPREAD 0.02 KIND butterfly, box"),
    FIND_ANOMALIES(
            false,
            "rows that are like few others",
            "FIND ANOMALIES [IN ticker, …] [AT date | DURING period] [ON modality, …] [K n]",
            "FIND ANOMALIES IN SPY, QQQ AT 2024-01-12 K 10"),
    ANALYZE(
            false,
            "a pattern of the surface, day by day",
            "ANALYZE pattern [OF ticker, …] [AT date | DURING period] [BY DAY | WEEK | MONTH | QUARTER | YEAR]",
            "ANALYZE skew OF SPY DURING 2023 BY MONTH"),
    TEST_EMBEDDINGS(
            "what the embeddings retrieve, against baselines",
            "TEST EMBEDDINGS [DURING period]",
            "TEST EMBEDDINGS DURING 2024"),
    TRAIN_ENCODERS(
            "fits the encoders to the store's days",
            """
            TRAIN ENCODERS [ON modality, …] [DURING period]
                [WITH (epochs = 10, seed = 7, rows = 30_000, size = full | half, threads = 1, restart = true)]
            -- ON: those only, and fused, which looks at them; the others stay those of SET encoders. Each begins anew, from the seed.
            -- Nothing after the period is read; its last day is kept with the parameters, under a version of their own.
            -- epochs: how often each row is seen. Without it: 1000 steps of 320 rows for price, 2400 greeks, 1600 microstructure,
            -- 2400 technical, 1300 fused. rows: the most that are kept, spread over days and underlyings.
            -- Stopped, it goes on where it was with the same statement; restart = true throws that away. EXPLAIN says what it takes.""",
            "TRAIN ENCODERS ON greeks DURING 2020 .. 2023 WITH (epochs = 10)",
            "TRAIN ENCODERS DURING 2020 .. 2023 WITH (size = half, seed = 11)"),
    FROM(
            "rows of a source, and a pipeline over them",
            """
            FROM source [AT date | DURING period] [WHERE predicate] [AS OF generation]
                                                      -- contracts, bars, embeddings; or last, $3, a LET name
            | WHERE predicate | SORT BY expr [ASC | DESC], … | LIMIT n
            | KEEP col, … | DROP col, … | RENAME a AS b, … | DERIVE col = expr, …
            | STATS agg(col) [AS name], … [BY col, …]
            | OUTCOME n, … DAYS | PLOT [kind] [TO 'file.html'] | SAVE TO 'file.csv'""",
            "FROM contracts WHERE underlying = 'SPY' | STATS avg(iv), count BY expiry",
            "FROM contracts DURING 2024 | SORT BY volume DESC | LIMIT 5 | KEEP contract, date, volume"),
    SHOW("what there is", """
            SHOW CONTRACTS [LIKE 'AAPL%'] [AT date]
            SHOW COVERAGE | INDICES | GENERATIONS | ENCODERS | SETTINGS | SOURCES | FORMATS | PATTERNS
            SHOW VARIABLES | HISTORY | COLUMNS [OF source]""", "SHOW CONTRACTS LIKE 'AAPL%' AT LATEST", "SHOW INDICES"),
    SET("changes a setting", "SET name = value", "SET device = cpu"),
    RESET("gives a setting its first value back", "RESET name", "RESET device"),
    LET(
            "keeps the rows of a statement under a name",
            "LET name = statement",
            "LET liquid = FROM contracts | SORT BY volume DESC | LIMIT 20"),
    EXPLAIN(
            "how a statement would be run; with ANALYZE, how it ran",
            "EXPLAIN statement\nEXPLAIN ANALYZE statement",
            "EXPLAIN SIMILAR TO SPY K 5",
            "EXPLAIN ANALYZE FROM contracts | STATS count"),
    RUN(
            "the statements of a file",
            "RUN 'file.mvq'          -- relative to the calling file's folder, else the working folder"),
    ASK("plain words to a statement, which is shown and run", "ASK 'plain words'"),
    HELP("this help", "HELP [topic]", "HELP SIMILAR TO", "HELP modalities");

    private final String words;
    private final boolean built;
    private final String summary;
    private final String syntax;
    private final List<String> examples;

    StatementKind(String summary, String syntax, String... examples) {
        this(true, summary, syntax, examples);
    }

    /** @param built whether it can be run; if not, it is parsed, checked and explained */
    StatementKind(boolean built, String summary, String syntax, String... examples) {
        this.words = name().replace('_', ' ');
        this.built = built;
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
