package dev.mvq.repl.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;

    private ProgressLine line(Page page) {
        return new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> page, () -> now);
    }

    private void passSeconds(double seconds) {
        now += (long) (seconds * 1e9);
    }

    private String shown() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        bytes.reset();
        return text;
    }

    @Test
    void in_a_file_a_plain_line_comes_every_ten_seconds() {
        ProgressLine line = line(Page.file());
        line.begin("encoding", 60_000, "rows");
        for (int i = 1; i <= 24; i++) {
            passSeconds(1);
            line.advance(i * 2500L, "2024-01-12");
        }
        line.end();

        assertEquals("""
                encoding: 60,000 rows ...
                encoding:  41%  25,000 of 60,000 rows, 2,500 rows/s, 14 s left  2024-01-12
                encoding:  83%  50,000 of 60,000 rows, 2,500 rows/s, 4.0 s left  2024-01-12
                encoding: 60,000 rows in 24 s, 2,500 rows/s
                """, shown());
    }

    @Test
    void on_a_terminal_one_line_is_drawn_again_and_taken_away() {
        ProgressLine line = line(Page.terminal(200));
        line.begin("encoding", 100, "rows");
        shown();
        passSeconds(0.05);
        line.advance(1, "");
        assertEquals("", shown(), "too soon to draw again");

        passSeconds(0.95);
        line.advance(50, "");
        assertEquals(
                "\r\u001b[Kencoding   ████████████░░░░░░░░░░░░  50%  50 of 100 rows, 50.0 rows/s, 1.0 s left", shown());

        line.clear();
        assertEquals("\r\u001b[K", shown());
        line.advance(100, "");
        line.end();
        assertTrue(shown().endsWith("encoding: 100 rows in 1.0 s, 100 rows/s\n"));
    }

    @Test
    void a_line_is_never_wider_than_its_window() {
        ProgressLine line = line(Page.terminal(40));
        line.begin("encoding", 100, "rows");
        passSeconds(1);
        line.advance(50, "a long detail that has no room here");

        for (String drawn : shown().split("\r\u001b\\[K")) {
            assertTrue(drawn.length() < 40, drawn);
        }
    }

    @Test
    void a_task_that_was_stopped_says_where() {
        ProgressLine line = line(Page.file());
        line.begin("reading", 10, "files");
        passSeconds(3);
        line.advance(4, "");
        line.end();

        assertTrue(shown().endsWith("reading: stopped at 4 of 10 files in 3.0 s, 1.3 files/s\n"));
    }

    @Test
    void an_unknown_total_makes_no_promise() {
        ProgressLine line = line(Page.file());
        line.begin("reading", -1, "rows");
        passSeconds(11);
        line.advance(1100, "");

        String text = shown();
        assertTrue(text.endsWith("reading: 1,100 rows, 100 rows/s\n"), text);
        assertFalse(text.contains("left"), text);
    }
}
