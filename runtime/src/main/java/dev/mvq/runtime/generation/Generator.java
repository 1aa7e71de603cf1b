package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.vector.DayInputs;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.VectorStore;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Encodes the days of a period, in order, and makes of all encoded days the store's next generation. Reading and features are the
 * calling thread's; encoding and writing go on behind it.
 */
public final class Generator {
    private final MarketArchive archive;
    private final VectorStore vectors;
    private final Indexing indexing;
    private final TradingCalendar calendar;
    private final Progress progress;

    /** A generator from {@code archive} into {@code vectors}. */
    public Generator(
            MarketArchive archive,
            VectorStore vectors,
            Indexing indexing,
            TradingCalendar calendar,
            Progress progress) {
        this.archive = archive;
        this.vectors = vectors;
        this.indexing = indexing;
        this.calendar = calendar;
        this.progress = progress;
    }

    /**
     * Does what is not done yet. Interrupting the thread ends the run at the day in hand; what was written stays.
     *
     * @throws MvqException where there is nothing to encode, or the store cannot be read or written
     */
    public GenerationReport generate(GenerationOptions options, EncoderSet encoders) {
        StageClock clock = new StageClock();
        NavigableMap<LocalDate, DayInputs> wanted = wanted(options, encoders.version());
        NavigableMap<LocalDate, DayRef> done = options.restart() ? new TreeMap<>() : done(wanted);
        NavigableSet<LocalDate> open = new TreeSet<>(wanted.keySet());
        open.removeAll(done.keySet());
        NavigableMap<LocalDate, DayRef> made =
                open.isEmpty() ? new TreeMap<>() : encode(open, wanted, options, encoders, clock);
        NavigableMap<LocalDate, DayRef> all = kept(options, encoders.version(), wanted.navigableKeySet());
        all.putAll(done);
        all.putAll(made);
        Indexing.Outcome outcome = clock.time(
                StageClock.Stage.INDEXING,
                () -> indexing.commit(List.copyOf(all.values()), Indexing.Shape.chosen(options.maxWorkers())));
        long rows = made.values().stream().mapToLong(DayRef::rows).sum();
        return new GenerationReport(
                made.size(), rows, done.size(), outcome.generation(), outcome.rows(), outcome.notes(), clock.times());
    }

    /** The days asked for, each with what its embeddings depend on. */
    private NavigableMap<LocalDate, DayInputs> wanted(GenerationOptions options, String encoderVersion) {
        NavigableMap<LocalDate, String> etags = new TreeMap<>();
        for (LocalDate day : sessions()) {
            archive.etag(day).ifPresent(etag -> etags.put(day, etag));
        }
        SourceWindow window = new SourceWindow(calendar, etags);
        NavigableMap<LocalDate, DayInputs> wanted = new TreeMap<>();
        for (LocalDate day : etags.keySet()) {
            if (options.during().map(period -> period.contains(day)).orElse(true)) {
                wanted.put(day, new DayInputs(window.fingerprint(day), encoderVersion));
            }
        }
        if (wanted.isEmpty()) {
            throw new MvqException(
                    options.during()
                            .map(period -> "no market data in " + period)
                            .orElse("the store has no market data"),
                    etags.isEmpty()
                            ? "IMPORT 'files' or IMPORT SIMULATED brings some"
                            : "there is data from " + etags.firstKey() + " to " + etags.lastKey());
        }
        return wanted;
    }

    /** Trading days with market data. */
    private NavigableSet<LocalDate> sessions() {
        NavigableSet<LocalDate> days = new TreeSet<>(archive.days());
        days.removeIf(day -> !calendar.covers(day) || !calendar.isTradingDay(day));
        return days;
    }

    private NavigableMap<LocalDate, DayRef> done(NavigableMap<LocalDate, DayInputs> wanted) {
        NavigableMap<LocalDate, DayRef> done = new TreeMap<>();
        wanted.forEach((day, inputs) -> vectors.find(day, inputs).ifPresent(ref -> done.put(day, ref)));
        return done;
    }

    /** Days of the present generation that this run does not replace. */
    private NavigableMap<LocalDate, DayRef> kept(
            GenerationOptions options, String encoderVersion, NavigableSet<LocalDate> replaced) {
        NavigableMap<LocalDate, DayRef> kept = new TreeMap<>();
        indexing.presentDays(encoderVersion, options.during().isPresent()).stream()
                .filter(day -> !replaced.contains(day.date()))
                .forEach(day -> kept.put(day.date(), day));
        return kept;
    }

    private NavigableMap<LocalDate, DayRef> encode(
            NavigableSet<LocalDate> open,
            NavigableMap<LocalDate, DayInputs> wanted,
            GenerationOptions options,
            EncoderSet encoders,
            StageClock clock) {
        progress.begin("encoding", open.size(), "days");
        AtomicLong written = new AtomicLong();
        AtomicLong rows = new AtomicLong();
        try (DayEncoder encoder = new DayEncoder(encoders, options.batchSize(), options.maxWorkers(), clock);
                DayCommitter committer = new DayCommitter(
                        vectors,
                        clock,
                        ref -> progress.advance(
                                written.incrementAndGet(),
                                "%s, %,d rows".formatted(ref.date(), rows.addAndGet(ref.rows()))))) {
            Walk walk = new Walk(open, clock);
            for (Optional<MarketDay> day = walk.next(); day.isPresent(); day = walk.next()) {
                LocalDate date = day.get().date();
                if (open.contains(date)) {
                    committer.commit(encoder.encode(day.get(), walk.history), inputs(wanted, date));
                }
            }
            return committer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MvqException(
                    "interrupted after %,d of %,d days".formatted(written.get(), open.size()),
                    "the same statement goes on from there",
                    e);
        } finally {
            progress.end();
        }
    }

    private static DayInputs inputs(NavigableMap<LocalDate, DayInputs> wanted, LocalDate date) {
        DayInputs inputs = wanted.get(date);
        if (inputs == null) {
            throw new IllegalStateException(date + " was not asked for");
        }
        return inputs;
    }

    /** Reads the days that open ones depend on, in order, into a history; a stretch that no open day looks at is passed over. */
    private final class Walk {
        private final NavigableSet<LocalDate> days;
        private final NavigableSet<LocalDate> open;
        private final StageClock clock;
        private FeatureHistory history = new FeatureHistory();
        private LocalDate at;

        Walk(NavigableSet<LocalDate> open, StageClock clock) {
            this.open = open;
            this.clock = clock;
            this.days = sessions();
            this.at = firstNeeded(open.first()).minusDays(1);
        }

        Optional<MarketDay> next() {
            LocalDate next = days.higher(at);
            LocalDate target = open.higher(at);
            if (next == null || target == null) {
                return Optional.empty();
            }
            if (next.isBefore(firstNeeded(target))) {
                history = new FeatureHistory();
                at = firstNeeded(target).minusDays(1);
                return next();
            }
            at = next;
            MarketDay day = clock.time(StageClock.Stage.READING, () -> archive.read(next))
                    .orElseThrow(() -> new MvqException(
                            "the market data of " + next + " went away", "IMPORT it again, or start again without it"));
            clock.run(StageClock.Stage.FEATURES, () -> history.accept(day));
            return Optional.of(day);
        }

        private LocalDate firstNeeded(LocalDate day) {
            return SourceWindow.firstDay(calendar, day);
        }
    }
}
