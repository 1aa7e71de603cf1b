package dev.mvq.repl.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lines that batch systems read: one object each, whatever is in the texts. */
class JsonLogTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long now;
    private final JsonLog log = new JsonLog(
            new PrintStream(bytes, true, StandardCharsets.UTF_8),
            Clock.fixed(Instant.parse("2024-01-14T12:00:00Z"), ZoneOffset.UTC),
            () -> now);

    private void passSeconds(double seconds) {
        now += (long) (seconds * 1e9);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8)
                .replace("{\"time\": \"2024-01-14T12:00:00Z\", \"level\": \"info\", ", "{");
    }

    @Test
    void progress_comes_every_ten_seconds_with_rate_time_left_and_figures() {
        log.begin("encoding", 40, "days");
        for (int i = 1; i <= 12; i++) {
            passSeconds(1);
            log.advance(2L * i, "2021-03-05: 512 of 4,000 rows", Map.of("day_rows_done", 512, "day", "2021-03-05"));
        }
        log.end();

        assertEquals(
                """
                {"event": "begin", "task": "encoding", "done": 0, "total": 40, "unit": "days", "seconds": 0.0}
                {"event": "progress", "task": "encoding", "done": 20, "total": 40, "unit": "days", "seconds": 10.0, "per_second": 2.0, \
                "seconds_left": 10, "detail": "2021-03-05: 512 of 4,000 rows", FIGURES}
                {"event": "end", "task": "encoding", "done": 24, "total": 40, "unit": "days", "seconds": 12.0, "per_second": 2.0, "seconds_left": 8}
                """,
                shown().replaceAll(
                                "\"day_rows_done\": 512, \"day\": \"2021-03-05\"|\"day\": \"2021-03-05\", \"day_rows_done\": 512",
                                "FIGURES"));
    }

    @Test
    void notes_come_at_once_and_texts_cannot_break_out() {
        log.tell("2020 \"passed\"\n\u001b[2J");

        assertEquals("{\"event\": \"note\", \"text\": \"2020 \\\"passed\\\"\\n\\u001b[2J\"}\n", shown());
    }
}
