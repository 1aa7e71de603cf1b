package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.simulation.planting.PlantedFlaw;
import dev.mvq.runtime.simulation.planting.PlantedFlaw.Kind;
import dev.mvq.runtime.simulation.planting.Schedule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Spoils files as vendors do. The kinds come in turn; a file has at most one flaw. */
final class Flaws {
    private final List<LocalDate> days;
    private final FormWriter writer;
    private final Schedule schedule;
    private final List<Kind> kinds;

    /** Files as they came, those that never came left out, and what is wrong with them. */
    record Flawed(List<RawTable> tables, List<PlantedFlaw> flaws) {}

    Flaws(long seed, int count, List<LocalDate> days, FormWriter writer) {
        this.days = List.copyOf(days);
        this.writer = writer;
        this.schedule = new Schedule(Noise.key(seed, "flaws"), count, days.size());
        this.kinds = Arrays.stream(Kind.values())
                .filter(kind -> !writer.analytics().isEmpty() || (kind != Kind.CROSSED && kind != Kind.BAD_GREEKS))
                .toList();
    }

    /** @param before the tables of the session before */
    Flawed in(LocalDate day, List<RawTable> tables, Supplier<List<RawTable>> before) {
        int index = days.indexOf(day);
        List<Integer> events = index < 0 ? List.of() : schedule.on(index);
        List<RawTable> came = new ArrayList<>(tables);
        List<RawTable> whole =
                new ArrayList<>(tables.stream().filter(this::canBeFlawed).toList());
        List<PlantedFlaw> flaws = new ArrayList<>();
        for (int event : events) {
            if (!whole.isEmpty()) {
                Noise noise = schedule.noise(event);
                RawTable table = whole.remove((int) (whole.size() * noise.uniform()));
                spoil(event, table, new Spoiling(table, writer, day, before, noise), came)
                        .ifPresent(flaws::add);
            }
        }
        return new Flawed(came, flaws);
    }

    private boolean canBeFlawed(RawTable table) {
        return table.column(writer.dateColumn()) >= 0 && !table.rows().isEmpty();
    }

    private Optional<PlantedFlaw> spoil(int event, RawTable table, Spoiling spoiling, List<RawTable> came) {
        for (int turn = 0; turn < kinds.size(); turn++) {
            Kind kind = kinds.get((event + turn) % kinds.size());
            if (kind == Kind.MISSING) {
                came.remove(table);
                return Optional.of(
                        new PlantedFlaw(kind, table.key(), List.of(), contracts(table.rows()), "never came"));
            }
            Optional<Spoiling.Spoilt> spoilt = spoiling.by(kind);
            if (spoilt.isPresent()) {
                came.set(came.indexOf(table), spoilt.get().table());
                return Optional.of(record(kind, spoilt.get()));
            }
        }
        return Optional.empty();
    }

    private static PlantedFlaw record(Kind kind, Spoiling.Spoilt spoilt) {
        List<RawRow> rows = spoilt.table().rows();
        List<Integer> wrong = IntStream.range(0, rows.size())
                .filter(spoilt.wrong()::get)
                .boxed()
                .toList();
        return new PlantedFlaw(
                kind,
                spoilt.table().key(),
                // the header is line 1
                wrong.stream().map(index -> index + 2).toList(),
                contracts(wrong.stream().map(rows::get).toList()),
                spoilt.detail());
    }

    private static List<Contract> contracts(List<RawRow> rows) {
        return rows.stream().map(RawRow::contract).filter(Objects::nonNull).toList();
    }

    /** The session before a day. */
    static LocalDate before(LocalDate day) {
        return TradingCalendar.newYork().previous(day);
    }
}
