package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.dsl.diagnostic.Source;
import dev.mvq.dsl.parse.Parsed;
import dev.mvq.dsl.parse.StatementReader;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Expression;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.dsl.syntax.StatementKind;
import dev.mvq.dsl.syntax.Subject;
import dev.mvq.grammar.Keywords;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.Stock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No keyword is reserved: position decides. */
class KeywordTest {
    static Stream<String> keywords() {
        return Stream.concat(Keywords.all().stream(), StatementKind.openers().stream())
                .distinct();
    }

    private static Statement read(String text) {
        Parsed parsed = StatementReader.read(new Source("test", text), text).getFirst();
        assertEquals(List.of(), parsed.problems(), text);
        return parsed.statement().orElseThrow();
    }

    private static Instrument instrument(Subject subject) {
        return ((Subject.Named) subject).instrument();
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void every_keyword_is_a_column_bare_or_quoted(String word) {
        String column = Keywords.NOT_COLUMNS.contains(word) ? "\"" + word + "\"" : word.toLowerCase(Locale.ROOT);
        Statement.SimilarTo statement =
                (Statement.SimilarTo) read("SIMILAR TO SPY WHERE " + column + " > 3 AND 1 < " + column + " K 5");
        Clause.Where where = (Clause.Where) statement.clauses().getFirst();
        Expression.And both = (Expression.And) where.condition();
        Expression.Compared first = (Expression.Compared) both.terms().getFirst();
        Expression.Column read = (Expression.Column) first.left();
        assertEquals(word, read.name().text().toUpperCase(Locale.ROOT));
        assertEquals("K", statement.clauses().get(1).keyword());
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void every_keyword_of_a_tickers_length_is_a_ticker_bare_or_quoted(String word) {
        if (word.length() > 6) {
            return;
        }
        Stock stock = new Stock(word);
        String ticker = Keywords.NOT_TICKERS.contains(word) ? "\"" + word + "\"" : word.toLowerCase(Locale.ROOT);
        Statement.Describe describe = (Statement.Describe) read("DESCRIBE " + ticker + " AT LATEST");
        assertEquals(stock, instrument(describe.subject()));
        Statement.SimilarTo similar =
                (Statement.SimilarTo) read("SIMILAR TO (" + ticker + ", " + ticker + ") K 5 ON fused");
        assertEquals(
                List.of(stock, stock),
                similar.subjects().stream().map(KeywordTest::instrument).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"K", "ALL", "A", "IT", "KEY", "NOW", "RUN", "TEST", "COST", "MIN", "ASK", "OPEN", "DAY", "LAST"})
    void real_tickers_that_are_words_work_bare(String word) {
        Statement.SimilarTo similar = (Statement.SimilarTo) read("SIMILAR TO " + word + " K 3");
        assertEquals(new Stock(word), instrument(similar.subjects().getFirst()));
        assertEquals("K", similar.clauses().getFirst().keyword());
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void every_keyword_names_an_option_and_a_setting(String word) {
        Statement.SetSetting set = (Statement.SetSetting) read("SET " + word + " = " + word);
        assertEquals(word, set.setting().text());
        Statement.ImportSimulated with =
                (Statement.ImportSimulated) read("IMPORT SIMULATED WITH (" + word + " = " + word + ")");
        Clause.With options = (Clause.With) with.clauses().getFirst();
        assertEquals(word, options.options().getFirst().name().text());
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void every_keyword_is_a_column_of_every_stage(String word) {
        String column = Keywords.NOT_COLUMNS.contains(word) ? "\"" + word + "\"" : word.toLowerCase(Locale.ROOT);
        String text = ("FROM contracts | KEEP # | DROP #, # | RENAME # AS # | DERIVE # = # + 1 | SORT BY # DESC, #"
                        + " | STATS min(#) AS # BY # AS # | WHERE # IS NOT NULL")
                .replace("#", column);
        Statement.Piped piped = (Statement.Piped) read(text);
        assertEquals(7, piped.stages().size());
        Stage.Keep keep = (Stage.Keep) piped.stages().getFirst();
        assertEquals(word, keep.columns().getFirst().text().toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("keywords")
    void every_keyword_is_a_ticker_in_lists(String word) {
        if (word.length() > 6) {
            return;
        }
        String ticker = Keywords.NOT_TICKERS.contains(word) ? "\"" + word + "\"" : word;
        Statement.FindArbitrage find =
                (Statement.FindArbitrage) read("FIND ARBITRAGE IN SPY, " + ticker + " AT LATEST MIN SPREAD 1");
        Clause.In in = (Clause.In) find.clauses().getFirst();
        assertEquals(new Stock(word), instrument(in.tickers().getLast()));
        assertEquals(3, find.clauses().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"YEAR", "MONTH", "DAY"})
    void words_of_periods_are_functions_too(String word) {
        Statement.SimilarTo similar = (Statement.SimilarTo) read("SIMILAR TO SPY WHERE " + word + "(date) = 3");
        Clause.Where where = (Clause.Where) similar.clauses().getFirst();
        Expression.Compared compared = (Expression.Compared) where.condition();
        assertEquals(word, ((Expression.Call) compared.left()).function().text());
    }
}
