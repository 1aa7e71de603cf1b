package dev.mvq.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements that commands with options stand for. Arguments become one token each, never more language. */
final class Statements {
    /** A bare word, or OCC's padded spelling, whose root and blanks are six characters. */
    private static final Pattern SUBJECT =
            Pattern.compile("[\\p{Alnum}_.:]+|(?=.{6}[0-9])[\\p{Alnum}.]{1,6} *[0-9]{6}[CPcp][0-9]{8}");

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}|(?i:latest|today)");
    private static final Pattern MODALITIES = Pattern.compile("[\\p{Alpha}_]+(?:,[\\p{Alpha}_]+)*");

    /** A period begins somewhere; no store has data before. */
    private static final String FIRST_DAY = "2000-01-01";

    private Statements() {}

    static String similar(String contract, @Nullable String date, @Nullable String on, int k) {
        if (!SUBJECT.matcher(contract).matches()) {
            throw new UsageException(
                    "'%s' is no contract such as AAPL_20240119_150_C, and no ticker".formatted(contract));
        }
        if (date != null && !DATE.matcher(date).matches()) {
            throw new UsageException("'%s' is no date; write YYYY-MM-DD, latest or today".formatted(date));
        }
        return "SIMILAR TO " + contract
                + (date == null ? "" : " AT " + date.toUpperCase(Locale.ROOT))
                + (on == null ? "" : " ON " + modalities(on))
                + " K " + k;
    }

    static String generate(
            @Nullable Integer startYear,
            @Nullable Integer endYear,
            boolean fullIndex,
            boolean testAfterYear,
            boolean restart,
            @Nullable Integer batchSize,
            @Nullable Integer maxWorkers) {
        String clauses =
                (testAfterYear ? " TEST AFTER YEAR" : "") + (restart ? " RESTART" : "") + with(batchSize, maxWorkers);
        if (fullIndex) {
            if (startYear != null || endYear != null) {
                throw new UsageException("--full-index takes every day, so it takes no --start-year or --end-year");
            }
            return "GENERATE FULL INDEX" + clauses;
        }
        if (startYear == null) {
            throw new UsageException(
                    "say which years: --start-year 2020 --end-year 2025, or --full-index for every day");
        }
        return "GENERATE EMBEDDINGS DURING " + year("--start-year", startYear) + " .. "
                + (endYear == null ? "LATEST" : year("--end-year", endYear))
                + clauses;
    }

    /** GENERATE with these encoders. */
    static String with(@Nullable String encoders, String generate) {
        return encoders == null ? generate : "SET encoders = " + quoted("--encoders", encoders) + "; " + generate;
    }

    /** What {@code mvq train} takes. */
    record Training(
            @Nullable String on,
            @Nullable String from,
            @Nullable String through,
            @Nullable Integer epochs,
            @Nullable Long seed,
            @Nullable String size,
            @Nullable Integer rows,
            @Nullable Integer threads,
            boolean restart) {}

    static String train(Training asked) {
        String on = asked.on == null ? "" : " ON " + modalities(asked.on);
        String first = asked.from == null ? FIRST_DAY : day("--from", asked.from);
        String last = asked.through == null ? "LATEST" : day("--through", asked.through);
        String during = asked.from == null && asked.through == null ? "" : " DURING " + first + " .. " + last;
        List<String> options = new ArrayList<>();
        option("epochs", asked.epochs, options);
        option("seed", asked.seed, options);
        option("size", asked.size == null ? null : quoted("--size", asked.size), options);
        option("rows", asked.rows, options);
        option("threads", asked.threads, options);
        option("restart", asked.restart ? "true" : null, options);
        return "TRAIN ENCODERS" + on + during + (options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")");
    }

    private static void option(String name, @Nullable Object value, List<String> options) {
        if (value != null) {
            options.add(name + " = " + value);
        }
    }

    private static String day(String option, String date) {
        if (!date.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            throw new UsageException("%s takes a date such as 2023-12-29, not '%s'".formatted(option, date));
        }
        return date;
    }

    private static String quoted(String option, String word) {
        if (!word.matches("[\\p{Alnum}_-]+")) {
            throw new UsageException("%s takes a word, not '%s'".formatted(option, word));
        }
        return "'" + word + "'";
    }

    private static String modalities(String on) {
        String bare = on.replace(" ", "");
        if (!MODALITIES.matcher(bare).matches()) {
            throw new UsageException(
                    "--on takes modalities with commas between, such as fused,greeks, not '%s'".formatted(on));
        }
        return bare.toLowerCase(Locale.ROOT).replace(",", ", ");
    }

    static String test(@Nullable Integer year) {
        return "TEST EMBEDDINGS" + (year == null ? "" : " DURING " + year("--year", year));
    }

    private static String year(String option, int year) {
        if (year < 1900 || year > 2999) {
            throw new UsageException("%s takes a year such as 2020, not %d".formatted(option, year));
        }
        return Integer.toString(year);
    }

    private static String with(@Nullable Integer batchSize, @Nullable Integer maxWorkers) {
        List<String> options = new ArrayList<>();
        if (batchSize != null) {
            options.add("batch_size = " + batchSize);
        }
        if (maxWorkers != null) {
            options.add("max_workers = " + maxWorkers);
        }
        return options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")";
    }
}
