package dev.mvq.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Long and deep texts are answered or refused, on a thread with a small stack and without running out of it. */
class DepthTest {
    private static Heard onSmallStack(String text, int bytes) throws InterruptedException {
        Heard[] heard = new Heard[1];
        Thread thread = new Thread(null, () -> heard[0] = Heard.of(text), "small", bytes);
        thread.start();
        thread.join();
        return heard[0];
    }

    private static void isAnswered(String text) throws InterruptedException {
        isAnswered(text, 1 << 20);
    }

    private static void isAnswered(String text, int bytes) throws InterruptedException {
        Heard heard = onSmallStack(text, bytes);
        assertEquals("", heard.problem());
        assertEquals(Interpreter.OK, heard.exitCode);
    }

    private static void isRefused(String text, String message) throws InterruptedException {
        isRefused(text, message, 1 << 20);
    }

    private static void isRefused(String text, String message, int bytes) throws InterruptedException {
        Heard heard = onSmallStack(text, bytes);
        assertEquals(Interpreter.REFUSED, heard.exitCode);
        assertTrue(heard.problem().contains(message), heard.problem());
    }

    private static String where(String condition) {
        return "SIMILAR TO SPY WHERE " + condition;
    }

    @Test
    void five_hundred_parentheses_are_answered() throws InterruptedException {
        isAnswered(where("(".repeat(500) + "dte" + ")".repeat(500) + " < 3"));
        isAnswered(where("(".repeat(499) + "dte < 3" + ")".repeat(499)));
        isAnswered(where("abs(".repeat(500) + "iv" + ")".repeat(500) + " < 3"));
        isAnswered(where("((dte+1)*2-".repeat(200) + "1" + ")".repeat(200) + " < 3"));
    }

    @Test
    void five_hundred_negations_are_answered() throws InterruptedException {
        isAnswered(where("NOT ".repeat(500) + "dte < 3"));
        isAnswered(where("- ".repeat(500) + "dte < 3"));
    }

    /** Below a certain length nothing is read on a stack of its own: the deepest that short texts can say fits into half a thread's. */
    @Test
    void the_deepest_of_short_texts_is_answered_on_half_the_stack() throws InterruptedException {
        for (int depth : new int[] {90, 185, 195, 205}) {
            isAnswered(where("- ".repeat(depth) + "dte < 3"), 1 << 19);
            isAnswered(where("NOT ".repeat(depth) + "dte < 3"), 1 << 19);
            isAnswered(where("(".repeat(depth / 2) + "dte < 3" + ")".repeat(depth / 2)), 1 << 19);
            isAnswered(where("abs(".repeat(depth / 3) + "iv" + ")".repeat(depth / 3) + " < 3"), 1 << 19);
            isAnswered(where("dte < 1" + " + 1".repeat(depth / 2)), 1 << 19);
            isRefused(where("(".repeat(depth)), "", 1 << 19);
            isRefused(where("-".repeat(depth)), "", 1 << 19);
            isRefused(where("NOT ".repeat(depth)), "", 1 << 19);
            isRefused("EXPLAIN ".repeat(depth), "", 1 << 19);
        }
    }

    @Test
    void what_nests_deeper_is_refused() throws InterruptedException {
        isRefused(where("(".repeat(501) + "dte" + ")".repeat(501) + " < 3"), "this nests more than 500 deep");
        isRefused(where("(".repeat(9_000)), "this nests more than 500 deep");
        isRefused(where("NOT ".repeat(2_400) + "dte < 3"), "this nests more than 500 deep");
        isRefused(where("NOT(".repeat(300) + "dte < 3" + ")".repeat(300)), "this nests more than 500 deep");
        isRefused(where("- ".repeat(4_000) + "dte < 3"), "this nests more than 500 deep");
    }

    /** DuckDB would work on twice as much with each. */
    @Test
    void divisors_logarithms_and_roots_in_each_other_are_few() throws InterruptedException {
        String message = "divisions, logarithms and roots stand too deep in each other";
        isAnswered(where("1 / (2 / (3 / (4 / (5 / (6 / (7 / iv)))))) > 1"));
        isAnswered(where("log(log(log(iv))) > 1"));
        isAnswered(where("iv" + " / 2".repeat(400) + " > 1"));
        isRefused(where("(1 / ".repeat(400) + "iv" + ")".repeat(400) + " > 1"), message);
        isRefused(where("(1 % ".repeat(400) + "iv" + ")".repeat(400) + " > 1"), message);
        isRefused(where("log(".repeat(400) + "iv" + ")".repeat(400) + " > 1"), message);
        isRefused(where("sqrt(".repeat(400) + "iv" + ")".repeat(400) + " > 1"), message);
    }

    @Test
    void long_chains_are_answered_or_refused() throws InterruptedException {
        isAnswered(where("dte < 3" + " OR dte < 3".repeat(900)));
        isAnswered(where("dte < 3" + " AND dte < 3".repeat(800)));
        isAnswered(where("dte < 1" + " + 1".repeat(500)));
        isRefused(where("dte < 1" + " + 1".repeat(2_000)), "this joins more than 500 values");
        isAnswered(where("dte IN (1" + ", 1".repeat(3_000) + ")"));
        isAnswered("SIMILAR TO (SPY" + ", SPY".repeat(1_500) + ")");
        isRefused("SIMILAR TO SPY" + " K 3".repeat(2_000), "K stands twice");
    }

    @Test
    void long_words_are_refused() throws InterruptedException {
        isRefused("DESCRIBE " + "A".repeat(10_000), "is no contract");
        isRefused("A".repeat(10_000), "unknown statement");
        isRefused("DESCRIBE '" + "x".repeat(10_000), "this text is never closed");
        isRefused("SIMILAR TO SPY K " + "9".repeat(9_900), "the number is too large");
        isRefused(where("dte < " + "9".repeat(9_900)), "the number is too large");
    }

    @Test
    void ten_thousand_statements_are_read() throws InterruptedException {
        Heard heard = onSmallStack("SET debug = false;\n".repeat(10_000), 1 << 20);
        assertEquals(Interpreter.OK, heard.exitCode);
        assertEquals(10_000, heard.messages.size());
    }

    @Test
    void stages_and_conditions_in_them_are_answered_or_refused() throws InterruptedException {
        isAnswered("SHOW FORMATS" + " | LIMIT 3".repeat(100));
        isRefused("SHOW FORMATS" + " | LIMIT 3".repeat(101), "a pipeline has at most 100 stages");
        isRefused("SHOW FORMATS" + " | LIMIT 3".repeat(900), "a pipeline has at most 100 stages");
        isAnswered("SHOW FORMATS | WHERE " + "NOT ".repeat(500) + "format = 'bars'" + " | LIMIT 3".repeat(99));
        isAnswered("SHOW FORMATS | DERIVE x = " + "(".repeat(499) + "1" + ")".repeat(499) + "+1".repeat(499));
        isAnswered("SHOW FORMATS | STATS count" + " + count".repeat(499) + " AS n");
        isAnswered("SHOW FORMATS | DERIVE a0 = 1" + ", a = 2".repeat(300));
    }

    @Test
    void statements_in_statements_are_answered_or_refused() throws InterruptedException {
        isAnswered("EXPLAIN ".repeat(50) + "SHOW INDICES");
        isRefused("EXPLAIN ".repeat(51) + "SHOW INDICES", "statements stand in statements more than 50 deep");
        isRefused("EXPLAIN ".repeat(1_200) + "SHOW INDICES", "statements stand in statements more than 50 deep");
        isRefused("LET x = ".repeat(1_200) + "SHOW INDICES", "statements stand in statements more than 50 deep");
        isRefused("EXPLAIN ANALYZE ".repeat(600) + "SHOW INDICES", "statements stand in statements more than 50 deep");
    }
}
