package dev.mvq.runtime.engine;

import dev.mvq.runtime.encoder.EncoderSet;
import dev.mvq.runtime.vector.Collected;
import dev.mvq.runtime.vector.DayRef;
import dev.mvq.runtime.vector.KeptGeneration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Generations, their encoders, and what is removed of them, as tables. */
final class GenerationTables {
    private GenerationTables() {}

    /** One row a generation: {@code generation standing encoder created days first_day last_day rows corrected segments checkpoints}. */
    static Table generations(List<KeptGeneration> all) {
        StringColumn name = StringColumn.create("generation");
        StringColumn standing = StringColumn.create("standing");
        StringColumn encoder = StringColumn.create("encoder");
        StringColumn created = StringColumn.create("created");
        IntColumn days = IntColumn.create("days");
        DateColumn first = DateColumn.create("first_day");
        DateColumn last = DateColumn.create("last_day");
        LongColumn rows = LongColumn.create("rows");
        LongColumn corrected = LongColumn.create("corrected");
        IntColumn segments = IntColumn.create("segments");
        StringColumn checkpoints = StringColumn.create("checkpoints");
        for (KeptGeneration kept : all) {
            NavigableMap<LocalDate, DayRef> of = kept.committed().days();
            name.append(kept.committed().head().name());
            standing.append(kept.standing().name().toLowerCase(Locale.ROOT));
            encoder.append(kept.committed().head().encoderVersion());
            created.append(kept.committed().head().created().toString());
            days.append(of.size());
            first.append(of.firstKey());
            last.append(of.lastKey());
            rows.append(kept.committed().rows());
            corrected.append(kept.committed().deadRows());
            segments.append(kept.committed().manifests().size());
            checkpoints.append(String.join(", ", kept.checkpoints()));
        }
        return Table.create(
                "generations",
                name,
                standing,
                encoder,
                created,
                days,
                first,
                last,
                rows,
                corrected,
                segments,
                checkpoints);
    }

    /**
     * One row an encoder: {@code encoder in_use shipped size trained_through trained_rows generations days newest}.
     *
     * @param all every generation
     * @param shipped the program's own
     * @param kept those that the store keeps
     * @param used version of those in use
     */
    static Table encoders(
            List<KeptGeneration> all, EncoderSet.Described shipped, List<EncoderSet.Described> kept, String used) {
        Map<String, List<KeptGeneration>> byEncoder = new LinkedHashMap<>();
        all.forEach(of -> byEncoder
                .computeIfAbsent(of.committed().head().encoderVersion(), unseen -> new ArrayList<>())
                .add(of));
        Map<String, EncoderSet.Described> described = new LinkedHashMap<>();
        kept.forEach(each -> described.put(each.version(), each));
        described.put(shipped.version(), shipped);
        described.keySet().forEach(version -> byEncoder.putIfAbsent(version, List.of()));
        StringColumn encoder = StringColumn.create("encoder");
        StringColumn inUse = StringColumn.create("in_use");
        StringColumn is = StringColumn.create("shipped");
        byEncoder.forEach((version, of) -> {
            encoder.append(version);
            inUse.append(version.equals(used) ? "yes" : "no");
            is.append(version.equals(shipped.version()) ? "yes" : "no");
        });
        Table table = Table.create("encoders", encoder, inUse, is);
        return table.addColumns(cards(byEncoder.keySet(), described)).addColumns(uses(byEncoder.values()));
    }

    /** What is known of the encoders themselves; empty where only their generations are left. */
    private static Column<?>[] cards(Collection<String> versions, Map<String, EncoderSet.Described> described) {
        StringColumn size = StringColumn.create("size");
        DateColumn through = DateColumn.create("trained_through");
        LongColumn rows = LongColumn.create("trained_rows");
        for (String version : versions) {
            EncoderSet.Described known = described.get(version);
            if (known == null) {
                size.appendMissing();
            } else {
                size.append(known.size().word());
            }
            if (known != null && known.card().trained()) {
                through.append(LocalDate.parse(known.card().through()));
                rows.append(known.card().rows());
            } else {
                through.appendMissing();
                rows.appendMissing();
            }
        }
        return new Column<?>[] {size, through, rows};
    }

    private static Column<?>[] uses(Collection<List<KeptGeneration>> byEncoder) {
        IntColumn generations = IntColumn.create("generations");
        IntColumn days = IntColumn.create("days");
        StringColumn newest = StringColumn.create("newest");
        byEncoder.forEach(of -> {
            generations.append(of.size());
            days.append(of.isEmpty() ? 0 : of.getLast().committed().days().size());
            if (of.isEmpty()) {
                newest.appendMissing();
            } else {
                newest.append(of.getLast().committed().head().name());
            }
        });
        return new Column<?>[] {generations, days, newest};
    }

    /** One row an object or a day's folder: {@code object bytes why}. */
    static Answer collected(Collected collected, CollectQuery query) {
        StringColumn object = StringColumn.create("object");
        LongColumn bytes = LongColumn.create("bytes");
        StringColumn why = StringColumn.create("why");
        collected.items().forEach(item -> {
            object.append(item.name());
            bytes.append(item.bytes());
            why.append(item.why());
        });
        List<String> messages = new ArrayList<>();
        messages.add("%,d objects and day folders of %,d bytes %s"
                .formatted(collected.items().size(), collected.bytes(), query.dryRun() ? "would go" : "were removed"));
        if (!collected.removed().isEmpty()) {
            messages.add("generations that %s: %s"
                    .formatted(query.dryRun() ? "would go" : "went", String.join(", ", collected.removed())));
        }
        messages.add(
                collected.kept().isEmpty()
                        ? "there is no generation"
                        : "generations that stay: " + String.join(", ", collected.kept()));
        if (collected.young() > 0) {
            messages.add("%,d more that no generation names are too young to go: a run may be making one of them"
                    .formatted(collected.young()));
        }
        return new Answer(Table.create("collected", object, bytes, why), messages);
    }
}
