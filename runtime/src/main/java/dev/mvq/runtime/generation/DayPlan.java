package dev.mvq.runtime.generation;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.vector.DayInputs;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.VectorStore;
import java.time.LocalDate;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which days a run is about. A day is done where the store holds it whole, made from the same content by the same encoders.
 *
 * @param sessions trading days with market data
 * @param open the days to encode, each with what its embeddings depend on
 * @param done the days that need not be encoded
 */
record DayPlan(
        NavigableSet<LocalDate> sessions,
        NavigableMap<LocalDate, DayInputs> open,
        NavigableMap<LocalDate, DayRef> done) {

    /** Every day the run was asked for, in order. */
    NavigableSet<LocalDate> asked() {
        NavigableSet<LocalDate> asked = new TreeSet<>(open.keySet());
        asked.addAll(done.keySet());
        return asked;
    }

    /** The rows that any of the open days has. */
    Selection rows() {
        return open.values().stream()
                .map(inputs -> Selection.ofMark(inputs.sourceEtag()))
                .distinct()
                .reduce(Selection::and)
                .orElse(Selection.EVERY_ROW);
    }

    /** Looks through a store. */
    static final class Planner {
        private final MarketArchive archive;
        private final VectorStore vectors;
        private final TradingCalendar calendar;
        private final GenerationOptions options;
        private final String encoderVersion;

        Planner(
                MarketArchive archive,
                VectorStore vectors,
                TradingCalendar calendar,
                GenerationOptions options,
                String encoderVersion) {
            this.archive = archive;
            this.vectors = vectors;
            this.calendar = calendar;
            this.options = options;
            this.encoderVersion = encoderVersion;
        }

        /**
         * The plan.
         *
         * @param present days of the present generation, of these encoders
         * @param known those, and days that checkpoints name
         */
        DayPlan plan(NavigableMap<LocalDate, DayRef> present, Collection<DayRef> known) {
            NavigableSet<LocalDate> sessions = new TreeSet<>(archive.days());
            sessions.removeIf(day -> !calendar.covers(day) || !calendar.isTradingDay(day));
            NavigableSet<LocalDate> asked = asked(sessions);
            SourceWindow window = window(sessions, asked);
            NavigableMap<LocalDate, DayInputs> open = new TreeMap<>();
            for (LocalDate day : asked) {
                open.put(day, inputs(window.fingerprint(day), Optional.ofNullable(present.get(day))));
            }
            NavigableMap<LocalDate, DayRef> done = options.restart() ? new TreeMap<>() : done(open, window, known);
            open.keySet().removeAll(done.keySet());
            return new DayPlan(sessions, open, done);
        }

        private NavigableSet<LocalDate> asked(NavigableSet<LocalDate> sessions) {
            NavigableSet<LocalDate> asked = new TreeSet<>(sessions);
            options.during().ifPresent(period -> asked.removeIf(day -> !period.contains(day)));
            if (asked.isEmpty()) {
                throw new MvqException(
                        options.during()
                                .map(period -> "no market data in " + period)
                                .orElse("the store has no market data"),
                        sessions.isEmpty()
                                ? "IMPORT 'files' or IMPORT SIMULATED brings some"
                                : "there is data from " + sessions.first() + " to " + sessions.last());
            }
            return asked;
        }

        /** Only the days that asked ones look at are asked for their content. */
        private SourceWindow window(NavigableSet<LocalDate> sessions, NavigableSet<LocalDate> asked) {
            DateRange needed = new DateRange(SourceWindow.firstDay(calendar, asked.first()), asked.last());
            NavigableMap<LocalDate, String> etags = archive.etags(needed);
            etags.keySet().retainAll(sessions);
            return new SourceWindow(calendar, etags);
        }

        /** Rows that the present generation has of the day stay, so only some rows are encoded where only those ever were. */
        private DayInputs inputs(String fingerprint, Optional<DayRef> present) {
            Selection rows = present.map(ref ->
                            options.rows().and(Selection.ofMark(ref.inputs().sourceEtag())))
                    .orElse(options.rows());
            return new DayInputs(rows.mark(fingerprint), encoderVersion);
        }

        private NavigableMap<LocalDate, DayRef> done(
                NavigableMap<LocalDate, DayInputs> wanted, SourceWindow window, Collection<DayRef> known) {
            NavigableMap<LocalDate, DayRef> done = new TreeMap<>();
            int first = wanted.firstKey().getYear();
            for (int year = first; year <= wanted.lastKey().getYear(); year++) {
                NavigableMap<LocalDate, DayInputs> ofYear =
                        wanted.subMap(LocalDate.of(year, 1, 1), true, LocalDate.of(year, 12, 31), true);
                for (DayRef ref : ofYear.isEmpty() ? java.util.List.<DayRef>of() : vectors.days(year, known)) {
                    DayInputs inputs = ofYear.get(ref.date());
                    if (inputs != null && serves(ref, inputs, window)) {
                        done.merge(ref.date(), ref, (a, b) -> better(a, b, known));
                    }
                }
            }
            return done;
        }

        /** Whether the stored day is what is wanted: the same rows, or all rows where some are wanted. */
        private static boolean serves(DayRef ref, DayInputs wanted, SourceWindow window) {
            return ref.inputs().equals(wanted)
                    || ref.inputs().equals(new DayInputs(window.fingerprint(ref.date()), wanted.encoderVersion()));
        }

        /** Of two, the one of more rows, and of equals the one that is in use. */
        private static DayRef better(DayRef a, DayRef b, Collection<DayRef> known) {
            if (a.rows() != b.rows()) {
                return a.rows() > b.rows() ? a : b;
            }
            return known.contains(b) && !known.contains(a) ? b : a;
        }
    }
}
