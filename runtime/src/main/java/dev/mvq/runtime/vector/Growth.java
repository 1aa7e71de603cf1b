package dev.mvq.runtime.vector;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What becomes of a generation's segments when its days change. Days behind all others are added to the last segment, or with it to one
 * before, where what is written again is in proportion to them; else, and where it is full, they are a new one. A corrected day gets tombstones where it lies, and lies anew in a segment of corrections, as do days that come
 * late; a segment of which much no longer counts is made anew of what does. Segments that are small beside what is made anyway are made
 * anew with it, so that there are never many. Everything else stays as it is, and is not even read.
 */
public final class Growth {
    private final SegmentSizes sizes;
    private final NavigableMap<LocalDate, DayRef> wanted = new TreeMap<>();
    private final NavigableMap<LocalDate, DayRef> open = new TreeMap<>();
    private final List<Step.Kept> staying = new ArrayList<>();

    private Growth(List<DayRef> days, SegmentSizes sizes) {
        this.sizes = sizes;
        days.forEach(day -> wanted.put(day.date(), day));
        open.putAll(wanted);
    }

    /** What becomes of one segment, or how one comes about. */
    public sealed interface Step {
        /** The first day. */
        LocalDate first();

        /**
         * Vectors and indices stay.
         *
         * @param manifest the segment as it was
         * @param tombstones which of its rows do not count now
         */
        record Kept(Manifest manifest, Tombstones tombstones) implements Step {
            @Override
            public LocalDate first() {
                return manifest.segment().days().getFirst().date();
            }

            /** Whether nothing about it has changed. */
            public boolean unchanged() {
                return tombstones.equals(manifest.tombstones());
            }

            LocalDate last() {
                return manifest.segment().days().getLast().date();
            }

            int liveRows() {
                return manifest.segment().rows() - tombstones.size();
            }
        }

        /**
         * Days are added behind those of a segment, whose rows keep their ordinals.
         *
         * @param manifest the segment as it was
         * @param tombstones which of its rows do not count
         * @param days all its days, then the added ones
         */
        record Grown(Manifest manifest, Tombstones tombstones, List<DayRef> days) implements Step {
            public Grown {
                days = List.copyOf(days);
            }

            @Override
            public LocalDate first() {
                return days.getFirst().date();
            }
        }

        /**
         * A segment is made of these days.
         *
         * @param days in order
         */
        record Made(List<DayRef> days) implements Step {
            public Made {
                days = List.copyOf(days);
            }

            @Override
            public LocalDate first() {
                return days.getFirst().date();
            }
        }
    }

    /**
     * The steps from the present segments to ones of exactly the wanted days.
     *
     * @param present manifests of the generation to go on from
     * @param days in order of date, at least one
     */
    public static List<Step> plan(List<Manifest> present, List<DayRef> days, SegmentSizes sizes) {
        Growth growth = new Growth(days, sizes);
        present.forEach(growth::sort);
        growth.gatherSmall();
        return growth.steps();
    }

    /** Segments of the days, none of which stays. */
    public static List<Step> anew(List<DayRef> days, SegmentSizes sizes) {
        return plan(List.of(), days, sizes);
    }

    /** Keeps the segment with what of it is still wanted, unless too little is. */
    private void sort(Manifest manifest) {
        Tombstones dead = manifest.tombstones();
        boolean emptyDayChanged = false;
        for (SegmentDay day : manifest.liveDays()) {
            if (!isWanted(day)) {
                dead = day.day().rows() == 0 ? dead : dead.with(day.firstOrdinal(), day.endOrdinal());
                emptyDayChanged |= day.day().rows() == 0;
            }
        }
        if (!emptyDayChanged && !sizes.worn(dead.size(), manifest.segment().rows())) {
            staying.add(new Step.Kept(manifest, dead));
            manifest.segment().liveDays(dead).forEach(day -> open.remove(day.date()));
        }
    }

    private boolean isWanted(SegmentDay day) {
        DayRef now = wanted.get(day.date());
        return now != null && now.hash().equals(day.day().hash());
    }

    private void gatherSmall() {
        for (Optional<Step.Kept> small = small(); small.isPresent(); small = small()) {
            staying.remove(small.get());
            small.get()
                    .manifest()
                    .segment()
                    .liveDays(small.get().tombstones())
                    .forEach(day -> open.put(day.date(), day.day()));
        }
    }

    /**
     * A segment that costs no more than the one that late and corrected days need anyway: so a row is made anew as often as its segment
     * doubles, and of segments that are not half full there are few.
     */
    private Optional<Step.Kept> small() {
        long needed = rows(between());
        long limit = Math.max(Math.min(needed, sizes.maxRows() / 2), sizes.smallRows());
        return needed == 0
                ? Optional.empty()
                : staying.stream()
                        .filter(kept -> kept.liveRows() <= limit)
                        .min(Comparator.comparingInt(Step.Kept::liveRows));
    }

    private Optional<Step.Kept> tail() {
        return staying.stream().max(Comparator.comparing(Step.Kept::last));
    }

    /** Days that no segment has, up to the last day that any has. */
    private NavigableMap<LocalDate, DayRef> between() {
        return tail().map(tail -> open.headMap(tail.last(), true)).orElse(open);
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>(staying);
        runs(between()).forEach(run -> steps.add(new Step.Made(run)));
        Optional<Step.Kept> tail = tail();
        if (tail.isPresent()) {
            List<DayRef> behind =
                    new ArrayList<>(open.tailMap(tail.get().last(), false).values());
            List<Step.Kept> growing = growing(behind);
            if (!growing.isEmpty()) {
                steps.removeAll(growing);
                steps.add(grown(growing, behind));
                behind.clear();
            } else if (sizes.grows(tail.get().manifest().segment().rows(), rows(behind))) {
                List<DayRef> fitting = fitting(
                        behind,
                        sizes.maxRows() - tail.get().manifest().segment().rows());
                if (!fitting.isEmpty()) {
                    steps.remove(tail.get());
                    steps.add(grown(List.of(tail.get()), fitting));
                    behind.subList(0, fitting.size()).clear();
                }
            }
            SegmentDraft.partition(behind, sizes.maxRows()).forEach(run -> steps.add(new Step.Made(run)));
        }
        steps.sort(Comparator.comparing(Step::first));
        return steps;
    }

    /**
     * The segment that takes in the days behind all others, and those behind it, which it takes in too: the first one that is worth writing
     * again for as many rows. So a row is written again a few times for each time that the store has grown fivefold, and of segments that
     * are not full there are as few. None where segments grow until they are full.
     */
    private List<Step.Kept> growing(List<DayRef> behind) {
        List<Step.Kept> found = List.of();
        List<Step.Kept> run = new ArrayList<>();
        long more = rows(behind);
        if (behind.isEmpty() || !sizes.inSteps()) {
            return found;
        }
        for (Step.Kept kept : staying.stream()
                .sorted(Comparator.comparing(Step.Kept::last).reversed())
                .toList()) {
            long rows = kept.manifest().segment().rows();
            boolean overlaps = !run.isEmpty() && !run.getFirst().first().isAfter(kept.last());
            if (overlaps || rows + more > sizes.maxRows()) {
                break;
            }
            run.addFirst(kept);
            if (sizes.grows(rows, more)) {
                found = List.copyOf(run);
            }
            more += kept.liveRows();
        }
        return found;
    }

    /** The first of the segments with the days of the others, and the added ones, behind its own. */
    private static Step.Grown grown(List<Step.Kept> growing, List<DayRef> added) {
        Step.Kept first = growing.getFirst();
        List<DayRef> days = new ArrayList<>();
        first.manifest().segment().days().forEach(day -> days.add(day.day()));
        for (Step.Kept taken : growing.subList(1, growing.size())) {
            taken.manifest().segment().liveDays(taken.tombstones()).forEach(day -> days.add(day.day()));
        }
        days.addAll(added);
        return new Step.Grown(first.manifest(), first.tombstones(), days);
    }

    private static List<DayRef> fitting(List<DayRef> days, long room) {
        long left = room;
        int count = 0;
        while (count < days.size() && days.get(count).rows() <= left) {
            left -= days.get(count++).rows();
        }
        return List.copyOf(days.subList(0, count));
    }

    /** Runs of days, cut where they are full, and where a kept segment lies within unless that makes small ones. */
    private List<List<DayRef>> runs(NavigableMap<LocalDate, DayRef> days) {
        List<List<DayRef>> runs = new ArrayList<>();
        List<DayRef> run = new ArrayList<>();
        for (DayRef day : days.values()) {
            boolean cut = !run.isEmpty()
                    && rows(run) >= Math.max(1, sizes.smallRows())
                    && isSegmentBetween(run.getLast().date(), day.date());
            if (cut) {
                runs.addAll(SegmentDraft.partition(run, sizes.maxRows()));
                run.clear();
            }
            run.add(day);
        }
        runs.addAll(SegmentDraft.partition(run, sizes.maxRows()));
        return runs;
    }

    private boolean isSegmentBetween(LocalDate from, LocalDate to) {
        return staying.stream()
                .anyMatch(kept -> kept.first().isAfter(from) && kept.last().isBefore(to));
    }

    private static long rows(NavigableMap<LocalDate, DayRef> days) {
        return rows(days.values());
    }

    private static long rows(Iterable<DayRef> days) {
        long rows = 0;
        for (DayRef day : days) {
            rows += day.rows();
        }
        return rows;
    }
}
