package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.simulation.path.Noise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which rows of a market are measured on: whole blocks, each an underlying on a day, from which the subjects come, and rows from
 * anywhere to fill the pool. Each row and block has a number drawn from the seed, its day and its name, and those with the lowest are
 * taken: an even draw in one pass and in memory bounded by what is taken.
 *
 * @param blocks of the subjects, with a number each from 0
 * @param threshold rows from anywhere with a draw below it are taken
 * @param underlyings of all rows taken
 * @param seed what all was drawn from
 */
record Drawing(Map<Block, Integer> blocks, long threshold, Set<String> underlyings, long seed) {
    /** Rows of other underlyings on a block's day that are searched in, a block. */
    static final int SAME_DAY = 10;

    /** An underlying on a day. */
    record Block(LocalDate date, String underlying) {}

    /** What a seed has drawn so far. */
    private record Draw(long seed, Lowest rows, Lowest blocks) {}

    private record Drawn(long draw, Block block, int size) {}

    /** One a seed, from one pass over the days. */
    static List<Drawing> of(MeasuredMarket market, MeasureOptions options) {
        List<Draw> draws = options.seeds().stream()
                .map(seed -> new Draw(
                        Noise.key(seed, "what is measured"),
                        new Lowest(options.rows()),
                        new Lowest(options.subjects())))
                .toList();
        Map<LocalDate, Integer> sizes = new HashMap<>();
        try (Stream<MarketDay> days = market.days().get()) {
            days.filter(day -> market.isMeasured().test(day.date())).forEach(day -> {
                sizes.put(day.date(), day.size());
                offer(day, market.isSubject().test(day.date()), draws);
            });
        }
        return draws.stream().map(draw -> chosen(options, draw, sizes)).toList();
    }

    private static void offer(MarketDay day, boolean subjects, List<Draw> draws) {
        DayRows all = DayRows.of(day);
        for (int from = 0; from < all.size(); ) {
            Block block = new Block(day.date(), all.underlyingId(from));
            int to = from;
            for (; to < all.size() && all.underlyingId(to).equals(block.underlying); to++) {
                String name = all.instrument(to).name();
                draws.forEach(draw -> draw.rows.offer(new Drawn(draw(draw.seed, block.date, name), block, 1)));
            }
            int size = to - from;
            if (subjects) {
                draws.forEach(draw -> draw.blocks.offer(
                        new Drawn(draw(draw.seed, block.date, "block " + block.underlying), block, size)));
            }
            from = to;
        }
    }

    /** Even over 0 .. 2^63. */
    private static long draw(long seed, LocalDate date, String name) {
        return Noise.key(Noise.key(seed, date.toEpochDay()), name) >>> 1;
    }

    private static Drawing chosen(MeasureOptions options, Draw draw, Map<LocalDate, Integer> sizes) {
        Map<Block, Integer> chosen = new LinkedHashMap<>();
        Map<LocalDate, Integer> beside = new HashMap<>();
        Set<String> underlyings = new HashSet<>();
        int subjects = 0;
        int taken = 0;
        for (Drawn drawn : draw.blocks.ascending()) {
            if (subjects < options.subjects()) {
                int own = Math.min(drawn.size, options.blockRows());
                subjects += Math.min(drawn.size, options.subjectsPerBlock());
                taken += own;
                beside.merge(drawn.block.date, own + SAME_DAY, Integer::sum);
                chosen.put(drawn.block, chosen.size());
                underlyings.add(drawn.block.underlying);
            }
        }
        int near = beside.entrySet().stream()
                .mapToInt(day -> Math.min(day.getValue(), sizes.getOrDefault(day.getKey(), 0)))
                .sum();
        List<Drawn> rows = draw.rows.ascending();
        int all = sizes.values().stream().mapToInt(Integer::intValue).sum();
        int others = Math.min(rows.size(), others(options.rows(), Math.max(taken, near), all));
        rows.subList(0, others).forEach(drawn -> underlyings.add(drawn.block.underlying));
        long threshold = others == 0 ? 0 : rows.get(others - 1).draw + 1;
        return new Drawing(chosen, threshold, underlyings, draw.seed);
    }

    /** How many to draw from anywhere, some of which are taken already, so that all come to what is wanted; a quarter at least. */
    private static int others(int wanted, int taken, int all) {
        double fresh = 1 - (double) taken / Math.max(1, all);
        double others = fresh <= 0 ? wanted : (wanted - taken) / fresh;
        return (int) Math.max(others, wanted / 4.0);
    }

    /** The row's draw. */
    long draw(DayRows rows, int row, LocalDate date) {
        return draw(seed, date, rows.instrument(row).name());
    }

    /** Those with the lowest draws. */
    private static final class Lowest {
        private final int most;
        private final PriorityQueue<Drawn> kept =
                new PriorityQueue<>(Comparator.comparingLong(Drawn::draw).reversed());

        Lowest(int most) {
            this.most = most;
        }

        void offer(Drawn drawn) {
            Drawn highest = kept.peek();
            if (kept.size() < most || (highest != null && drawn.draw < highest.draw)) {
                kept.add(drawn);
                if (kept.size() > most) {
                    kept.poll();
                }
            }
        }

        List<Drawn> ascending() {
            List<Drawn> all = new ArrayList<>(kept);
            all.sort(Comparator.comparingLong(Drawn::draw));
            return all;
        }
    }
}
