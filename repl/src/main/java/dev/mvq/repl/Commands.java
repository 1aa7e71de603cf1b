package dev.mvq.repl;

import dev.mvq.repl.output.Format;
import dev.mvq.repl.output.LogFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** What {@code mvq} takes on its command line. */
@Command(
        name = "mvq",
        header = "What else, in 23 years of stocks and options, looked like this?",
        description = {
            "",
            "Without a command: a console when a person types, otherwise the statements on standard input are run.",
            "Tables go to standard output, everything else to standard error."
        },
        synopsisHeading = "%nUsage: ",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands (mvq COMMAND --help says more):%n",
        footer = {
            "",
            "Examples:",
            "  mvq demo",
            "  mvq query AAPL_20240119_150_C 2024-01-12 -k 20 --on fused,greeks",
            "  mvq -c \"SIMILAR TO SPY AT 2020-03-16 ON price, technical K 10\" --format csv",
            "  mvq --store ./spy -c \"IMPORT 'data/*.csv'; GENERATE EMBEDDINGS; SHOW COVERAGE\"",
            "  mvq run queries.mvq",
            "",
            "Exit code: 0 all went well; 1 something failed, what ran before stays done; 2 nothing was run,",
            "because the command line or a statement is wrong."
        },
        subcommands = CommandLine.HelpCommand.class,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class Commands implements Callable<Integer> {
    private final Ways ways;

    @Option(
            names = "--store",
            scope = ScopeType.INHERIT,
            paramLabel = "STORE",
            description = {
                "Folder of the store, made when first written; or s3://BUCKET[/PREFIX], reached by $$MVQ_S3_ENDPOINT,",
                "$$MVQ_S3_ACCESS_KEY and $$MVQ_S3_SECRET_KEY. Default: $$MVQ_STORE, else ~/.local/share/mvq/store."
            })
    private @Nullable String store;

    @Option(
            names = "--format",
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = FormatWord.class,
            description = "How rows are written: table, csv, json or md. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    @Option(
            names = "--log-format",
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = LogFormatWord.class,
            description =
                    "How progress, messages and problems are written to standard error: text, or json for one object a line. Default: ${DEFAULT-VALUE}.")
    private LogFormat logFormat = LogFormat.TEXT;

    @Option(
            names = "--yes",
            scope = ScopeType.INHERIT,
            description = "Agree beforehand to what would be asked, such as RESTART.")
    private boolean yes;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "STATEMENTS",
            description = "Run these statements, separated by ';'.")
    private @Nullable String statements;

    @Option(
            names = "--param",
            scope = ScopeType.INHERIT,
            paramLabel = "NAME=VALUE",
            description = "What :NAME stands for in statements: a number, a date, true or false, else a text.")
    private List<String> parameters = new ArrayList<>();

    Commands(Ways ways) {
        this.ways = ways;
    }

    @Override
    public Integer call() {
        ways.given(parameters, logFormat, yes);
        if (statements != null) {
            return ways.runText("<command>", statements, store, format);
        }
        return ways.streams().inIsTerminal() ? ways.runConsole(store, format) : ways.runInput(store, format);
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            header = "Run the statements of a file.",
            description = "The whole file is checked before anything runs.")
    int run(
            @Parameters(paramLabel = "FILE.mvq", description = "File of statements; - is standard input.")
                    String file) {
        begin("run");
        return ways.runFile(file, store, format);
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            header = "Say what is wrong with files of statements, and run nothing.",
            description =
                    "Every problem with its line, column and what was probably meant; exit code 2 when there is any.",
            footer = {"", "Example:", "  mvq check queries/*.mvq --syntax-only --format json"})
    int check(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "FILE.mvq",
                            description = "Files of statements; - is standard input.")
                    List<String> files,
            @Option(
                            names = "--syntax-only",
                            description = "Look at no store: whether it knows contracts and tickers is left open.")
                    boolean syntaxOnly) {
        begin("check");
        return ways.checkFiles(files, syntaxOnly, store, format);
    }

    @Command(
            name = "query",
            mixinStandardHelpOptions = true,
            header = "Find what was most like a contract, or a stock, on a day.",
            description = "Short for SIMILAR TO CONTRACT AT DATE ON MODALITIES K n.",
            footer = {"", "Example:", "  mvq query AAPL_20240119_150_C 2024-01-12 -k 20 --on fused,greeks"})
    int query(
            @Parameters(
                            index = "0",
                            paramLabel = "CONTRACT",
                            description =
                                    "A contract such as AAPL_20240119_150_C or O:AAPL240119C00150000, or a ticker.")
                    String contract,
            @Parameters(
                            index = "1",
                            arity = "0..1",
                            paramLabel = "DATE",
                            description =
                                    "YYYY-MM-DD, latest or today; a day without trading means the trading day before. Default: its newest.")
                    @Nullable
                    String date,
            @Option(names = "-k", paramLabel = "N", defaultValue = "20", description = "How many rows. Default: 20.")
                    int k,
            @Option(
                            names = "--on",
                            paramLabel = "MODALITIES",
                            description =
                                    "price, greeks, microstructure, technical, fused; several with commas between. Default: fused.")
                    @Nullable
                    String on) {
        begin("query");
        return ways.runText("<command>", Statements.similar(contract, date, on, k), store, format);
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            header = "Turn market data of the store into embeddings and indices.",
            description =
                    "Days that are done already are not done again; a run that was stopped goes on where it stood.",
            footer = {
                "",
                "Examples:",
                "  mvq generate --start-year 2020 --end-year 2025 --test-after-year",
                "  mvq generate --full-index --log-format json 2>generate.log"
            })
    int generate(
            @Option(names = "--start-year", paramLabel = "YEAR", description = "First year.") @Nullable
                    Integer startYear,
            @Option(
                            names = "--end-year",
                            paramLabel = "YEAR",
                            description = "Last year; default: the newest with data.")
                    @Nullable
                    Integer endYear,
            @Option(names = "--full-index", description = "Every day the store has, then all indices.")
                    boolean fullIndex,
            @Option(
                            names = "--test-after-year",
                            description = "Measure each year before the next is begun, and stop at one that fails.")
                    boolean testAfterYear,
            @Option(
                            names = "--restart",
                            description =
                                    "Encode again what is done already. Asks first, unless --yes is given; the present generation is kept.")
                    boolean restart,
            @Option(names = "--batch-size", paramLabel = "N", description = "Rows encoded at once.") @Nullable
                    Integer batchSize,
            @Option(names = "--max-workers", paramLabel = "N", description = "Encoder threads.") @Nullable
                    Integer maxWorkers,
            @Option(
                            names = "--encoders",
                            paramLabel = "VERSION",
                            description = "Encoders that mvq train made, by their version. Default: shipped.")
                    @Nullable
                    String encoders) {
        begin("generate");
        String text = Statements.generate(startYear, endYear, fullIndex, testAfterYear, restart, batchSize, maxWorkers);
        return ways.runText("<command>", Statements.with(encoders, text), store, format);
    }

    @Command(
            name = "train",
            mixinStandardHelpOptions = true,
            header = "Fit encoders to the store's own days.",
            description = {
                "Nothing after --through is read. The encoders are kept in the store under a version of their own,",
                "which is printed; mvq generate --encoders VERSION uses them. A training that was stopped goes on",
                "where it was with the same command."
            },
            footer = {
                "",
                "Examples:",
                "  mvq train --from 2020-01-01 --through 2023-12-29",
                "  mvq train --on greeks,price --epochs 10 --log-format json 2>train.log"
            })
    int train(
            @Option(
                            names = "--on",
                            paramLabel = "MODALITIES",
                            description = "Train these only, and fused. Default: all five.")
                    @Nullable
                    String on,
            @Option(names = "--from", paramLabel = "DATE", description = "First day learnt from.") @Nullable
                    String from,
            @Option(
                            names = "--through",
                            paramLabel = "DATE",
                            description = "Last day learnt from. Default: the newest.")
                    @Nullable
                    String through,
            @Option(
                            names = "--epochs",
                            paramLabel = "N",
                            description = "How often each row is seen. Default: the standard numbers of steps.")
                    @Nullable
                    Integer epochs,
            @Option(names = "--seed", paramLabel = "N", description = "Of all that is drawn. Default: 7.") @Nullable
                    Long seed,
            @Option(names = "--size", paramLabel = "SIZE", description = "full or half. Default: full.") @Nullable
                    String size,
            @Option(names = "--rows", paramLabel = "N", description = "The most rows kept. Default: 30000.") @Nullable
                    Integer rows,
            @Option(names = "--threads", paramLabel = "N", description = "Threads of an operation. Default: 1.")
                    @Nullable
                    Integer threads,
            @Option(names = "--restart", description = "Throw away what a stopped training left.") boolean restart) {
        begin("train");
        String text = Statements.train(
                new Statements.Training(on, from, through, epochs, seed, size, rows, threads, restart));
        return ways.runText("<command>", text, store, format);
    }

    @Command(
            name = "gc",
            mixinStandardHelpOptions = true,
            header = "Remove generations that were replaced long ago, and what killed runs left.",
            description = {
                "What the current generation, a checkpoint, a reader or a run at work needs stays.",
                "Each object or day's folder is a row, with its bytes and why it goes."
            },
            footer = {"", "Examples:", "  mvq gc --dry-run", "  mvq gc --grace 30d"})
    int gc(
            @Option(names = "--dry-run", description = "Remove nothing; say what would go.") boolean dryRun,
            @Option(
                            names = "--grace",
                            paramLabel = "TIME",
                            defaultValue = "7d",
                            description =
                                    "How long a generation stays after it was replaced: 7d, 12h, 30m, 0. Default: ${DEFAULT-VALUE}.")
                    String grace) {
        begin("gc");
        return ways.runCollection(grace, dryRun, store, format);
    }

    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            header = "Measure what the embeddings retrieve, beside baselines.",
            description = "Short for TEST EMBEDDINGS DURING YEAR. Nothing is written.",
            footer = {"", "Example:", "  mvq test --year 2024"})
    int test(
            @Option(
                            names = "--year",
                            paramLabel = "YEAR",
                            description = "Days of this year only; default: every day the store has.")
                    @Nullable
                    Integer year) {
        begin("test");
        return ways.runText("<command>", Statements.test(year), store, format);
    }

    @Command(
            name = "demo",
            mixinStandardHelpOptions = true,
            header = "Make a small market, its embeddings and indices, and ask two questions.",
            description = "The prices are simulated. Run again, it only asks. A store with other data is left alone.")
    int demo() {
        begin("demo");
        return ways.runDemo(store, format);
    }

    private void begin(String command) {
        ways.given(parameters, logFormat, yes);
        if (statements != null) {
            throw new UsageException("-c and %s exclude each other".formatted(command));
        }
    }

    /** {@code --format} with a near spelling for a word that is none. */
    static final class FormatWord implements ITypeConverter<Format> {
        @Override
        public Format convert(String word) {
            return oneOf(word, Format.values(), Format::word);
        }
    }

    /** {@code --log-format}, likewise. */
    static final class LogFormatWord implements ITypeConverter<LogFormat> {
        @Override
        public LogFormat convert(String word) {
            return oneOf(word, LogFormat.values(), LogFormat::word);
        }
    }

    private static <T> T oneOf(String word, T[] values, Function<T, String> spelling) {
        List<String> words = Arrays.stream(values).map(spelling).toList();
        for (T value : values) {
            if (spelling.apply(value).equalsIgnoreCase(word)) {
                return value;
            }
        }
        String near = Nearest.hint(word, words);
        throw new TypeConversionException("'%s' is none of %s%s".formatted(word, String.join(", ", words), near));
    }
}
