package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.vector.DayInputs;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.VectorStore;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Days through four stages that overlap: reading, features, encoding, writing. Between any two is a queue with a bound, in rows; so what
 * is in memory, and what a killed run loses, follows from the settings and the largest day. Features are the calling thread's.
 */
final class EncodingPipeline implements AutoCloseable {
    private final NavigableMap<LocalDate, DayInputs> open;
    private final StageClock clock;
    private final MemoryNeed need;
    private final Pace pace;
    private final DaysAhead ahead;
    private final BatchEncoder encoder;
    private final DayCommitter committer;
    private FeatureHistory history = new FeatureHistory();

    /** @param plan with an open day at least */
    EncodingPipeline(
            MarketArchive archive,
            VectorStore vectors,
            TradingCalendar calendar,
            EncoderSet encoders,
            DayPlan plan,
            GenerationOptions options,
            MemoryNeed need,
            StageClock clock,
            Progress progress) {
        this.open = plan.open();
        this.clock = clock;
        this.need = need;
        this.pace = new Pace(progress, open.keySet(), System::nanoTime);
        this.ahead = new DaysAhead(
                archive, calendar, plan.sessions(), open.navigableKeySet(), plan.rows(), need.rowsInHand(), clock);
        this.encoder = new BatchEncoder(encoders, options.batchSize(), options.maxWorkers(), clock, pace);
        this.committer = new DayCommitter(vectors, need.rowsInHand(), clock, pace);
    }

    /** Days that are safe. */
    int days() {
        return pace.days();
    }

    /**
     * Encodes and writes the next open days.
     *
     * @param stretch open days that follow those of the last call
     * @return those that have rows, once all are safe
     */
    NavigableMap<LocalDate, DayRef> encode(NavigableSet<LocalDate> stretch) throws InterruptedException {
        pace.begin(stretch.size());
        try {
            Optional<DaysAhead.Ahead> next = ahead.next();
            while (next.isPresent()) {
                history = DaysAhead.accept(history, next.get(), clock);
                MarketDay day = next.get().day();
                DayInputs inputs = open.get(day.date());
                if (inputs != null) {
                    encode(day, inputs);
                }
                next = day.date().isBefore(stretch.last()) ? ahead.next() : Optional.empty();
            }
            encoder.flush();
            return committer.await();
        } finally {
            pace.end();
        }
    }

    private void encode(MarketDay day, DayInputs inputs) throws InterruptedException {
        Selection selection = Selection.ofMark(inputs.sourceEtag());
        BitSet rows = selection.rows(day);
        int size = rows.cardinality();
        if (size == 0) {
            pace.empty(day.date());
            return;
        }
        need.check(day.date(), size, history.contractsHeld());
        if (!committer.hasRoom(size)) {
            // What has the room may wait for rows that would only come after it.
            encoder.flush();
            committer.awaitRoom(size);
        }
        pace.begun(day.date(), size);
        EncodedDay encoded = new EncodedDay(selection.chosen(day));
        committer.commit(encoded, inputs);
        encoder.encode(day, rows, history, encoded);
    }

    @Override
    public void close() {
        ahead.close();
        encoder.close();
        committer.close();
    }
}
