package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a source leaves out does not move what it has: n entries back is n sessions ago. */
class MissedSessionsTest {
    private static final List<MarketDay> WHOLE = TestMarket.days(3, 310, "AAA").stream()
            .filter(day -> TradingCalendar.newYork().isTradingDay(day.date()))
            .toList();
    private static final int LAST = WHOLE.size() - 1;

    @Test
    void sessions_that_are_there_stay_in_their_places() {
        List<MarketDay> holed = without(0.2, 5);
        float[] whole = channel(TestMarket.lastDay(WHOLE), "underlying_location");
        float[] seen = channel(TestMarket.lastDay(holed), "underlying_location");
        int there = 0;
        for (int age = 0; age < PriceFeatures.SESSIONS; age++) {
            int at = PriceFeatures.SESSIONS - 1 - age;
            LocalDate date = WHOLE.get(LAST - age).date();
            if (holed.stream().anyMatch(day -> day.date().equals(date))) {
                assertEquals(whole[at], seen[at], 1e-6, "session " + age + " back");
                there++;
            } else {
                assertTrue(Float.isNaN(seen[at]), "nothing is known of session " + age + " back");
            }
        }
        assertTrue(there > 35 && there < PriceFeatures.SESSIONS);
    }

    @Test
    void a_volatility_over_holes_is_about_what_it_is_without() {
        double sum = 0;
        for (int seed = 0; seed < 30; seed++) {
            sum += last(without(0.2, seed), "realised_200") - last(WHOLE, "realised_200");
        }
        // Where a return over two sessions counted as one of a day, it came out a tenth too large.
        assertEquals(0, sum / 30, 0.03);
    }

    @Test
    void a_return_over_two_sessions_is_over_the_root_of_two() {
        List<MarketDay> holed = WHOLE.stream()
                .filter(day -> !day.date().equals(WHOLE.get(LAST - 1).date()))
                .toList();
        UnderlyingWindow whole = window(WHOLE);
        UnderlyingWindow seen = window(holed);
        assertEquals(whole.length, seen.length);
        int at = whole.length - 1;
        assertEquals((whole.returns[at] + whole.returns[at - 1]) / Math.sqrt(2), seen.returns[at], 1e-12);
        assertTrue(Double.isNaN(seen.returns[at - 1]));
        assertEquals(whole.close[at - 2], seen.known[at - 1]);
    }

    @Test
    void indicators_of_many_sessions_outlive_holes() {
        List<MarketDay> holed = without(0.2, 9);
        for (String name : List.of("realised_200", "drawdown_250", "donchian_250", "percent_rank_100")) {
            assertEquals(last(WHOLE, name), last(holed, name), 0.35, name);
        }
    }

    @Test
    void a_dividend_paid_after_a_hole_is_taken_out_of_the_close_before_it() {
        List<MarketDay> paying = TestMarket.withBars(
                WHOLE,
                bar -> bar.date().equals(WHOLE.get(LAST).date()) ? paying(bar, bar.date(), 0.1 * bar.close()) : bar);
        List<MarketDay> holed = paying.stream()
                .filter(day -> !day.date().equals(WHOLE.get(LAST - 1).date()))
                .toList();
        assertTrue(window(holed).close[0] < 0.95 * window(WHOLE).close[0]);
    }

    @Test
    void a_day_that_is_no_session_of_the_exchange_s_is_one_of_the_data_s() {
        MarketDay friday = WHOLE.get(LAST);
        LocalDate saturday = friday.date().plusDays(1);
        while (saturday.getDayOfWeek() != DayOfWeek.SATURDAY) {
            saturday = saturday.plusDays(1);
        }
        FeatureHistory history = new FeatureHistory();
        WHOLE.forEach(history::accept);
        MarketDay odd = on(friday, saturday);
        MarketDay after = on(friday, saturday.plusDays(2));
        history.accept(odd);
        history.accept(after);
        FeatureBatch batch = history.extract(after, 0, 1);
        assertFalse(Float.isNaN(channel(batch, "underlying_location")[PriceFeatures.SESSIONS - 2]));
    }

    private static MarketDay on(MarketDay like, LocalDate date) {
        return new MarketDay(
                date, like.bars().stream().map(bar -> paying(bar, date, 0)).toList(), List.of());
    }

    private static Bar paying(Bar bar, LocalDate date, double dividend) {
        return new Bar(
                bar.ticker(),
                bar.underlyingId(),
                date,
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume(),
                dividend,
                1,
                bar.source(),
                0);
    }

    /** Without some of the sessions; never without the last. */
    private static List<MarketDay> without(double part, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.rangeClosed(0, LAST)
                .filter(i -> random.nextDouble() >= part || i == LAST)
                .mapToObj(WHOLE::get)
                .toList();
    }

    private static UnderlyingWindow window(List<MarketDay> days) {
        UnderlyingHistory history = new UnderlyingHistory();
        for (MarketDay day : days) {
            int number = IntStream.rangeClosed(0, LAST)
                    .filter(i -> WHOLE.get(i).date().equals(day.date()))
                    .findFirst()
                    .orElseThrow();
            Bar bar = day.bars().getFirst();
            history.append(UnderlyingHistory.Session.of(number, day.date(), bar, bar.close(), 0, 0));
        }
        return new UnderlyingWindow(history.window());
    }

    /** A channel of the price path of the first row, which is the stock's. */
    private static float[] channel(FeatureBatch batch, String name) {
        int at = PriceFeatures.names().indexOf(name);
        float[] channel = new float[PriceFeatures.SESSIONS];
        for (int i = 0; i < channel.length; i++) {
            channel[i] = batch.price()[i * PriceFeatures.COUNT + at];
        }
        return channel;
    }

    private static double last(List<MarketDay> days, String indicator) {
        FeatureBatch batch = TestMarket.lastDay(days);
        return batch.technical()[TechnicalFeatures.names().indexOf(indicator)];
    }
}
