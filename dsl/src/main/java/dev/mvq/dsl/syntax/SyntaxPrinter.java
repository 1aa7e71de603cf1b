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
            case Statement.SimilarToEach s -> "SIMILAR TO EACH (" + print(s.rows()) + ")" + clauses(s);
            case Statement.Compare s -> "COMPARE " + dated(s.left()) + " WITH " + dated(s.right()) + clauses(s);
            case Statement.Describe s -> "DESCRIBE " + subject(s.subject()) + clauses(s);
            case Statement.FindRegimeChanges s -> "FIND REGIME CHANGES" + clauses(s);
            case Statement.FindArbitrage s -> "FIND ARBITRAGE" + clauses(s);
            case Statement.FindAnomalies s -> "FIND ANOMALIES" + clauses(s);
            case Statement.Analyze s -> "ANALYZE " + s.pattern().text() + clauses(s);
            case Statement.ImportFiles s -> "IMPORT " + value(s.path()) + clauses(s);
            case Statement.ImportSimulated s -> "IMPORT SIMULATED" + clauses(s);
            case Statement.GenerateEmbeddings s -> "GENERATE EMBEDDINGS" + clauses(s);
            case Statement.GenerateFullIndex s -> "GENERATE FULL INDEX" + clauses(s);
            case Statement.BuildIndex s -> "BUILD INDEX" + clauses(s);
            case Statement.TestEmbeddings s -> "TEST EMBEDDINGS" + clauses(s);
            case Statement.TrainEncoders s -> "TRAIN ENCODERS" + clauses(s);
            case Statement.From s -> "FROM " + s.source().text() + clauses(s);
            case Statement.Show s -> "SHOW " + s.topic().text().toUpperCase(Locale.ROOT) + clauses(s);
            case Statement.SetSetting s -> "SET " + s.setting().text() + " = " + value(s.value());
            case Statement.ResetSetting s -> "RESET " + s.setting().text();
            case Statement.Let s -> "LET " + s.name().text() + " = " + print(s.statement());
            case Statement.Explain s -> (s.analyze() ? "EXPLAIN ANALYZE " : "EXPLAIN ") + print(s.explained());
            case Statement.RunFile s -> "RUN " + value(s.path());
            case Statement.Ask s -> "ASK " + value(s.words());
            case Statement.Help s -> s.topic().isEmpty() ? "HELP" : "HELP " + joined(s.topic(), Name::text, " ");
            case Statement.Piped s -> print(s.source()) + " | " + joined(s.stages(), StagePrinter::print, " | ");
        };
    }

    private static String clauses(Statement statement) {
        return statement.clauses().stream().map(clause -> " " + print(clause)).collect(Collectors.joining());
    }

    private static String dated(Statement.Dated dated) {
        return subjects(dated.subjects())
                + dated.at().map(at -> " " + print(at)).orElse("");
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
            case Clause.Apart c -> "APART " + c.days().text() + " DAYS";
            case Clause.Using c -> "USING " + c.index().text();
            case Clause.With c -> "WITH (" + joined(c.options(), SyntaxPrinter::option, ", ") + ")";
            case Clause.AsOf c -> "AS OF " + value(c.generation());
            case Clause.In c -> "IN " + (c.tickers().isEmpty() ? "MARKET" : tickers(c.tickers()));
            case Clause.OfTickers c -> "OF " + tickers(c.tickers());
            case Clause.Sensitivity c -> "SENSITIVITY " + c.deviations().text();
            case Clause.Method c -> "METHOD " + c.name().text();
            case Clause.MinSpread c -> "MIN SPREAD " + c.least().text();
            case Clause.MaxRisk c -> "MAX RISK " + c.most().text();
            case Clause.Kinds c -> "KIND " + joined(c.names(), Name::text, ", ");
            case Clause.By c -> "BY " + c.unit().text();
            case Clause.Format c -> "FORMAT " + text(c.name().text());
            case Clause.AsKind c -> "AS " + c.kind().text();
            case Clause.For c -> "FOR " + tickers(c.subjects());
            case Clause.Place c ->
                c.master().map(master -> "ON SPARK " + value(master)).orElse("ON LOCAL");
            case Clause.IndexType c -> "TYPE " + value(c.factory());
            case Clause.Like c -> "LIKE " + value(c.pattern());
            case Clause.OfSource c -> "OF " + c.source().text();
            case Clause.IncludeSelf c -> c.keyword();
            case Clause.AllowMissing c -> c.keyword();
            case Clause.AcrossUnderlyings c -> c.keyword();
            case Clause.OnlyPast c -> c.keyword();
            case Clause.TestAfterYear c -> c.keyword();
            case Clause.Again c -> c.keyword();
        };
    }

    private static String weighted(Clause.Weighted weighted) {
        return weighted.modality().text()
                + weighted.weight().map(weight -> " WEIGHT " + weight.text()).orElse("");
    }

    private static String option(Clause.Option option) {
        return option.name().text() + " = " + value(option.value());
    }

    static String value(Value value) {
        return switch (value.kind()) {
            case PARAMETER -> ":" + value.text();
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
            case Day.Parameter parameter -> ":" + parameter.name();
        };
    }

    /** A period as the language writes it. */
    public static String period(Period period) {
        return switch (period) {
            case Period.Back back -> "LAST " + back.count().text() + " " + back.unit();
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
        String listed = joined(subjects, SyntaxPrinter::subject, ", ");
        return subjects.size() == 1 ? listed : "(" + listed + ")";
    }

    /** A list without brackets, where the bare word MARKET would be no ticker. */
    private static String tickers(List<Subject> subjects) {
        return joined(subjects, each -> subject(each).equals("MARKET") ? "\"MARKET\"" : subject(each), ", ");
    }

    /** A subject as the language writes it. */
    public static String subject(Subject subject) {
        return switch (subject) {
            case Subject.Named named -> instrument(named.instrument());
            case Subject.Found found -> instrument(found.instrument());
            case Subject.Parameter parameter -> ":" + parameter.name();
            case Subject.Given given -> ":" + given.parameter();
            case Subject.Row row -> row.result().text() + "[" + row.index().text() + "]";
        };
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
