package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.simulation.planting.PlantedFlaw.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Spoils one file: the rows of one of its underlyings, or a few of them. */
final class Spoiling {
    private static final int FEW = 4;
    private static final double PERCENT = 100;

    private final RawTable table;
    private final FormWriter writer;
    private final LocalDate day;
    private final Supplier<List<RawTable>> before;
    private final Noise noise;
    private final String underlying;

    /**
     * What came of it.
     *
     * @param wrong indices of the rows that are wrong
     * @param detail in words
     */
    record Spoilt(RawTable table, BitSet wrong, String detail) {}

    Spoiling(RawTable table, FormWriter writer, LocalDate day, Supplier<List<RawTable>> before, Noise noise) {
        this.table = table;
        this.writer = writer;
        this.day = day;
        this.before = before;
        this.noise = noise;
        List<String> names =
                table.rows().stream().map(RawRow::underlyingId).distinct().toList();
        this.underlying = names.get((int) (names.size() * noise.uniform()));
    }

    /** Empty where the file has nothing that could be spoilt so. */
    Optional<Spoilt> by(Kind kind) {
        return switch (kind) {
            case CROSSED -> crossed();
            case REPEAT -> repeat();
            case MISDATED ->
                rows(own(), row -> row.with(date(), Flaws.before(day).toString()), "dated " + Flaws.before(day));
            case BAD_GREEKS -> badGreeks();
            case DUPLICATES -> duplicates();
            case MISSING -> Optional.empty();
        };
    }

    private int date() {
        return table.column(writer.dateColumn());
    }

    /** Indices of the underlying's rows. */
    private List<Integer> own() {
        return IntStream.range(0, table.rows().size())
                .filter(index -> table.rows().get(index).underlyingId().equals(underlying))
                .boxed()
                .toList();
    }

    /** One to {@link #FEW} of them, drawn. */
    private List<Integer> few(List<Integer> from) {
        List<Integer> drawn = new ArrayList<>(from);
        int count = Math.min(from.size(), 1 + (int) (FEW * noise.uniform()));
        for (int i = 0; i < count; i++) {
            int j = i + (int) ((drawn.size() - i) * noise.uniform());
            drawn.set(j, drawn.set(i, drawn.get(j)));
        }
        return drawn.subList(0, count);
    }

    private Optional<Spoilt> rows(List<Integer> indices, UnaryOperator<RawRow> change, String detail) {
        if (indices.isEmpty()) {
            return Optional.empty();
        }
        List<RawRow> rows = new ArrayList<>(table.rows());
        BitSet wrong = new BitSet();
        for (int index : indices) {
            rows.set(index, change.apply(rows.get(index)));
            wrong.set(index);
        }
        return Optional.of(new Spoilt(table.with(rows), wrong, detail));
    }

    private Optional<Spoilt> crossed() {
        int bid = table.column("bid");
        int ask = table.column("ask");
        List<Integer> bidFor = own().stream()
                .filter(index -> number(table.rows().get(index).field(bid)) > 0)
                .toList();
        return rows(
                few(bidFor), row -> row.with(bid, row.field(ask)).with(ask, row.field(bid)), "bid and ask exchanged");
    }

    /** Yesterday's rows in the place of today's. */
    private Optional<Spoilt> repeat() {
        List<RawRow> old = yesterday();
        if (old.isEmpty()) {
            return Optional.empty();
        }
        List<RawRow> rows = new ArrayList<>();
        BitSet wrong = new BitSet();
        for (RawRow row : table.rows()) {
            if (!row.underlyingId().equals(underlying)) {
                rows.add(row);
            } else if (wrong.isEmpty()) {
                wrong.set(rows.size(), rows.size() + old.size());
                old.forEach(repeated -> rows.add(today(repeated)));
            }
        }
        return Optional.of(new Spoilt(table.with(rows), wrong, "the rows of " + Flaws.before(day)));
    }

    private List<RawRow> yesterday() {
        return before.get().stream()
                .filter(old -> old.columns().equals(table.columns()))
                .flatMap(old -> old.rows().stream())
                .filter(row -> row.underlyingId().equals(underlying))
                .toList();
    }

    private RawRow today(RawRow row) {
        RawRow dated = row.with(date(), day.toString());
        int captured = table.column("capture_ts");
        return captured < 0
                ? dated
                : dated.with(captured, table.rows().getFirst().field(captured));
    }

    private Optional<Spoilt> badGreeks() {
        List<String> columns = writer.analytics();
        int volatility = table.column(columns.get(0));
        List<Integer> given = own().stream()
                .filter(index -> number(table.rows().get(index).field(volatility)) > 0)
                .toList();
        return switch ((int) (4 * noise.uniform())) {
            case 0 -> rows(given, row -> times(row, columns.get(1), -1), "delta with the wrong sign");
            case 1 -> rows(given, row -> times(row, columns.get(0), PERCENT), "iv in percent");
            case 2 -> rows(given, row -> times(row, columns.get(4), PERCENT), "vega per 1.00");
            default -> staleGreeks(columns, given);
        };
    }

    private RawRow times(RawRow row, String column, double factor) {
        int at = table.column(column);
        return row.with(at, FormWriter.rounded(factor * number(row.field(at)), 5));
    }

    private Optional<Spoilt> staleGreeks(List<String> columns, List<Integer> given) {
        int volatility = table.column(columns.get(0));
        Map<Contract, RawRow> old = new HashMap<>();
        for (RawRow row : yesterday()) {
            if (row.contract() != null && number(row.field(volatility)) > 0) {
                old.put(row.contract(), row);
            }
        }
        List<Integer> known = given.stream()
                .filter(index -> old.containsKey(table.rows().get(index).contract()))
                .toList();
        return rows(
                known,
                row -> {
                    RawRow stale = row;
                    RawRow source = old.getOrDefault(row.contract(), row);
                    for (String column : columns) {
                        stale = stale.with(table.column(column), source.field(table.column(column)));
                    }
                    return stale;
                },
                "iv and Greeks of " + Flaws.before(day));
    }

    /** Some rows a second time, every other one restated by a cent (or a share). */
    private Optional<Spoilt> duplicates() {
        List<Integer> twice = few(own());
        List<RawRow> rows = new ArrayList<>();
        BitSet wrong = new BitSet();
        int restated = 0;
        for (int index = 0; index < table.rows().size(); index++) {
            RawRow row = table.rows().get(index);
            rows.add(row);
            if (twice.contains(index)) {
                boolean otherwise = wrong.cardinality() % 2 == 1;
                restated += otherwise ? 1 : 0;
                wrong.set(rows.size());
                rows.add(otherwise ? restated(row) : row);
            }
        }
        String detail = "%d again, %d of them restated".formatted(wrong.cardinality(), restated);
        return twice.isEmpty() ? Optional.empty() : Optional.of(new Spoilt(table.with(rows), wrong, detail));
    }

    private RawRow restated(RawRow row) {
        int at = table.column(writer.restatedColumn());
        String field = row.field(at);
        String after = field.contains(".") || field.isEmpty()
                ? FormWriter.rounded(Math.max(0, number(field)) + 0.01, 2)
                : FormWriter.whole(number(field) + 1);
        return row.with(at, after);
    }

    /** 0 for an empty field. */
    private static double number(String field) {
        return field.isEmpty() ? 0 : Double.parseDouble(field);
    }
}
