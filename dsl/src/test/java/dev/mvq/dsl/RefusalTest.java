package dev.mvq.dsl;

import static dev.mvq.dsl.Marked.refused;

import org.junit.jupiter.api.Test;

/** Every kind of problem that shows before anything runs: its exact words, and its place between the marks. */
class RefusalTest {
    @Test
    void names_that_do_not_exist_are_told_with_what_is_near() {
        refused("SIMILAR TO AAPL_20240119_150_C ON ^greks^ K 20", "unknown modality 'greks'", "did you mean 'greeks'?");
        refused("SIMILAR TO SPY ON ^micro^", "unknown modality 'micro'", "did you mean 'microstructure'?");
        refused(
                "SIMILAR TO SPY DISTINCT ^underlyin^",
                "DISTINCT cannot be by 'underlyin'",
                "did you mean 'underlying'?");
        refused("SIMILAR TO SPY USING ^FLAT^", "there is no index of kind 'FLAT'", "one of AUTO, EXACT, IVF or HNSW");
        refused("SIMILAR TO SPY WITH (^nprob^ = 3)", "unknown option 'nprob'", "did you mean 'nprobe'?");
        refused("SHOW ^INDEXES^", "there is nothing to show called 'INDEXES'", "did you mean 'INDICES'?");
        refused("SET ^devise^ = cpu", "unknown setting 'devise'", "did you mean 'device'?");
        refused("SET device = ^gpu^", "device cannot be 'gpu'", "did you mean 'cuda'?");
        refused("IMPORT 'x' FORMAT ^chain^", "unknown format 'chain'", "did you mean 'chains'?");
        refused("HELP ^SIMILAR TWO^", "there is no help on 'SIMILAR TWO'", "did you mean 'SIMILAR TO'?");
    }

    @Test
    void columns_and_functions_that_do_not_exist() {
        refused("SIMILAR TO SPY WHERE ^delat^ > 0.3", "unknown column 'delat'", "did you mean 'delta'?");
        refused(
                "SIMILAR TO SPY WHERE ^price^ > 3",
                "unknown column 'price'",
                "did you mean 'mid', 'last' or 'underlying_price'?");
        refused(
                "SIMILAR TO SPY WHERE underlying = ^AAPL^",
                "unknown column 'AAPL'",
                "a text is written in single quotes, 'AAPL'");
        refused("SIMILAR TO SPY WHERE ^ln^(iv) > 0", "unknown function 'ln'", "did you mean 'log'?");
        refused(
                "SIMILAR TO SPY WHERE ^avg^(iv) > 0",
                "'avg' sums up rows, and here each row stands alone",
                "| STATS takes it");
        refused(
                "SIMILAR TO SPY WHERE ^count^(*) > 0",
                "'count' sums up rows, and here each row stands alone",
                "| STATS takes it");
        refused("SIMILAR TO SPY WHERE ^abs(iv, 2)^ > 0", "abs takes one value, and here are 2", "");
    }

    @Test
    void options_of_a_made_market() {
        refused("IMPORT SIMULATED WITH (^arbitrag^ = 3)", "unknown option 'arbitrag'", "did you mean 'arbitrage'?");
        refused("IMPORT SIMULATED WITH (^fromat^ = 'chains')", "unknown option 'fromat'", "did you mean 'format'?");
        refused("IMPORT SIMULATED WITH (format = ^'chain'^)", "format cannot be 'chain'", "did you mean 'chains'?");
        refused(
                "IMPORT SIMULATED WITH (format = ^'excel'^)",
                "format cannot be 'excel'",
                "one of chains, spy-options or bars");
        refused(
                "IMPORT SIMULATED WITH (format = ^3^)",
                "format is a text, not 3",
                "one of 'chains', 'spy-options', 'bars'");
        refused("IMPORT SIMULATED WITH (format = 'bars', ^format^ = 'bars')", "format stands twice", "");
        refused(
                "IMPORT SIMULATED WITH (underlyings = ^601^)",
                "underlyings is a whole number from 1 to 600, not 601",
                "");
        refused(
                "IMPORT SIMULATED WITH (contracts_per_day = ^300_001^)",
                "contracts_per_day is a whole number from 8 to 300_000, not 300_001",
                "");
        refused("IMPORT SIMULATED WITH (flaws = ^-1^)", "flaws is a whole number from 0 to 100_000, not -1", "");
        refused(
                "IMPORT SIMULATED WITH (anomalies = ^'3'^)",
                "anomalies is a whole number from 0 to 100_000, not 3",
                "");
    }

    @Test
    void kinds_that_do_not_go_together_are_told_at_the_literal() {
        refused("SIMILAR TO SPY WHERE strike = ^'a'^", "'a' is a text, and strike is a number", "");
        refused("SIMILAR TO SPY WHERE dte < ^'30'^", "'30' is a text, and dte is a number", "write it without quotes");
        refused("SIMILAR TO SPY WHERE ^3^ = underlying", "3 is a number, and underlying is a text", "");
        refused("SIMILAR TO SPY WHERE date > ^3^", "3 is a number, and date is a date", "");
        refused(
                "SIMILAR TO SPY WHERE dte IN (3, ^'4'^)",
                "'4' is a text, and dte is a number",
                "write it without quotes");
        refused("SIMILAR TO SPY WHERE dte BETWEEN ^'a'^ AND 4", "'a' is a text, and dte is a number", "");
        refused(
                "SIMILAR TO SPY WHERE ^iv^",
                "expected a condition, and this is a number",
                "compare it, such as dte < 30");
        refused("SIMILAR TO SPY WHERE iv + ^'a'^ > 1", "'a' is a text, and arithmetic takes numbers", "");
        refused("SIMILAR TO SPY WHERE year(^iv^) = 2024", "expected a date, and this is a number", "");
        refused(
                "SIMILAR TO SPY WHERE date * ^2^ > expiry",
                "with a date go only date + days, date - days and date - date",
                "");
        refused("SIMILAR TO SPY WHERE type = ^'calls'^", "there is no type 'calls'", "did you mean 'call'?");
        refused("SIMILAR TO SPY WHERE iv = ^NULL^", "nothing compares with NULL", "write IS NULL");
        refused("SIMILAR TO SPY WHERE iv <> ^NULL^", "nothing compares with NULL", "write IS NOT NULL");
    }

    @Test
    void values_out_of_range_are_told_at_the_value_with_its_sign() {
        refused("SIMILAR TO SPY K ^0^", "K is a whole number from 1 to 10_000, not 0", "");
        refused("SIMILAR TO SPY K ^2.5^", "K is a whole number from 1 to 10_000, not 2.5", "");
        refused("SIMILAR TO SPY K ^20_000^", "K is a whole number from 1 to 10_000, not 20_000", "");
        refused("SIMILAR TO SPY THRESHOLD ^-1.5^", "THRESHOLD is from -1 to 1, not -1.5", "");
        refused("SIMILAR TO SPY APART ^-3^ DAYS", "APART is a whole number from 0 to 10_000, not -3", "");
        refused("SIMILAR TO SPY ON fused WEIGHT ^-1^", "a weight is at least 0, not -1", "");
        refused(
                "SIMILAR TO SPY ON fused WEIGHT ^0^, price WEIGHT 0",
                "the weights are all 0",
                "give one modality a weight above 0");
        refused("SIMILAR TO SPY WITH (ef = ^0^)", "ef is a whole number from 1 to 65_536, not 0", "");
        refused("SET batch_size = ^0^", "batch_size is a whole number from 1 to 65_536, not 0", "");
        refused("SIMILAR TO SPY DURING LAST ^0^ DAYS", "LAST counts whole units, from 1 to 100_000", "");
    }

    @Test
    void what_stands_twice_is_told_at_the_second() {
        refused("SIMILAR TO SPY K 3 ^K^ 4", "K stands twice", "");
        refused("SIMILAR TO SPY INCLUDE SELF K 3 ^INCLUDE^ SELF", "INCLUDE SELF stands twice", "");
        refused("SIMILAR TO SPY ON fused, price, ^fused^", "fused stands twice", "");
        refused("GENERATE EMBEDDINGS RESUME ^RESTART^", "RESUME and RESTART exclude each other", "");
        refused("SIMILAR TO SPY WITH (ef = 1, ^ef^ = 2)", "ef stands twice", "");
        refused("DESCRIBE SPY AT LATEST ^AT^ LATEST", "AT stands twice", "");
    }

    @Test
    void days_that_the_calendar_does_not_have() {
        refused("DESCRIBE SPY AT ^2024-02-30^", "2024-02 has no day 30", "it has 29");
        refused("DESCRIBE SPY AT ^2023-02-29^", "2023-02 has no day 29", "it has 28");
        refused("DESCRIBE SPY AT ^2024-13-01^", "there is no month 13", "months are 01 to 12");
        refused("DESCRIBE SPY AT ^2024-1-5^", "months and days have two digits", "write 2024-01-05");
        refused("DESCRIBE SPY AT ^2024-01^", "'2024-01' is not one day", "a date is written 2024-01-15, or LATEST");
        refused("DESCRIBE SPY AT ^'soon'^", "'soon' is no date", "a date is written 2024-01-15");
        refused(
                "DESCRIBE SPY AT ^yesterday^",
                "expected a date, found 'yesterday'",
                "a date is written 2024-01-15, or LATEST");
        refused("DESCRIBE SPY AT ^LATST^", "expected a date, found 'LATST'", "did you mean 'LATEST'?");
        refused("DESCRIBE SPY AT ^12/^01/2024", "a date has no '/'", "a date is written 2024-01-15, or LATEST");
        refused(
                "SIMILAR TO SPY WHERE date > ^2024-03^",
                "'2024-03' is no single day",
                "write year(date) and month(date), or date BETWEEN two days; a minus has blanks around it");
    }

    @Test
    void periods_that_are_none() {
        refused(
                "SIMILAR TO SPY DURING ^2024 .. 2023^",
                "the period is inverted: 2024-01-01 comes after 2023-12-31",
                "write 2023 .. 2024");
        refused("SIMILAR TO SPY DURING ^2024 ..^", "a range of days has two ends", "write 2024 .. LATEST");
        refused("SIMILAR TO SPY DURING ^.. 2024^", "a range of days has two ends", "write 2002-01-01 .. 2024");
        refused("SIMILAR TO SPY DURING ^2024-Q5^", "there is no quarter 5", "quarters are Q1 to Q4");
        refused(
                "SIMILAR TO SPY DURING ^24^",
                "'24' is no period",
                "a period is written 2024, 2024-Q1, 2024-03 or 2024-03-07");
        refused("SIMILAR TO SPY DURING 2023 ^TO^ 2024", "a range of days is written a .. b", "did you mean '..'?");
        refused(
                "SIMILAR TO SPY DURING ^K^ 3",
                "expected a period, found 'K'",
                "a period is written 2024, 2024-Q1, 2024-03 or 2024-03-07");
        refused("SIMILAR TO SPY DURING ^2024-^1", "a month has two digits", "such as 2024-03");
    }

    @Test
    void malformed_contracts_name_the_part_that_is_wrong() {
        refused("DESCRIBE AAPL_2024^13^01_150_C", "an expiry's month is 01 to 12, not '13'", "");
        refused("DESCRIBE AAPL_202402^30^_150_C", "2024-02 has 29 days, and the expiry says day '30'", "");
        refused("DESCRIBE AAPL_20240119_150_^X^", "a right is C or P, not 'X'", "");
        refused("DESCRIBE AAPL_20240119_^0^_C", "a strike is above 0, not '0'", "");
        refused(
                "DESCRIBE ^AAPL 240119C00150000^",
                "a padded root is six characters with its blanks",
                "write AAPL240119C00150000");
        refused("DESCRIBE O:AAPL240119^X^00150000", "a right is C or P, not 'X'", "");
        refused(
                "DESCRIBE ^ABCDEFG^",
                "'ABCDEFG' is no ticker",
                "a ticker is up to six letters and digits, such as AAPL or BRK.B;"
                        + " a contract is written AAPL_20240119_150_C");
        refused(
                "SIMILAR TO (SPY, ^AAPL_20240119_150_C^)",
                "a contract among stocks",
                "a list is of contracts or of stocks");
    }

    @Test
    void statements_that_break_off() {
        refused("SIMILAR TO^^", "expected a contract or a ticker, found the end of the statement", "");
        refused("SIMILAR TO^^  -- whom?\n ;", "expected a contract or a ticker, found the end of the statement", "");
        refused("SIMILAR TO SPY ON^^", "expected a modality, found the end of the statement", "");
        refused("GENERATE^^", "expected EMBEDDINGS or FULL, found the end of the statement", "");
        refused("EXPLAIN^^", "expected a statement, found the end of the statement", "");
        refused("SET device =^^", "expected a value, found the end of the statement", "");
        refused("SIMILAR TO SPY WHERE dte <^^", "expected a value, found the end of the statement", "");
    }

    @Test
    void what_is_left_open_is_told_at_its_opening() {
        refused("DESCRIBE ^'^x", "this text is never closed", "it needs a closing '");
        refused("DESCRIBE ^\"^x", "this name is never closed", "it needs a closing \"");
        refused("DESCRIBE SPY ^/*^ x", "this comment is never closed", "it needs a closing */");
        refused("SIMILAR TO SPY WHERE ^(^dte < 3", "this '(' is never closed", "");
        refused("SIMILAR TO ^(^SPY, QQQ", "this '(' is never closed", "");
    }

    @Test
    void words_that_do_not_fit() {
        refused("^SIMLAR^ TO SPY", "unknown statement 'SIMLAR'", "did you mean 'SIMILAR'?");
        refused("SIMILAR ^SPY^", "expected TO, found 'SPY'", "");
        refused(
                "SIMILAR TO ^ON^ fused",
                "expected a contract or a ticker, found 'ON'",
                "for the ticker ON write \"ON\"");
        refused("DESCRIBE ^ON^", "expected a contract or a ticker, found 'ON'", "for the ticker ON write \"ON\"");
        refused("SIMILAR TO SPY ^THRESOLD^ 0.9", "unexpected 'THRESOLD'", "did you mean 'THRESHOLD'?");
        refused(
                "SIMILAR TO SPY ^FOO^ 3",
                "unexpected 'FOO'",
                "here may follow ACROSS, ALLOW, APART, AS, AT, DISTINCT, DURING, INCLUDE, K, ON, ONLY, THRESHOLD,"
                        + " USING, WHERE or WITH");
        refused("SIMILAR TO SPY ^LIMIT^ 3", "'LIMIT' cannot stand here", "did you mean 'K'?");
        refused("SIMILAR TO SPY\n^SHOW^ INDICES", "unexpected 'SHOW'", "is a ';' missing before it?");
        refused("SHOW INDICES ^LIKE 'x'^", "LIKE goes with SHOW CONTRACTS, not with SHOW INDICES", "");
        refused("BUILD INDEX ON fused WEIGHT ^3^", "an index has no weight", "");
    }

    @Test
    void lists_of_tickers_say_which_words_need_quotes() {
        refused(
                "FIND ARBITRAGE IN ^IN^",
                "expected a contract or a ticker, found 'IN'",
                "for the ticker IN write \"IN\"");
        refused(
                "ANALYZE skew OF SPY, ^OF^",
                "expected a contract or a ticker, found 'OF'",
                "for the ticker OF write \"OF\"");
        refused("FIND ARBITRAGE IN ^3^", "expected a ticker, found '3'", "");
        refused(
                "DESCRIBE ^'SPY'^",
                "expected a contract or a ticker, found 'SPY'",
                "a ticker stands bare or in double quotes");
        refused(
                "DESCRIBE ^3M^",
                "'3M' is neither a contract nor a ticker",
                "a ticker that begins with a digit is written \"3M\"");
        refused("SIMILAR TO SPY^,^ QQQ", "unexpected ','", "a list stands in parentheses: (SPY, QQQ)");
        refused(
                "SIMILAR TO EACH ^FROM^ contracts",
                "expected '(', found 'FROM'",
                "the rows stand in parentheses: EACH (FROM contracts)");
    }

    @Test
    void texts_without_their_quotes() {
        refused("RUN ^a.mvq^", "expected a text in single quotes, found 'a.mvq'", "write 'a.mvq'");
        refused(
                "IMPORT ^\"a b.csv\"^",
                "expected SIMULATED or a text in single quotes, found \"a b.csv\"",
                "write 'a b.csv'");
        refused("BUILD INDEX TYPE ^HNSW32^", "expected a text in single quotes, found 'HNSW32'", "write 'HNSW32'");
    }

    @Test
    void statements_that_lack_their_last_word_are_told_behind_it() {
        refused("FIND REGIME^^", "expected CHANGES, found the end of the statement", "");
        refused("GENERATE FULL^^", "expected INDEX, found the end of the statement", "");
        refused("DESCRIBE AAPL_^^", "the contract ends before an expiry, such as 20240119", "");
    }

    @Test
    void rows_of_results_that_nothing_gives() {
        refused(
                "LET winners = SHOW FORMATS; SIMILAR TO ^winers^[0]",
                "there is no result 'winers'",
                "did you mean 'winners'?");
        refused("COMPARE SPY WITH ^nothing^[0]", "there is no result 'nothing'", "");
        refused("GENERATE EMBEDDINGS FOR ^nothing^[0]", "there is no result 'nothing'", "");
    }

    @Test
    void stages_as_other_languages_call_them() {
        refused("FROM bars | ^SELECT^ close", "there is no stage 'SELECT'", "did you mean 'KEEP'?");
        refused("FROM bars | ^GROUP^ BY ticker", "there is no stage 'GROUP'", "did you mean 'STATS'?");
        refused("FROM bars ^ORDER^ BY close", "'ORDER' cannot stand here", "did you mean '| SORT BY'?");
        refused("FROM bars WHERE close > 1 ^LIMIT^ 3", "'LIMIT' cannot stand here", "did you mean '| LIMIT'?");
    }

    @Test
    void what_other_languages_write() {
        refused("SIMILAR TO SPY WHERE dte ^=<^ 3", "'=<' is not part of the language", "did you mean '<='?");
        refused("SIMILAR TO SPY WHERE dte NOT ^3^", "expected BETWEEN, IN or LIKE, found '3'", "");
        refused("SIMILAR TO SPY WHERE dte > ^0x10^", "'0x10' is neither a number nor a contract", "");
        refused("SIMILAR TO SPY WHERE dte ^==^ 3", "'==' is not part of the language", "did you mean '='?");
        refused("SIMILAR TO SPY WHERE dte > 3 ^&&^ iv > 1", "'&&' is not part of the language", "did you mean 'AND'?");
        refused("SIMILAR TO SPY WHERE dte > 3 ^||^ iv > 1", "'||' is not part of the language", "did you mean 'OR'?");
        refused("SIMILAR TO SPY WHERE contract ^ILIKE^ 'a'", "'ILIKE' cannot stand here", "did you mean 'LIKE'?");
        refused(
                "SIMILAR TO SPY WHERE ^CASE^ WHEN dte > 3 THEN 1 END = 1",
                "CASE is not part of the language",
                "join conditions with AND and OR, or take coalesce(a, b), least(a, b), greatest(a, b)");
        refused(
                "SIMILAR TO SPY WHERE 1 < dte ^<^ 3",
                "comparisons do not chain",
                "write a < b AND b < c, or BETWEEN a AND b");
        refused("SIMILAR TO SPY THRESHOLD ^1.^ K 3", "a number does not end with a point", "write 1 or 1.0");
    }

    @Test
    void characters_that_only_look_right() {
        refused("DESCRIBE ^\u201C^SPY\u201D", "'\u201C' is not a plain \"", "write \"");
        refused("DESCRIBE SPY AT 2024^\u2013^01-15", "'\u2013' is not a plain -", "write -");
        refused("SIMILAR TO SPY K ^\uFF12^", "'\uFF12' is not a plain 2", "write 2");
        refused("SIMILAR TO SPY ^#^", "unexpected character '#'", "");
        refused("SIMILAR TO SPY ^\u0000^", "unexpected character U+0000", "");
        refused("SIMILAR TO SPY ^\uD83D\uDE00^", "unexpected character '\uD83D\uDE00'", "");
    }

    @Test
    void all_problems_of_a_text_are_told_in_the_order_of_their_places() {
        refused(
                "SHOW ^INDEXES^; SIMILAR TO AAPL_2024^13^01_150_C ON ^greks^ K ^0^;\nSIMILAR ^SPY^",
                "there is nothing to show called 'INDEXES'",
                "did you mean 'INDICES'?",
                "an expiry's month is 01 to 12, not '13'",
                "",
                "unknown modality 'greks'",
                "did you mean 'greeks'?",
                "K is a whole number from 1 to 10_000, not 0",
                "",
                "expected TO, found 'SPY'",
                "");
    }
}
