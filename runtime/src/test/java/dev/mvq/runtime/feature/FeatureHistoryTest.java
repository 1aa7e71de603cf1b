package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.OptionQuote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FeatureHistoryTest {
    private static final List<MarketDay> YEAR = TestMarket.days(7, 340, "AAA", "BBB");

    @Test
    void a_batch_has_the_shapes_its_schema_says() {
        FeatureBatch batch = TestMarket.lastDay(YEAR.subList(0, 30));
        int rows = YEAR.get(29).size();
        assertEquals(rows, batch.size());
        for (Modality modality : Modality.values()) {
            assertEquals(rows * FeatureSchema.length(modality), FeatureSchema.values(batch, modality).length);
        }
    }

    @Test
    void a_day_must_come_after_the_last_one() {
        FeatureHistory history = new FeatureHistory();
        history.accept(YEAR.get(1));
        assertThrows(IllegalArgumentException.class, () -> history.accept(YEAR.get(1)));
        assertThrows(IllegalArgumentException.class, () -> history.accept(YEAR.get(0)));
    }

    @Test
    void only_rows_of_the_newest_day_can_be_asked_for() {
        FeatureHistory history = new FeatureHistory();
        assertThrows(IllegalStateException.class, () -> history.extract(YEAR.get(0), 0, 1));
        history.accept(YEAR.get(0));
        history.accept(YEAR.get(1));
        assertThrows(IllegalStateException.class, () -> history.extract(YEAR.get(0), 0, 1));
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> history.extract(YEAR.get(1), 0, YEAR.get(1).size() + 1));
    }

    @Test
    void a_month_run_alone_equals_the_month_within_a_longer_run_byte_for_byte() {
        List<MarketDay> days = withoutUnderlying(YEAR, "BBB", 30, 75);
        int first = 315;
        FeatureHistory longRun = new FeatureHistory();
        days.subList(0, first).forEach(longRun::accept);
        FeatureHistory monthAlone = new FeatureHistory();
        days.subList(first - FeatureHistory.WARM_UP_DAYS, first).forEach(monthAlone::accept);
        for (MarketDay day : days.subList(first, first + 21)) {
            longRun.accept(day);
            monthAlone.accept(day);
            assertSame(longRun.extract(day, 0, day.size()), monthAlone.extract(day, 0, day.size()));
        }
    }

    @Test
    void after_a_gap_of_months_an_underlying_begins_anew() {
        FeatureHistory withGap = new FeatureHistory();
        YEAR.subList(0, 60).forEach(withGap::accept);
        FeatureHistory without = new FeatureHistory();
        for (MarketDay day : YEAR.subList(200, 215)) {
            withGap.accept(day);
            without.accept(day);
            assertSame(without.extract(day, 0, day.size()), withGap.extract(day, 0, day.size()));
        }
    }

    @Test
    void no_feature_moves_when_the_future_changes() {
        int today = 120;
        FeatureHistory before = new FeatureHistory();
        YEAR.subList(0, today).forEach(before::accept);
        FeatureBatch known =
                before.extract(YEAR.get(today - 1), 0, YEAR.get(today - 1).size());
        List<MarketDay> otherFuture = TestMarket.withBars(
                TestMarket.withQuotes(YEAR.subList(today, today + 20), quote -> TestMarket.scaled(quote, 3)),
                bar -> new Bar(
                        bar.ticker(),
                        bar.underlyingId(),
                        bar.date(),
                        3,
                        4,
                        2,
                        3,
                        1,
                        0.5,
                        7,
                        bar.source(),
                        bar.flags()));
        FeatureHistory rerun = new FeatureHistory();
        YEAR.subList(0, today - 1).forEach(rerun::accept);
        rerun.accept(YEAR.get(today - 1));
        FeatureBatch again =
                rerun.extract(YEAR.get(today - 1), 0, YEAR.get(today - 1).size());
        otherFuture.forEach(rerun::accept);
        assertSame(known, again);
    }

    @Test
    void ranges_of_a_day_are_the_day_in_parts_also_from_several_threads() throws Exception {
        FeatureHistory history = new FeatureHistory();
        YEAR.subList(0, 100).forEach(history::accept);
        MarketDay day = YEAR.get(99);
        List<Future<FeatureBatch>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int from = 0; from < day.size(); from += 7) {
                int start = from;
                parts.add(threads.submit(() -> history.extract(day, start, Math.min(day.size(), start + 7))));
            }
        }
        FeatureBatch whole = history.extract(day, 0, day.size());
        for (Modality modality : Modality.values()) {
            int at = 0;
            for (Future<FeatureBatch> part : parts) {
                float[] values = FeatureSchema.values(part.get(), modality);
                float[] same = Arrays.copyOfRange(FeatureSchema.values(whole, modality), at, at + values.length);
                assertArrayEquals(same, values, modality.word());
                at += values.length;
            }
        }
    }

    @Test
    void what_an_underlying_s_rows_share_is_computed_once_an_underlying_and_day_and_only_where_asked()
            throws Exception {
        FeatureHistory history = new FeatureHistory();
        YEAR.subList(0, 40).forEach(history::accept);
        assertEquals(0, history.underlyingPartsMade());
        for (MarketDay day : YEAR.subList(40, 45)) {
            history.accept(day);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Callable<FeatureBatch>> parts = new ArrayList<>();
                for (int row = 0; row < day.size(); row++) {
                    int from = row;
                    parts.add(() -> history.extract(day, from, from + 1));
                }
                assertEquals(day.size(), threads.invokeAll(parts).size());
            }
            history.extract(day, 0, day.size());
        }
        assertEquals(5 * 2, history.underlyingPartsMade());
    }

    @Test
    void a_session_on_which_a_contract_is_missing_is_a_hole_and_shifts_nothing() {
        List<MarketDay> days = new ArrayList<>(YEAR.subList(0, 60));
        OptionQuote followed = longLived(days);
        int row = rowOf(days.getLast(), followed.contract());
        FeatureBatch full = TestMarket.lastDay(days);
        days.set(57, without(days.get(57), followed.contract()));
        FeatureBatch holed = TestMarket.lastDay(days);
        int moneyness = PriceFeatures.names().indexOf("moneyness");
        for (int session = 0; session < PriceFeatures.SESSIONS; session++) {
            int at = (row * PriceFeatures.SESSIONS + session) * PriceFeatures.COUNT + moneyness;
            if (session == 57) {
                assertTrue(Float.isNaN(holed.price()[at]));
            } else {
                assertEquals(full.price()[at], holed.price()[at], "session " + session);
            }
        }
        assertEquals(full.historySessions()[row] - 1, holed.historySessions()[row]);
    }

    @Test
    void modalities_are_present_as_soon_as_they_say_something() {
        assertPresent(5, Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.FUSED);
        assertPresent(10, Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.FUSED);
        assertPresent(20, Modality.values());
    }

    @Test
    void stocks_have_price_and_technical_only() {
        FeatureBatch batch = TestMarket.lastDay(YEAR.subList(0, 25));
        assertEquals(bits(Modality.PRICE, Modality.TECHNICAL, Modality.FUSED), batch.present()[0]);
        assertEquals(25, batch.historySessions()[0]);
        assertEquals(0, TestMarket.lastDay(YEAR.subList(0, 9)).present()[0]);
    }

    @Test
    void what_is_absent_is_nan_throughout() {
        FeatureBatch batch = TestMarket.lastDay(YEAR.subList(0, 15));
        for (Modality modality : Modality.values()) {
            int length = FeatureSchema.length(modality);
            float[] values = FeatureSchema.values(batch, modality);
            for (int row = 0; row < batch.size(); row++) {
                boolean allMissing = true;
                for (int i = row * length; i < (row + 1) * length; i++) {
                    allMissing &= Float.isNaN(values[i]);
                }
                boolean present = modality.in(batch.present()[row]) && modality != Modality.FUSED;
                assertEquals(present, !allMissing, modality + " of row " + row);
            }
        }
    }

    @Test
    void a_quote_without_volatility_has_no_greeks_and_one_without_bid_no_microstructure() {
        List<MarketDay> days = new ArrayList<>(YEAR.subList(0, 30));
        MarketDay last = days.removeLast();
        days.addAll(TestMarket.withQuotes(List.of(last), TestMarket::unpriced));
        int row = 1;
        assertEquals(
                bits(Modality.PRICE, Modality.TECHNICAL, Modality.FUSED),
                TestMarket.lastDay(days).present()[row]);
    }

    @Test
    void expired_and_unseen_contracts_are_forgotten() {
        FeatureHistory history = new FeatureHistory();
        int most = 0;
        for (MarketDay day : YEAR) {
            history.accept(day);
            most = Math.max(most, history.contractsHeld());
        }
        int listed = YEAR.stream().mapToInt(day -> day.options().size()).max().orElseThrow();
        assertTrue(most < 1.5 * listed, most + " held, " + listed + " listed");
        List<MarketDay> barsOnly = YEAR.stream()
                .map(day -> new MarketDay(day.date().plusYears(2), moved(day, 2), List.of()))
                .limit(80)
                .toList();
        barsOnly.forEach(history::accept);
        assertEquals(0, history.contractsHeld());
    }

    @Test
    void days_of_the_last_century_are_days_too() {
        FeatureHistory history = new FeatureHistory();
        List<MarketDay> old = YEAR.stream()
                .map(day -> new MarketDay(day.date().minusYears(21), moved(day, -21), List.of()))
                .limit(40)
                .toList();
        old.forEach(history::accept);
        FeatureBatch batch = history.extract(old.getLast(), 0, 1);
        assertEquals(bits(Modality.PRICE, Modality.TECHNICAL, Modality.FUSED), batch.present()[0]);
        assertEquals(40, batch.historySessions()[0]);
    }

    @Test
    void two_rows_of_one_lineage_keep_histories_of_their_own() {
        List<MarketDay> days = YEAR.subList(0, 30).stream()
                .map(day -> new MarketDay(
                        day.date(),
                        day.bars(),
                        day.options().stream()
                                .map(FeatureHistoryTest::withSharedLineage)
                                .toList()))
                .toList();
        FeatureBatch batch = TestMarket.lastDay(days);
        int length = FeatureSchema.length(Modality.GREEKS);
        float[] call = Arrays.copyOfRange(batch.greeks(), length, 2 * length);
        float[] put = Arrays.copyOfRange(batch.greeks(), 2 * length, 3 * length);
        assertFalse(Arrays.equals(call, put));
        int right = GreeksFeatures.names().indexOf("right");
        assertEquals(1, call[right]);
        assertEquals(-1, put[right]);
        assertTrue(batch.historySessions()[2] > 1);
    }

    private static OptionQuote withSharedLineage(OptionQuote quote) {
        String lineage = quote.lineage().substring(0, quote.lineage().length() - 1);
        return TestMarket.withLineage(quote, lineage);
    }

    private static List<Bar> moved(MarketDay day, int years) {
        return day.bars().stream()
                .map(bar -> new Bar(
                        bar.ticker(),
                        bar.underlyingId(),
                        bar.date().plusYears(years),
                        bar.open(),
                        bar.high(),
                        bar.low(),
                        bar.close(),
                        bar.volume(),
                        0,
                        1,
                        bar.source(),
                        0))
                .toList();
    }

    private static void assertPresent(int sessions, Modality... modalities) {
        FeatureBatch batch = TestMarket.lastDay(YEAR.subList(0, sessions));
        assertEquals(bits(modalities), batch.present()[1], sessions + " sessions");
    }

    private static byte bits(Modality... modalities) {
        return (byte) Arrays.stream(modalities).mapToInt(Modality::bit).sum();
    }

    private static void assertSame(FeatureBatch expected, FeatureBatch actual) {
        assertArrayEquals(expected.price(), actual.price(), "price");
        assertArrayEquals(expected.greeks(), actual.greeks(), "greeks");
        assertArrayEquals(expected.microstructure(), actual.microstructure(), "microstructure");
        assertArrayEquals(expected.technical(), actual.technical(), "technical");
        assertArrayEquals(expected.present(), actual.present(), "present");
        assertArrayEquals(expected.historySessions(), actual.historySessions(), "sessions");
    }

    private static List<MarketDay> withoutUnderlying(List<MarketDay> days, String ticker, int from, int to) {
        List<MarketDay> gap = new ArrayList<>(days);
        for (int i = from; i < to; i++) {
            MarketDay day = days.get(i);
            gap.set(
                    i,
                    new MarketDay(
                            day.date(),
                            day.bars().stream()
                                    .filter(bar -> !bar.ticker().equals(ticker))
                                    .toList(),
                            day.options().stream()
                                    .filter(quote -> !quote.underlyingId().equals(ticker))
                                    .toList()));
        }
        return gap;
    }

    private static MarketDay without(MarketDay day, Contract contract) {
        return new MarketDay(
                day.date(),
                day.bars(),
                day.options().stream()
                        .filter(quote -> !quote.contract().equals(contract))
                        .toList());
    }

    private static OptionQuote longLived(List<MarketDay> days) {
        return days.getFirst().options().stream()
                .filter(quote ->
                        quote.contract().expiry().isAfter(days.getLast().date()))
                .findFirst()
                .orElseThrow();
    }

    private static int rowOf(MarketDay day, Contract contract) {
        DayRows rows = DayRows.of(day);
        for (int row = 0; row < rows.size(); row++) {
            if (rows.instrument(row).equals(contract)) {
                return row;
            }
        }
        throw new AssertionError(contract + " is not listed");
    }
}
