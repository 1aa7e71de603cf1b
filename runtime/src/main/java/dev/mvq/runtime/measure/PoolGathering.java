package dev.mvq.runtime.measure;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.FeatureHistory;
import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Goes through a market once and gathers the drawn rows: their features, what is known of them, and their noisy views. */
final class PoolGathering {
    private final MeasuredMarket market;
    private final MeasureOptions options;
    private final Drawing drawing;
    private final ViewMaker views;
    private final Map<LocalDate, Long> blocksOfDay;
    private final FeatureHistory history = new FeatureHistory();
    private final ContractFacts contracts = new ContractFacts();
    private final Map<String, UnderlyingSeries> series = new HashMap<>();
    private final EnumMap<Quantity, double[]> facts = new EnumMap<>(Quantity.class);
    private final List<FeatureBatch> batches = new ArrayList<>();
    private final List<Pool.Place> places = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private int session;

    /** A row's session in its underlying's series. */
    private record Moment(UnderlyingSeries series, int at) {}

    /** The subjects of a block, and their views. */
    private record Seen(int[] rows, int block, ViewMaker.Views views) {}

    /** One underlying's rows of a day. */
    private record Part(String underlying, int from, int to, MarketDay day) {}

    private PoolGathering(MeasuredMarket market, MeasureOptions options, Drawing drawing, Workers workers) {
        this.market = market;
        this.options = options;
        this.drawing = drawing;
        Set<String> seenUnderlyings = drawing.blocks().keySet().stream()
                .map(Drawing.Block::underlying)
                .collect(Collectors.toSet());
        this.views = new ViewMaker(seenUnderlyings, drawing.seed(), workers);
        this.blocksOfDay = drawing.blocks().keySet().stream()
                .collect(Collectors.groupingBy(Drawing.Block::date, Collectors.counting()));
        for (Quantity quantity : Quantity.values()) {
            double[] values = new double[options.rows()];
            Arrays.fill(values, Double.NaN);
            facts.put(quantity, values);
        }
    }

    /** Makes room for another row. */
    private void extend() {
        facts.replaceAll((quantity, values) -> {
            if (places.size() < values.length) {
                return values;
            }
            double[] longer = Arrays.copyOf(values, 2 * values.length);
            Arrays.fill(longer, values.length, longer.length, Double.NaN);
            return longer;
        });
    }

    static Pool gather(MeasuredMarket market, MeasureOptions options, Drawing drawing, Workers workers) {
        PoolGathering gathering = new PoolGathering(market, options, drawing, workers);
        try (Stream<MarketDay> days = market.days().get()) {
            days.forEachOrdered(gathering::accept);
        }
        return gathering.pool();
    }

    private void accept(MarketDay whole) {
        MarketDay day = whole.only(drawing.underlyings());
        history.accept(day);
        DayRows rows = DayRows.of(day);
        contracts.hear(day, session, facts);
        List<Part> parts = parts(day, rows);
        Map<String, Integer> at = new HashMap<>();
        for (Part part : parts) {
            views.accept(part.underlying, part.day);
            price(rows, part)
                    .ifPresent(price -> at.put(
                            part.underlying,
                            series.computeIfAbsent(part.underlying, id -> new UnderlyingSeries())
                                    .add(day.date(), price, rows.underlyingBar(part.from))));
        }
        if (market.isMeasured().test(day.date())) {
            take(day, rows, parts, at);
        }
        session++;
    }

    private static List<Part> parts(MarketDay day, DayRows rows) {
        Map<String, List<Bar>> bars = day.bars().stream().collect(Collectors.groupingBy(Bar::underlyingId));
        Map<String, List<OptionQuote>> quotes =
                day.options().stream().collect(Collectors.groupingBy(OptionQuote::underlyingId));
        List<Part> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); ) {
            String id = rows.underlyingId(from);
            int to = from;
            while (to < rows.size() && rows.underlyingId(to).equals(id)) {
                to++;
            }
            MarketDay own =
                    new MarketDay(day.date(), bars.getOrDefault(id, List.of()), quotes.getOrDefault(id, List.of()));
            parts.add(new Part(id, from, to, own));
            from = to;
        }
        return parts;
    }

    /** Close of the bar, or what the quotes say. */
    private static Optional<Double> price(DayRows rows, Part part) {
        Bar bar = rows.underlyingBar(part.from);
        if (bar != null && bar.close() > 0) {
            return Optional.of(bar.close());
        }
        return part.day.options().stream()
                .map(OptionQuote::underlyingPrice)
                .filter(price -> price > 0)
                .findFirst();
    }

    private void take(MarketDay day, DayRows rows, List<Part> parts, Map<String, Integer> at) {
        long[] draws = IntStream.range(0, rows.size())
                .mapToLong(row -> drawing.draw(rows, row, day.date()))
                .toArray();
        Set<Integer> taken = new HashSet<>();
        Map<Part, int[]> subjects = new LinkedHashMap<>();
        for (Part part : parts) {
            if (drawing.blocks().containsKey(new Drawing.Block(day.date(), part.underlying))) {
                int[] lowest = lowest(draws, part.from, part.to, options.blockRows());
                Arrays.stream(lowest).forEach(taken::add);
                subjects.put(part, Arrays.copyOf(lowest, Math.min(lowest.length, options.subjectsPerBlock())));
            }
        }
        long beside = Drawing.SAME_DAY * blocksOfDay.getOrDefault(day.date(), 0L);
        int[] near = lowest(draws, 0, draws.length, taken.size() + (int) beside);
        Arrays.stream(near).filter(row -> !taken.contains(row)).limit(beside).forEach(taken::add);
        IntStream.range(0, draws.length)
                .filter(row -> draws[row] < drawing.threshold())
                .forEach(taken::add);
        int[] chosen = taken.stream().mapToInt(Integer::intValue).sorted().toArray();
        int first = places.size();
        add(day, rows, chosen, parts, at);
        subjects.forEach((part, picked) -> see(day, part, picked, chosen, first));
    }

    private static int[] lowest(long[] draws, int from, int to, int most) {
        return IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.comparingLong(row -> draws[row]))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private void add(MarketDay day, DayRows rows, int[] chosen, List<Part> parts, Map<String, Integer> at) {
        // Neighbours in a row together; what nobody chose, whose underlying may have nobody chosen, costs nothing.
        for (int from = 0; from < chosen.length; ) {
            int to = from + 1;
            while (to < chosen.length && chosen[to] == chosen[to - 1] + 1) {
                to++;
            }
            batches.add(history.extract(day, chosen[from], chosen[to - 1] + 1));
            from = to;
        }
        Map<String, ContractFacts.Chain> chains = new HashMap<>();
        Map<String, Part> own = parts.stream().collect(Collectors.toMap(Part::underlying, part -> part));
        for (int row : chosen) {
            String id = rows.underlyingId(row);
            Part part = own.get(id);
            describe(
                    day,
                    rows,
                    row,
                    at.getOrDefault(id, -1),
                    () -> chains.computeIfAbsent(id, each -> new ContractFacts.Chain(part == null ? day : part.day)));
        }
    }

    private void describe(MarketDay day, DayRows rows, int row, int at, Supplier<ContractFacts.Chain> chain) {
        int number = places.size();
        extend();
        String id = rows.underlyingId(row);
        OptionQuote quote = rows.option(row);
        Bar bar = rows.bar(row);
        places.add(new Pool.Place(
                day.date(), session, id, quote != null ? quote.source() : bar != null ? bar.source() : ""));
        moments.add(new Moment(series.getOrDefault(id, new UnderlyingSeries()), at));
        if (quote != null) {
            chain.get().describe(quote, number, facts);
            contracts.await(quote, number, session);
        }
        double price = quote != null ? quote.underlyingPrice() : bar != null ? bar.close() : Double.NaN;
        set(Quantity.LOG_PRICE, number, Math.log(price));
        Double index = market.volatilityIndex().get(day.date());
        set(Quantity.VOLATILITY_INDEX, number, index == null ? Double.NaN : Math.log(index));
    }

    private void see(MarketDay day, Part part, int[] picked, int[] chosen, int first) {
        int[] within = Arrays.stream(picked).map(row -> row - part.from).toArray();
        int[] numbers = Arrays.stream(picked)
                .map(row -> first + Arrays.binarySearch(chosen, row))
                .toArray();
        Integer block = drawing.blocks().get(new Drawing.Block(day.date(), part.underlying));
        seen.add(new Seen(numbers, block == null ? 0 : block, views.see(part.underlying, within)));
    }

    private void set(Quantity quantity, int row, double value) {
        double[] values = facts.get(quantity);
        if (values != null) {
            values[row] = Double.isFinite(value) ? value : Double.NaN;
        }
    }

    private Pool pool() {
        for (int row = 0; row < moments.size(); row++) {
            describe(row, moments.get(row));
        }
        LatentFacts.fill(market, places, facts);
        facts.replaceAll((quantity, values) -> Arrays.copyOf(values, places.size()));
        List<Optional<SourceForm>> forms = seen.stream()
                .flatMap(each -> Stream.generate(() -> Optional.ofNullable(each.views.form()))
                        .limit(each.rows.length))
                .toList();
        List<ViewMaker.Glimpses> glimpses =
                seen.stream().map(each -> Workers.join(each.views.features())).toList();
        return new Pool(
                market.name(),
                FeatureRows.concat(batches),
                List.copyOf(places),
                facts,
                seen.stream().flatMapToInt(each -> Arrays.stream(each.rows)).toArray(),
                seen.stream()
                        .flatMapToInt(each -> Arrays.stream(each.rows).map(row -> each.block))
                        .toArray(),
                FeatureRows.concat(
                        glimpses.stream().map(ViewMaker.Glimpses::now).toList()),
                FeatureRows.concat(
                        glimpses.stream().map(ViewMaker.Glimpses::stale).toList()),
                forms);
    }

    /** What the underlying did before and after: known once all days are. */
    private void describe(int row, Moment moment) {
        UnderlyingSeries own = moment.series;
        int at = moment.at;
        if (at < 0) {
            return;
        }
        set(Quantity.AVERAGE_200, row, own.toAverage(at, 200));
        set(Quantity.OLD_VOLATILITY, row, Math.log(own.variance(at - 250, at - 121)) / 2);
        set(Quantity.OVERNIGHT_VOLATILITY, row, own.overnight(at, 20));
        set(Quantity.RANGE_VOLATILITY, row, own.range(at, 20));
        set(Quantity.VOLATILITY_20, row, Math.log(own.past(at, 20)) / 2);
        set(Quantity.RSI_14, row, own.strength(at, 14));
        set(Quantity.PAST_VARIANCE_1, row, own.past(at, 1));
        set(Quantity.PAST_VARIANCE_5, row, own.past(at, 5));
        set(Quantity.PAST_VARIANCE_21, row, own.past(at, 21));
        set(Quantity.EWMA_VARIANCE, row, own.weighted(at));
        set(Quantity.NEXT_VARIANCE_5, row, own.next(at, 5));
        set(Quantity.NEXT_VARIANCE_21, row, own.next(at, 21));
    }
}
