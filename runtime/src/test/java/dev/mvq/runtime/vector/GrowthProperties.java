package dev.mvq.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However days come and change, segments hold each wanted day once, in its last version, and none grows too large. */
class GrowthProperties {
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final int MOST = 100;

    /**
     * A day taken in.
     *
     * @param rows 0 to more than a segment has room for
     * @param commit whether segments are planned then
     */
    record Change(int day, int rows, int version, boolean commit) {}

    @Property(tries = 500)
    void every_wanted_day_counts_once(
            @ForAll("changes") List<Change> changes, @ForAll boolean someAreSmall, @ForAll boolean inSteps) {
        SegmentSizes sizes = new SegmentSizes(MOST, someAreSmall ? 30 : 0, inSteps ? 10 : MOST);
        NavigableMap<LocalDate, DayRef> wanted = new TreeMap<>();
        List<Manifest> present = List.of();
        for (Change change : changes) {
            DayRef day = day(change);
            wanted.put(day.date(), day);
            if (change.commit()) {
                present = applied(Growth.plan(present, List.copyOf(wanted.values()), sizes), present);
                assertHolds(present, wanted);
            }
        }
        List<Growth.Step> anew = Growth.anew(List.copyOf(wanted.values()), sizes);
        assertHolds(applied(anew, List.of()), wanted);
        assertTrue(anew.stream().allMatch(Growth.Step.Made.class::isInstance));
    }

    /** The rows of the segments that are written are what an added day costs; the store's size is not. */
    @Property(tries = 10)
    void a_day_more_costs_no_more_for_a_store_a_hundred_times_as_large(@ForAll("daily") int rows) {
        SegmentSizes sizes = new SegmentSizes(1_000_000, 0, 50);
        List<DayRef> days = new ArrayList<>();
        List<Manifest> present = List.of();
        long written = 0;
        long most = 0;
        for (int day = 0; day < 800; day++) {
            days.add(day(new Change(day, rows, 0, true)));
            List<Growth.Step> steps = Growth.plan(present, days, sizes);
            written += steps.stream().mapToLong(GrowthProperties::written).sum();
            present = applied(steps, present);
            most = Math.max(most, present.size());
        }
        assertTrue(most <= 8, most + " segments");
        assertTrue(written / days.size() <= 30L * rows + 50, written / days.size() + " rows written a day of " + rows);
    }

    private static long written(Growth.Step step) {
        List<DayRef> days = switch (step) {
            case Growth.Step.Kept kept -> List.of();
            case Growth.Step.Grown grown -> grown.days();
            case Growth.Step.Made made -> made.days();
        };
        return days.stream().mapToLong(DayRef::rows).sum();
    }

    @Provide
    Arbitrary<Integer> daily() {
        return Arbitraries.integers().between(1, 40);
    }

    /** With nothing new to plan, nothing is touched. */
    @Property(tries = 200)
    void the_same_days_change_nothing(@ForAll("changes") List<Change> changes, @ForAll boolean inSteps) {
        SegmentSizes sizes = new SegmentSizes(MOST, 0, inSteps ? 10 : MOST);
        NavigableMap<LocalDate, DayRef> wanted = new TreeMap<>();
        List<Manifest> present = List.of();
        for (Change change : changes) {
            DayRef day = day(change);
            wanted.put(day.date(), day);
            present = applied(Growth.plan(present, List.copyOf(wanted.values()), sizes), present);
            List<Growth.Step> again = Growth.plan(present, List.copyOf(wanted.values()), sizes);
            assertTrue(again.stream().allMatch(step -> step instanceof Growth.Step.Kept kept && kept.unchanged()));
        }
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(0, 1, 5, 10, 20, 30, 60, 120),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(true, true, false))
                .as(Change::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    private static DayRef day(Change change) {
        LocalDate date = FIRST.plusDays(change.day());
        // A version of a day has its rows: what differs in nothing but rows is another version too.
        String hash = "%02d%03d".formatted(change.version(), change.rows());
        return new DayRef(date, hash, change.rows(), new DayInputs("source", "encoder"), Map.of());
    }

    private static List<Manifest> applied(List<Growth.Step> steps, List<Manifest> before) {
        List<Manifest> after = new ArrayList<>();
        for (Growth.Step step : steps) {
            after.add(
                    switch (step) {
                        case Growth.Step.Kept kept -> {
                            assertTrue(before.contains(kept.manifest()));
                            yield manifest(kept.manifest().segment(), kept.tombstones());
                        }
                        case Growth.Step.Grown grown -> {
                            List<DayRef> old = grown.manifest().segment().days().stream()
                                    .map(SegmentDay::day)
                                    .toList();
                            assertEquals(old, grown.days().subList(0, old.size()), "rows keep their ordinals");
                            yield manifest(draft(grown.days()), grown.tombstones());
                        }
                        case Growth.Step.Made made -> manifest(draft(made.days()), Tombstones.NONE);
                    });
        }
        return after;
    }

    private static Manifest manifest(SegmentDraft segment, Tombstones tombstones) {
        return new Manifest("", segment, Map.of(), tombstones);
    }

    private static SegmentDraft draft(List<DayRef> days) {
        List<SegmentDay> placed = new ArrayList<>();
        int ordinal = 0;
        for (DayRef day : days) {
            assertTrue(placed.isEmpty() || placed.getLast().date().isBefore(day.date()), "days are in order");
            placed.add(new SegmentDay(day, ordinal));
            ordinal += day.rows();
        }
        return new SegmentDraft(
                "",
                placed,
                ordinal,
                "encoder",
                new EnumMap<>(Modality.class),
                List.of(),
                List.of(),
                new StoredFile("", 0, ""));
    }

    private static void assertHolds(List<Manifest> segments, NavigableMap<LocalDate, DayRef> wanted) {
        NavigableMap<LocalDate, DayRef> held = new TreeMap<>();
        for (Manifest segment : segments) {
            for (SegmentDay day : segment.liveDays()) {
                assertTrue(held.put(day.date(), day.day()) == null, day.date() + " counts twice");
            }
            assertTrue(
                    segment.segment().rows() <= MOST || segment.segment().days().size() == 1, "too large");
            assertTrue(
                    segment.tombstones().size() * SegmentSizes.WORN
                            <= segment.segment().rows(),
                    "more than a fifth no longer counts");
        }
        assertEquals(wanted, held);
    }
}
