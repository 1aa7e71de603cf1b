package dev.mvq.runtime.encoder;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.Checksum;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Contract-days in memory, and which are held out: of every source the last tenth of its dates, and about one underlying in ten, so that
 * the loss that decides when to stop is of days and names not learnt from.
 */
final class TrainingSet {
    private static final int HELD_OUT = 10;

    /** One name in so many at most. */
    private static final int MOST_HELD = 5;

    private final List<TrainingDay> days;
    private final int rows;
    private final boolean[] heldOut;

    /** Group by source, day and underlying; rows of one group are the hardest to tell apart. */
    private final int[] dayGroups;

    /** Group by source and underlying. */
    private final int[] nameGroups;

    TrainingSet(List<TrainingDay> days) {
        this.days = List.copyOf(days);
        rows = days.stream().mapToInt(day -> day.batch().size()).sum();
        heldOut = new boolean[rows];
        dayGroups = new int[rows];
        nameGroups = new int[rows];
        Map<String, LocalDate> limits = limits(days);
        Set<String> names = heldNames(days);
        Map<String, Integer> byDay = new HashMap<>();
        Map<String, Integer> byName = new HashMap<>();
        int at = 0;
        for (TrainingDay day : days) {
            boolean late = !day.date().isBefore(limits.getOrDefault(day.source(), LocalDate.MAX));
            for (String underlying : day.underlyings()) {
                String name = day.source() + '/' + underlying;
                String ofDay = name + '/' + day.date();
                byName.putIfAbsent(name, byName.size());
                byDay.putIfAbsent(ofDay, byDay.size());
                heldOut[at] = late || names.contains(name);
                nameGroups[at] = byName.getOrDefault(name, 0);
                dayGroups[at] = byDay.getOrDefault(ofDay, 0);
                at++;
            }
        }
    }

    List<TrainingDay> days() {
        return days;
    }

    int rows() {
        return rows;
    }

    /** In how many worlds every row is seen, the real one among them. */
    int worlds() {
        return 1 + days.stream().mapToInt(day -> day.views().size()).min().orElse(0);
    }

    boolean[] heldOut() {
        return heldOut;
    }

    int[] dayGroups() {
        return dayGroups;
    }

    int[] nameGroups() {
        return nameGroups;
    }

    /** Presence bits of all rows, day by day. */
    byte[] present() {
        byte[] present = new byte[rows];
        int at = 0;
        for (TrainingDay day : days) {
            System.arraycopy(day.batch().present(), 0, present, at, day.batch().size());
            at += day.batch().size();
        }
        return present;
    }

    /** Hash of everything in it: equal sets, and no others, teach the same. */
    String digest() {
        Checksum checksum = new Checksum();
        for (TrainingDay day : days) {
            add(checksum, (day.source() + day.date() + day.underlyings()).getBytes(StandardCharsets.UTF_8));
            add(checksum, day.batch());
            day.views().forEach(view -> add(checksum, view));
        }
        return checksum.hex();
    }

    private static void add(Checksum checksum, FeatureBatch batch) {
        add(checksum, batch.present());
        for (Modality modality : InputSchema.BASE) {
            float[] values = FeatureSchema.values(batch, modality);
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            add(checksum, bytes.array());
        }
    }

    private static void add(Checksum checksum, byte[] bytes) {
        Checksum _ = checksum.add(bytes, 0, bytes.length);
    }

    /** Rows with the modality that may be learnt from. */
    int learning(Modality modality) {
        byte[] present = present();
        return (int) IntStream.range(0, rows)
                .filter(row -> modality.in(present[row]) && !heldOut[row])
                .count();
    }

    /** What the days are, a line a source, for the card. */
    List<String> sources() {
        Map<String, List<TrainingDay>> bySource = new TreeMap<>();
        days.forEach(day -> bySource.computeIfAbsent(day.source(), source -> new ArrayList<>())
                .add(day));
        return bySource.entrySet().stream()
                .map(entry -> entry.getKey() + ": "
                        + entry.getValue().stream()
                                .mapToInt(day -> day.batch().size())
                                .sum()
                        + " rows of " + entry.getValue().size() + " days, "
                        + entry.getValue().getFirst().date() + " to "
                        + entry.getValue().getLast().date())
                .toList();
    }

    /** Last date of any row, ISO. */
    String through() {
        return days.stream()
                .map(TrainingDay::date)
                .max(LocalDate::compareTo)
                .map(LocalDate::toString)
                .orElse("");
    }

    /** Means and deviations of all base modalities, over all rows. */
    EnumMap<Modality, Normalisation> normalisations(InputSchema schema) {
        EnumMap<Modality, Normalisation> normalisations = new EnumMap<>(Modality.class);
        var batches = days.stream().map(TrainingDay::batch).toList();
        InputSchema.BASE.forEach(
                modality -> normalisations.put(modality, Normalisation.of(batches, modality, schema.shape(modality))));
        return normalisations;
    }

    private static Map<String, LocalDate> limits(List<TrainingDay> days) {
        Map<String, NavigableSet<LocalDate>> dates = new HashMap<>();
        days.forEach(day ->
                dates.computeIfAbsent(day.source(), source -> new TreeSet<>()).add(day.date()));
        Map<String, LocalDate> limits = new HashMap<>();
        dates.forEach((source, all) -> {
            int late = all.size() / HELD_OUT;
            if (late > 0) {
                limits.put(source, new ArrayList<>(all).get(all.size() - late));
            }
        });
        return limits;
    }

    /** Of every source about one underlying in ten, chosen by name; never more than a fifth, so that of few names none is lost. */
    private static Set<String> heldNames(List<TrainingDay> days) {
        Map<String, NavigableSet<String>> names = new TreeMap<>();
        days.forEach(day ->
                names.computeIfAbsent(day.source(), source -> new TreeSet<>()).addAll(day.underlyings()));
        Set<String> held = new HashSet<>();
        names.forEach((source, all) -> all.stream()
                .map(underlying -> source + '/' + underlying)
                .filter(name -> Math.floorMod(name.hashCode(), HELD_OUT) == 0)
                .limit(all.size() / MOST_HELD)
                .forEach(held::add));
        return held;
    }
}
