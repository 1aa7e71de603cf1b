package dev.mvq.runtime.generation;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.Generation;
import dev.mvq.runtime.vector.OvertakenException;
import dev.mvq.runtime.vector.Root;
import dev.mvq.runtime.vector.VectorStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One run: stretch by stretch it encodes what is open, and makes of what is encoded so far a generation. Where the present generation
 * is of the same encoders, readers see each; where it is of others, they keep the present one until the new one, which grows beside it,
 * has its days.
 */
final class GenerationRun {
    private final MarketArchive archive;
    private final VectorStore vectors;
    private final Indexing indexing;
    private final TradingCalendar calendar;
    private final Progress progress;
    private final GenerationOptions options;
    private final EncoderSet encoders;
    private final Optional<YearTest> test;
    private final MemoryNeed need;
    private final StageClock clock = new StageClock();
    private final NavigableMap<LocalDate, DayRef> encoded = new TreeMap<>();
    private final NavigableMap<LocalDate, DayRef> made = new TreeMap<>();
    private final List<Integer> tested = new ArrayList<>();
    private final List<Integer> checkpoints = new ArrayList<>();

    GenerationRun(
            MarketArchive archive,
            VectorStore vectors,
            Indexing indexing,
            TradingCalendar calendar,
            Progress progress,
            GenerationOptions options,
            EncoderSet encoders,
            Optional<YearTest> test,
            MemoryNeed need) {
        this.archive = archive;
        this.vectors = vectors;
        this.indexing = indexing;
        this.calendar = calendar;
        this.progress = progress;
        this.options = options;
        this.encoders = encoders;
        this.test = test;
        this.need = need;
    }

    GenerationReport run() {
        NavigableMap<LocalDate, DayRef> present = base().days();
        List<DayRef> known = new ArrayList<>(present.values());
        known.addAll(indexing.checkpointed(encoders.version()));
        DayPlan plan =
                new DayPlan.Planner(archive, vectors, calendar, options, encoders.version()).plan(present, known);
        Indexing.Outcome outcome = plan.open().isEmpty() ? settle(plan, Optional.empty()) : encode(plan);
        long rows = made.values().stream().mapToLong(DayRef::rows).sum();
        return new GenerationReport(
                made.size(),
                rows,
                plan.done().size(),
                plan.open().size() - made.size(),
                outcome.generation(),
                outcome.rows(),
                tested,
                checkpoints,
                outcome.notes(),
                clock.times());
    }

    private Indexing.Outcome encode(DayPlan plan) {
        try (EncodingPipeline pipeline =
                new EncodingPipeline(archive, vectors, calendar, encoders, plan, options, need, clock, progress)) {
            return settle(plan, Optional.of(pipeline));
        }
    }

    /** Every stretch encoded, judged, and made a generation of, in order. */
    private Indexing.Outcome settle(DayPlan plan, Optional<EncodingPipeline> pipeline) {
        List<Stretch> stretches = Stretch.of(plan.asked(), test.isPresent());
        Optional<Indexing.Outcome> outcome = Optional.empty();
        for (Stretch stretch : stretches) {
            encoded.putAll(plan.done()
                    .subMap(stretch.days().first(), true, stretch.days().last(), true));
            NavigableSet<LocalDate> open = new TreeSet<>(stretch.days());
            open.retainAll(plan.open().keySet());
            if (!open.isEmpty() && pipeline.isPresent()) {
                NavigableMap<LocalDate, DayRef> now =
                        encode(pipeline.get(), open, plan.open().size());
                made.putAll(now);
                encoded.putAll(now);
            }
            boolean last = stretch.equals(stretches.getLast());
            if (last || test.isPresent() || (!open.isEmpty() && stretch.endsAtCheckpoint())) {
                outcome = Optional.of(settle(plan, stretch, last));
            }
        }
        return outcome.orElseThrow(() -> new IllegalStateException("the last stretch ends in a generation"));
    }

    private static NavigableMap<LocalDate, DayRef> encode(
            EncodingPipeline pipeline, NavigableSet<LocalDate> open, int all) {
        try {
            return pipeline.encode(open);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MvqException(
                    "interrupted after %,d of %,d days".formatted(pipeline.days(), all),
                    "the same statement goes on from there",
                    e);
        }
    }

    /**
     * Makes a generation of what is encoded so far. Where another run commits meanwhile, it is made again on top of what that one did, so
     * that nothing of either is lost.
     */
    private Indexing.Outcome settle(DayPlan plan, Stretch stretch, boolean last) {
        Indexing.Base base = base();
        Indexing.Prepared prepared = prepare(base, stretch, last);
        if (test.isPresent() && !base.days().values().containsAll(ofYear(stretch))) {
            judge(test.get(), stretch.year(), prepared);
        }
        for (int overtaken = 0; ; overtaken++) {
            Indexing.Prepared next = prepared;
            try {
                Indexing.Outcome outcome = clock.time(StageClock.Stage.INDEXING, () -> indexing.commit(next));
                checkpoint(plan, stretch, next.of().head(), next.isNew());
                return outcome;
            } catch (OvertakenException e) {
                if (overtaken == Indexing.MOST_OVERTAKEN) {
                    throw e;
                }
                prepared = prepare(rebased(next.base(), e), stretch, last);
            }
        }
    }

    private Indexing.Prepared prepare(Indexing.Base base, Stretch stretch, boolean last) {
        NavigableMap<LocalDate, DayRef> days = new TreeMap<>(base.days());
        days.putAll(encoded);
        if (days.isEmpty()) {
            throw new MvqException(
                    "none of the %,d days has rows of what was asked for"
                            .formatted(stretch.days().size()),
                    "SHOW CONTRACTS says what was listed when");
        }
        return clock.time(
                StageClock.Stage.INDEXING,
                () -> indexing.prepare(
                        base,
                        List.copyOf(days.values()),
                        Indexing.Shape.chosen(options.maxWorkers()),
                        last && options.allIndices()));
    }

    /** What another run has made of the store since, if it did not touch the days of this one. */
    private Indexing.Base rebased(Indexing.Base before, OvertakenException overtaken) {
        Indexing.Base now = base();
        List<LocalDate> touched = encoded.entrySet().stream()
                .filter(day -> changedSince(day.getKey(), before, now)
                        && !day.getValue().equals(now.days().get(day.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        if (!touched.isEmpty()) {
            throw new MvqException(
                    "another run made %s of other data in the meantime, and its generation stays"
                            .formatted(
                                    touched.size() == 1
                                            ? touched.getFirst()
                                            : "%,d days from %s to %s"
                                                    .formatted(touched.size(), touched.getFirst(), touched.getLast())),
                    "run the statement again: it encodes those days as their data is now, and no other again",
                    overtaken);
        }
        progress.tell("another run changed the store in the meantime; this one goes on from what it made");
        return now;
    }

    private static boolean changedSince(LocalDate day, Indexing.Base before, Indexing.Base now) {
        return !Objects.equals(before.days().get(day), now.days().get(day));
    }

    /**
     * What the next generation builds on. One that cannot be read is passed over where every row of every day is asked for anyway: then
     * nothing of it is needed.
     */
    private Indexing.Base base() {
        try {
            return indexing.base(encoders.version());
        } catch (MvqException damaged) {
            if (options.during().isPresent() || !options.rows().isWhole()) {
                throw damaged;
            }
            return new Indexing.Base(vectors.root(), Optional.empty());
        }
    }

    private List<DayRef> ofYear(Stretch stretch) {
        return List.copyOf(
                encoded.subMap(stretch.days().first(), true, stretch.days().last(), true)
                        .values());
    }

    private void judge(YearTest judge, int year, Indexing.Prepared prepared) {
        YearTest.Verdict verdict;
        try (Generation candidate =
                vectors.open(prepared.base().root(), prepared.of().head())) {
            verdict = judge.test(year, candidate);
        }
        if (!verdict.passed()) {
            throw failed(year, verdict, prepared.base());
        }
        progress.tell("%d passed its test: %s".formatted(year, verdict.words()));
        tested.add(year);
    }

    private MvqException failed(int year, YearTest.Verdict verdict, Indexing.Base base) {
        String through = base.days().isEmpty()
                ? ""
                : "%,d days through %s"
                        .formatted(base.days().size(), base.days().lastKey());
        String current = base.root()
                .generation()
                .map(head -> "generation %s stays the current one%s"
                        .formatted(head.name(), base.isCurrent() ? ", with " + through : ""))
                .orElse("there is no generation yet");
        String growing = base.present()
                .filter(of -> !base.isCurrent() && base.isNamed())
                .map(of -> ", and %s, with %s, the one that grows beside it"
                        .formatted(of.head().name(), through))
                .orElse("");
        long days =
                encoded.keySet().stream().filter(day -> day.getYear() == year).count();
        return new MvqException(
                "%d failed its test: %s; %s%s, and the %,d days of %d stay encoded without being part of it"
                        .formatted(year, verdict.words(), current, growing, days, year),
                "TEST EMBEDDINGS DURING %d shows the figures; without TEST AFTER YEAR the days are taken as they are, and none is encoded again"
                        .formatted(year));
    }

    /** Behind a year that checkpoints come at, once the store has the whole of it. */
    private void checkpoint(DayPlan plan, Stretch stretch, Root.Head head, boolean changed) {
        int year = stretch.year();
        LocalDate lastSession = calendar.onOrBefore(LocalDate.of(year, 12, 31));
        boolean over = stretch.days().contains(lastSession)
                || (plan.sessions().higher(lastSession) != null
                        && stretch.days().contains(plan.sessions().floor(lastSession)));
        if (!stretch.endsAtCheckpoint()
                || !over
                || (!changed && vectors.checkpoints().containsKey(year))) {
            return;
        }
        vectors.checkpoint(year, head);
        checkpoints.add(year);
        progress.tell("checkpoint_%d names generation %s, with %,d days through %s"
                .formatted(
                        year,
                        head.name(),
                        encoded.headMap(lastSession, true).size(),
                        stretch.days().last()));
    }
}
