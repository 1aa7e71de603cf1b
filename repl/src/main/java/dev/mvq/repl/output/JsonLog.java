package dev.mvq.repl.output;

import dev.mvq.dsl.Output;
import dev.mvq.runtime.market.Progress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tech.tablesaw.api.Table;

/**
 * What is not an answer, one JSON object a line: {@code time}, {@code level} (info or error), {@code event}, then what belongs to it.
 * Events are {@code begin}, {@code progress} (every ten seconds at most), {@code end}, {@code note}, {@code message} and
 * {@code problem}; figures of a progress are members of their own.
 */
public final class JsonLog implements Progress {
    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(10);

    private final PrintStream err;
    private final Clock clock;
    private final LongSupplier nanos;
    private String task = "";
    private String unit = "";
    private long total;
    private long done;
    private long began;
    private long told;
    private boolean running;

    /**
     * @param err where lines go
     * @param clock what their {@code time} is told by
     * @param nanos what durations are measured by, such as {@link System#nanoTime}
     */
    public JsonLog(PrintStream err, Clock clock, LongSupplier nanos) {
        this.err = err;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public synchronized void begin(String name, long units, String of) {
        task = name;
        unit = of;
        total = units;
        done = 0;
        running = true;
        began = nanos.getAsLong();
        told = began;
        line("info", "begin", standing());
    }

    @Override
    public void advance(long units, String detail) {
        advance(units, detail, Map.of());
    }

    @Override
    public synchronized void advance(long units, String detail, Map<String, Object> figures) {
        done = units;
        if (!running || nanos.getAsLong() - told < BETWEEN) {
            return;
        }
        told = nanos.getAsLong();
        Map<String, Object> members = standing();
        members.put("detail", detail);
        figures.forEach(members::putIfAbsent);
        line("info", "progress", members);
    }

    @Override
    public synchronized void tell(String message) {
        line("info", "note", members("text", message));
    }

    @Override
    public synchronized void end() {
        if (running) {
            running = false;
            line("info", "end", standing());
        }
    }

    private Map<String, Object> standing() {
        double seconds = (nanos.getAsLong() - began) / 1e9;
        Map<String, Object> members = members("task", task);
        members.put("done", done);
        if (total >= 0) {
            members.put("total", total);
        }
        members.put("unit", unit);
        members.put("seconds", Math.round(seconds * 1000) / 1000.0);
        if (done > 0 && seconds > 0) {
            members.put("per_second", Math.round(1000 * done / seconds) / 1000.0);
            if (total > done) {
                members.put("seconds_left", Math.round(seconds * (total - done) / done));
            }
        }
        return members;
    }

    private static Map<String, Object> members(String name, Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(name, value);
        return members;
    }

    private void line(String level, String event, Map<String, Object> members) {
        StringBuilder line = new StringBuilder("{\"time\": ");
        value(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(), line);
        line.append(", \"level\": \"")
                .append(level)
                .append("\", \"event\": \"")
                .append(event)
                .append('"');
        members.forEach((name, value) -> {
            line.append(", \"").append(name).append("\": ");
            value(value, line);
        });
        err.println(line.append('}'));
        err.flush();
    }

    private static void value(Object value, StringBuilder line) {
        if (value instanceof Number || value instanceof Boolean) {
            line.append(value);
        } else {
            JsonTable.string(String.valueOf(value), line);
        }
    }

    private synchronized void say(String level, String event, String text) {
        line(level, event, members("text", text));
    }

    /** An output whose answers go where {@code answers} puts them, and whose messages and problems are lines of this log. */
    public Output of(PrintedOutput answers) {
        return new Output() {
            @Override
            public void rows(Table rows) {
                answers.answer(rows);
            }

            @Override
            public void text(String text) {
                answers.text(text);
            }

            @Override
            public void message(String message) {
                say("info", "message", message);
            }

            @Override
            public void problem(String rendered) {
                say("error", "problem", rendered);
            }
        };
    }
}
