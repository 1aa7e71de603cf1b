package dev.mvq.repl.output;

import dev.mvq.runtime.market.Progress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows how long work goes on, on stderr. On a terminal one line with a bar is redrawn in place; elsewhere a plain line now and then.
 * The rate is that of the whole task so far, and time left is what that rate makes of the rest.
 */
public final class ProgressLine implements Progress {
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PLAIN_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int BAR = 24;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final Supplier<Page> page;
    private final LongSupplier nanos;

    private String task = "";
    private String unit = "";
    private long total = -1;
    private long done;
    private long began;
    private long shownAt;
    private boolean running;
    private boolean drawn;

    /**
     * @param err where lines go
     * @param page whether that is a terminal, and how wide
     * @param nanos a clock such as {@link System#nanoTime}
     */
    public ProgressLine(PrintStream err, Supplier<Page> page, LongSupplier nanos) {
        this.err = err;
        this.page = page;
        this.nanos = nanos;
    }

    @Override
    public synchronized void begin(String task, long total, String unit) {
        this.task = VisibleText.line(task);
        this.unit = unit;
        this.total = total;
        done = 0;
        began = nanos.getAsLong();
        shownAt = began;
        running = true;
        if (page.get().terminal()) {
            draw("");
        } else {
            err.println(this.task + (total > 0 ? ": " + count(total) + " " + unit : "") + " ...");
        }
    }

    @Override
    public synchronized void advance(long done, String detail) {
        this.done = done;
        long now = nanos.getAsLong();
        boolean terminal = page.get().terminal();
        if (!running || now - shownAt < (terminal ? REDRAW_NANOS : PLAIN_NANOS)) {
            return;
        }
        shownAt = now;
        if (terminal) {
            draw(VisibleText.line(detail));
        } else {
            err.println(task + ": " + standing(VisibleText.line(detail)));
        }
    }

    @Override
    public synchronized void tell(String message) {
        clear();
        err.println(VisibleText.lines(message));
        err.flush();
    }

    @Override
    public synchronized void end() {
        if (!running) {
            return;
        }
        running = false;
        clear();
        double seconds = (nanos.getAsLong() - began) / 1e9;
        String ended = total > 0 && done < total
                ? "stopped at %s of %s %s".formatted(count(done), count(total), unit)
                : "%s %s".formatted(count(done), unit);
        err.println("%s: %s in %s%s".formatted(task, ended, duration(seconds), rate(seconds)));
    }

    /** Takes the drawn line away, so that something else can be written; the next {@link #advance} draws it again. */
    public synchronized void clear() {
        if (drawn) {
            err.print(ERASE_LINE);
            err.flush();
            drawn = false;
        }
    }

    private void draw(String detail) {
        String bar = total > 0 ? "%-10s %s ".formatted(task, bar((double) done / total)) : task + " ";
        String line = bar + standing(detail);
        int room = page.get().columns() - 1;
        err.print(ERASE_LINE + (line.length() > room ? line.substring(0, room) : line));
        err.flush();
        drawn = true;
    }

    private static String bar(double share) {
        int full = (int) Math.round(Math.clamp(share, 0, 1) * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    private String standing(String detail) {
        double seconds = (nanos.getAsLong() - began) / 1e9;
        StringBuilder text = new StringBuilder();
        if (total > 0) {
            text.append("%3d%%  %s of %s %s".formatted(100 * done / total, count(done), count(total), unit));
        } else {
            text.append(count(done)).append(' ').append(unit);
        }
        text.append(rate(seconds));
        if (total > 0 && done > 0 && done < total) {
            text.append(", ").append(duration(seconds * (total - done) / done)).append(" left");
        }
        return detail.isEmpty()
                ? text.toString()
                : text.append("  ").append(detail).toString();
    }

    private String rate(double seconds) {
        if (done <= 0 || seconds < 0.5) {
            return "";
        }
        double rate = done / seconds;
        return ", %s %s/s".formatted(rate >= 100 ? count(Math.round(rate)) : "%.1f".formatted(rate), unit);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String duration(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? "%d min %02d s".formatted(whole / 60, whole % 60)
                : "%d h %02d min".formatted(whole / 3600, whole / 60 % 60);
    }
}
