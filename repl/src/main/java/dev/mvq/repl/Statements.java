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

    private Statements() {}

    static String similar(String contract, @Nullable String date, @Nullable String on, int k) {
        if (!SUBJECT.matcher(contract).matches()) {
            throw new UsageException(
                    "'%s' is no contract such as AAPL_20240119_150_C, and no ticker".formatted(contract));
        }
        if (date != null && !DATE.matcher(date).matches()) {
            throw new UsageException("'%s' is no date; write YYYY-MM-DD, latest or today".formatted(date));
        }
        String modalities = on == null ? "" : on.replace(" ", "");
        if (on != null && !MODALITIES.matcher(modalities).matches()) {
            throw new UsageException(
                    "--on takes modalities with commas between, such as fused,greeks, not '%s'".formatted(on));
        }
        return "SIMILAR TO " + contract
                + (date == null ? "" : " AT " + date.toUpperCase(Locale.ROOT))
                + (on == null
                        ? ""
                        : " ON " + modalities.toLowerCase(Locale.ROOT).replace(",", ", "))
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
