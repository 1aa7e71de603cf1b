package dev.mvq.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.feature.FeatureRows;
import dev.mvq.runtime.feature.FeatureSchema;
import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A market is changed so that a quantity moves; the features of every encoder it is withheld from stay as they were, bit by bit. */
class WithheldQuantityTest {
    private static final List<MarketDay> DAYS = new MadeMarket(
                    new SimulationOptions(43, 2, 30, 80, 280, LocalDate.of(2019, 6, 28)))
            .days()
            .toList();
    private static final int OBSERVED = DAYS.size() - 10;
    private static final MeasureOptions OPTIONS = MeasureOptions.QUICK;

    /** A change, and the rows on which it should show: calls where puts were changed. */
    record Change(Quantity quantity, boolean callsOnly, BiFunction<MarketDay, Integer, MarketDay> change) {
        @Override
        public String toString() {
            return quantity.word();
        }
    }

    static Stream<Change> changes() {
        Predicate<OptionQuote> calls = quote -> quote.contract().right() == Right.CALL;
        BiFunction<MarketDay, Integer, MarketDay> wider = (day, age) -> quotes(day, q -> wider(q));
        BiFunction<MarketDay, Integer, MarketDay> widerPuts =
                (day, age) -> quotes(day, q -> calls.test(q) ? q : wider(q));
        BiFunction<MarketDay, Integer, MarketDay> steeperPuts =
                (day, age) -> quotes(day, q -> calls.test(q) ? q : with(q, q.bid(), q.ask(), q.volume(), steeper(q)));
        BiFunction<MarketDay, Integer, MarketDay> otherFuture = (day, age) -> age >= 0
                ? day
                : quotes(day, q -> with(wider(q), q.bid() / 2, q.ask() * 2, q.volume() + 7, 1.3 * q.iv()));
        BiFunction<MarketDay, Integer, MarketDay> otherPast =
                (day, age) -> age < 125 ? day : bars(day, bar -> scaled(bar, 1 + 0.3 * (age % 2)));
        BiFunction<MarketDay, Integer, MarketDay> otherOpens = (day, age) -> age < 16 || age > 18
                ? day
                : bars(day, bar -> with(bar, bar.low() + 0.3 * (bar.high() - bar.low()), bar.high()));
        BiFunction<MarketDay, Integer, MarketDay> higher =
                (day, age) -> age > 19 ? day : bars(day, bar -> with(bar, bar.open(), 1.01 * bar.high()));
        return Stream.of(
                new Change(Quantity.ZOMMA_OF_ASK, false, wider),
                new Change(Quantity.COLOR_OF_ASK, false, wider),
                new Change(Quantity.ULTIMA_OF_ASK, false, wider),
                new Change(Quantity.SPREAD, false, wider),
                new Change(Quantity.MIRROR_SPREAD, true, widerPuts),
                new Change(Quantity.SMILE_SLOPE, true, steeperPuts),
                new Change(Quantity.NEXT_SPREAD, false, otherFuture),
                new Change(Quantity.NEXT_VOLUME, false, otherFuture),
                new Change(Quantity.IV_MOVE_5, false, otherFuture),
                new Change(Quantity.AVERAGE_200, false, otherPast),
                new Change(Quantity.OLD_VOLATILITY, false, otherPast),
                new Change(Quantity.OVERNIGHT_VOLATILITY, false, otherOpens),
                new Change(Quantity.RANGE_VOLATILITY, false, higher));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void the_input_does_not_hold_what_is_withheld(Change change) {
        List<MarketDay> changed = IntStream.range(0, DAYS.size())
                .mapToObj(i -> change.change.apply(DAYS.get(i), OBSERVED - i))
                .toList();
        Pool before = pool(DAYS, change.callsOnly);
        Pool after = pool(changed, change.callsOnly);
        assertEquals(before.places(), after.places());
        double[] was = before.of(change.quantity);
        double[] is = after.of(change.quantity);
        assertTrue(
                IntStream.range(0, was.length).anyMatch(row -> Math.abs(was[row] - is[row]) > 1e-6),
                "the change does not move " + change.quantity);
        for (Modality modality : base(change.quantity.withheldFrom())) {
            assertArrayEquals(
                    FeatureSchema.values(before.rows(), modality),
                    FeatureSchema.values(after.rows(), modality),
                    () -> modality + " knows of " + change.quantity);
        }
    }

    @Test
    void every_withheld_quantity_is_shown_to_be_so() {
        Set<Quantity> shown = changes()
                .map(Change::quantity)
                .collect(Collectors.toCollection(() -> EnumSet.of(
                        // Comes from beside the market, which features do not see at all.
                        Quantity.VOLATILITY_INDEX)));
        assertEquals(
                Arrays.stream(Quantity.values())
                        .filter(quantity -> !quantity.withheldFrom().isEmpty())
                        .collect(Collectors.toSet()),
                shown);
    }

    /** Fused reads what the four read. */
    private static List<Modality> base(Set<Modality> withheldFrom) {
        return Stream.of(Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.TECHNICAL)
                .filter(withheldFrom::contains)
                .toList();
    }

    /** The observed day's option rows. */
    private static Pool pool(List<MarketDay> days, boolean callsOnly) {
        LocalDate observed = DAYS.get(OBSERVED).date();
        MeasuredMarket market = MeasuredMarket.of("test", days::stream).measuring(observed::equals);
        try (Workers workers = new Workers(2)) {
            Pool pool = PoolGathering.gather(
                    market, OPTIONS, Drawing.of(market, OPTIONS).getFirst(), workers);
            double[] delta = pool.of(Quantity.DELTA);
            return picked(
                    pool,
                    IntStream.range(0, delta.length)
                            .filter(row -> callsOnly ? delta[row] > 0 : !Double.isNaN(delta[row]))
                            .toArray());
        }
    }

    private static Pool picked(Pool pool, int[] rows) {
        EnumMap<Quantity, double[]> facts = new EnumMap<>(pool.facts());
        facts.replaceAll((quantity, values) ->
                IntStream.of(rows).mapToDouble(row -> values[row]).toArray());
        return new Pool(
                pool.market(),
                FeatureRows.pick(pool.rows(), rows),
                IntStream.of(rows).mapToObj(pool.places()::get).toList(),
                facts,
                new int[0],
                new int[0],
                pool.views(),
                pool.stale(),
                List.of());
    }

    private static MarketDay quotes(MarketDay day, UnaryOperator<OptionQuote> change) {
        return new MarketDay(
                day.date(), day.bars(), day.options().stream().map(change).toList());
    }

    private static MarketDay bars(MarketDay day, UnaryOperator<Bar> change) {
        return new MarketDay(day.date(), day.bars().stream().map(change).toList(), day.options());
    }

    /** Twice the spread about the same mid, in steps of a power of two so that the mid is the same to the bit. */
    private static OptionQuote wider(OptionQuote quote) {
        double wider = Math.min(quote.bid(), 0.0625);
        return with(quote, quote.bid() - wider, quote.ask() + wider, quote.volume(), quote.iv());
    }

    private static double steeper(OptionQuote quote) {
        return quote.iv()
                * (1
                        + Math.max(
                                0,
                                Math.log(quote.underlyingPrice()
                                        / quote.contract().strike())));
    }

    private static OptionQuote with(OptionQuote quote, double bid, double ask, double volume, double iv) {
        return new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                bid,
                ask,
                quote.last(),
                quote.bidSize(),
                quote.askSize(),
                volume,
                quote.openInterest(),
                quote.underlyingPrice(),
                quote.forward(),
                iv,
                quote.greeks(),
                quote.ivSource(),
                quote.greeksSource(),
                quote.multiplier(),
                quote.source(),
                quote.flags());
    }

    private static Bar scaled(Bar bar, double factor) {
        return new Bar(
                bar.ticker(),
                bar.underlyingId(),
                bar.date(),
                bar.open() * factor,
                bar.high() * factor,
                bar.low() * factor,
                bar.close() * factor,
                bar.volume(),
                bar.dividend(),
                bar.splitFactor(),
                bar.source(),
                bar.flags());
    }

    private static Bar with(Bar bar, double open, double high) {
        return new Bar(
                bar.ticker(),
                bar.underlyingId(),
                bar.date(),
                open,
                high,
                bar.low(),
                bar.close(),
                bar.volume(),
                bar.dividend(),
                bar.splitFactor(),
                bar.source(),
                bar.flags());
    }
}
