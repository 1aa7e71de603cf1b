package dev.mvq.runtime.generation;

import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.MarketArchive;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/**
 * Reads, on a thread of its own, the days that open ones depend on, in order; a stretch that no open day looks at is passed over. It is
 * ahead of its user by as many rows as it is given room for, and by one day at least.
 */
final class DaysAhead implements AutoCloseable {
    private final MarketArchive archive;
    private final TradingCalendar calendar;
    private final StageClock clock;
    private final NavigableSet<LocalDate> days;
    private final NavigableSet<LocalDate> open;
    private final Selection selection;
    private final int rows;
    private final Semaphore room;
    private final BlockingQueue<Step> ahead = new LinkedBlockingQueue<>();
    private final Thread reader;
    private int held;

    /** What the reader came to. */
    private sealed interface Step {
        /** A day; {@code first} where nothing before it may be remembered. */
        record Read(Ahead day, int rows) implements Step {}

        /** Nothing is left to read. */
        record End() implements Step {}

        /** Reading failed. */
        record Failed(Throwable failure) implements Step {}
    }

    /**
     * A day that was read.
     *
     * @param day with the rows of those underlyings that are selected around it
     * @param isFirst whether the days before it are not to be remembered
     */
    record Ahead(MarketDay day, boolean isFirst) {}

    /**
     * @param days every session with market data
     * @param open the days that will be encoded; not empty
     * @param selection rows of any of them
     * @param rows how many rows it may be ahead
     */
    DaysAhead(
            MarketArchive archive,
            TradingCalendar calendar,
            NavigableSet<LocalDate> days,
            NavigableSet<LocalDate> open,
            Selection selection,
            int rows,
            StageClock clock) {
        this.archive = archive;
        this.calendar = calendar;
        this.clock = clock;
        this.days = new TreeSet<>(days);
        this.open = new TreeSet<>(open);
        this.selection = selection;
        this.rows = rows;
        this.room = new Semaphore(rows);
        this.reader = Thread.ofPlatform().daemon().name("mvq-reader").start(this::readAll);
    }

    /** The next day in order; empty behind the last open one. The day before it is let go. */
    Optional<Ahead> next() throws InterruptedException {
        room.release(held);
        held = 0;
        return switch (ahead.take()) {
            case Step.Read(Ahead day, int taken) -> {
                held = taken;
                yield Optional.of(day);
            }
            case Step.End _ -> Optional.empty();
            case Step.Failed(Throwable failure) -> throw thrown(failure);
        };
    }

    private static RuntimeException thrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** What goes wrong belongs to whoever asks for the next day. */
    private void readAll() {
        try {
            LocalDate at = firstNeeded(open.first()).minusDays(1);
            boolean first = true;
            while (true) {
                LocalDate next = days.higher(at);
                LocalDate target = open.higher(at);
                if (next == null || target == null) {
                    ahead.add(new Step.End());
                    return;
                }
                if (next.isBefore(firstNeeded(target))) {
                    first = true;
                    at = firstNeeded(target).minusDays(1);
                    continue;
                }
                at = next;
                put(read(next), first);
                first = false;
            }
        } catch (InterruptedException e) {
            ahead.add(new Step.End()); // nobody waits for it any more
        } catch (Throwable e) {
            ahead.add(new Step.Failed(e));
        }
    }

    private void put(MarketDay day, boolean first) throws InterruptedException {
        int taken = Math.clamp(day.size(), 1, rows);
        room.acquire(taken);
        ahead.add(new Step.Read(new Ahead(day, first), taken));
    }

    private MarketDay read(LocalDate date) {
        MarketDay day = clock.time(StageClock.Stage.READING, () -> archive.read(date))
                .orElseThrow(() -> new MvqException(
                        "the market data of " + date + " went away", "IMPORT it again, or start again without it"));
        return selection.source(day);
    }

    private LocalDate firstNeeded(LocalDate day) {
        return SourceWindow.firstDay(calendar, day);
    }

    @Override
    public void close() {
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the day into a history, a new one where it begins one. */
    static FeatureHistory accept(FeatureHistory before, Ahead ahead, StageClock clock) {
        FeatureHistory history = ahead.isFirst() ? new FeatureHistory() : before;
        clock.run(StageClock.Stage.FEATURES, () -> history.accept(ahead.day()));
        return history;
    }
}
