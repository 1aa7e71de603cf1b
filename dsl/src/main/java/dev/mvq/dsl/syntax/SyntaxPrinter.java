package dev.mvq.dsl.syntax;

import dev.mvq.grammar.Keywords;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.Stock;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Statements back to text that reads as the same tree. */
public final class SyntaxPrinter {
    private static final Pattern TICKER = Pattern.compile("[A-Z][A-Z0-9]{0,5}(\\.[A-Z]{1,2})?");

    private SyntaxPrinter() {}

    /** The statement on one line, keywords in upper case. */
    public static String print(Statement statement) {
        return switch (statement) {
            case Statement.SimilarTo s -> "SIMILAR TO " + subjects(s.subjects()) + clauses(s);
            case Statement.ImportFiles s -> "IMPORT " + text(s.path().text()) + clauses(s);
            case Statement.ImportSimulated s -> "IMPORT SIMULATED" + clauses(s);
            case Statement.GenerateEmbeddings s -> "GENERATE EMBEDDINGS" + clauses(s);
            case Statement.GenerateFullIndex s -> "GENERATE FULL INDEX";
            case Statement.BuildIndex s -> "BUILD INDEX" + clauses(s);
            case Statement.TestEmbeddings s -> "TEST EMBEDDINGS" + clauses(s);
            case Statement.Show s -> "SHOW " + s.topic().text().toUpperCase(Locale.ROOT) + clauses(s);
            case Statement.Describe s -> "DESCRIBE " + instrument(s.subject().instrument()) + clauses(s);
            case Statement.SetSetting s -> "SET " + s.setting().text() + " = " + value(s.value());
            case Statement.ResetSetting s -> "RESET " + s.setting().text();
            case Statement.Explain s -> "EXPLAIN " + print(s.explained());
            case Statement.Help s -> s.topic().isEmpty() ? "HELP" : "HELP " + joined(s.topic(), Name::text, " ");
        };
    }

    private static String clauses(Statement statement) {
        return statement.clauses().stream().map(clause -> " " + print(clause)).collect(Collectors.joining());
    }

    /** One clause. */
    public static String print(Clause clause) {
        return switch (clause) {
            case Clause.At c -> "AT " + day(c.day());
            case Clause.On c -> "ON " + joined(c.modalities(), SyntaxPrinter::weighted, ", ");
            case Clause.Limit c -> "K " + c.k().text();
            case Clause.Threshold c -> "THRESHOLD " + c.least().text();
            case Clause.During c -> "DURING " + period(c.period());
            case Clause.Where c -> "WHERE " + ExpressionPrinter.print(c.condition());
            case Clause.DistinctBy c -> "DISTINCT " + c.by().text();
            case Clause.IncludeSelf c -> c.keyword();
            case Clause.AcrossUnderlyings c -> c.keyword();
            case Clause.Apart c -> "APART " + c.days().text() + " DAYS";
            case Clause.Using c -> "USING " + c.index().text();
            case Clause.With c -> "WITH (" + joined(c.options(), SyntaxPrinter::option, ", ") + ")";
            case Clause.Format c -> "FORMAT " + text(c.name().text());
            case Clause.Again c -> c.keyword();
            case Clause.IndexType c -> "TYPE " + text(c.factory());
            case Clause.Like c -> "LIKE " + text(c.pattern());
        };
    }

    private static String weighted(Clause.Weighted weighted) {
        return weighted.modality().text()
                + weighted.weight().map(weight -> " WEIGHT " + weight.text()).orElse("");
    }

    private static String option(Clause.Option option) {
        return option.name().text() + " = " + value(option.value());
    }

    private static String value(Value value) {
        return switch (value.kind()) {
            case TEXT -> text(value.text());
            case WORD, NUMBER, DAY -> value.text();
        };
    }

    /** A day as the language writes it. */
    public static String day(Day day) {
        return switch (day) {
            case Day.On on -> on.date().toString();
            case Day.Latest latest -> "LATEST";
            case Day.Today today -> "TODAY";
        };
    }

    /** A period as the language writes it. */
    public static String period(Period period) {
        return switch (period) {
            case Period.Back back -> "LAST " + back.count() + " " + back.unit();
            case Period.Single single -> end(single.end());
            case Period.Range range -> end(range.from()) + " .. " + end(range.to());
        };
    }

    private static String end(Period.End end) {
        return switch (end) {
            case Period.End.Calendar calendar -> calendar.text();
            case Period.End.Newest newest -> day(newest.day());
        };
    }

    private static String subjects(List<Subject> subjects) {
        String listed = joined(subjects, subject -> instrument(subject.instrument()), ", ");
        return subjects.size() == 1 ? listed : "(" + listed + ")";
    }

    /** A subject as the language writes it: a ticker that is no plain word, or opens a clause, in double quotes. */
    public static String instrument(Instrument instrument) {
        return switch (instrument) {
            case Contract contract -> contract.name();
            case Stock stock -> ticker(stock.ticker());
        };
    }

    private static String ticker(String ticker) {
        boolean bare = TICKER.matcher(ticker).matches()
                && !Keywords.NOT_TICKERS.contains(ticker)
                && !ContractParser.looksLikeContract(ticker);
        return bare ? ticker : "\"" + ticker.replace("\"", "\"\"") + "\"";
    }

    /** A text in single quotes. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static <T> String joined(List<T> parts, Function<T, String> print, String between) {
        return parts.stream().map(print).collect(Collectors.joining(between));
    }
}
