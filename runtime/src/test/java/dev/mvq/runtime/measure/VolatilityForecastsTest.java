package dev.mvq.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VolatilityForecastsTest {
    private static final int SESSIONS = 600;

    private static Pool pool() {
        Pool pool = TestPools.pool(SESSIONS, 1);
        Random random = new Random(2);
        for (Quantity past :
                new Quantity[] {Quantity.PAST_VARIANCE_1, Quantity.PAST_VARIANCE_5, Quantity.PAST_VARIANCE_21}) {
            Arrays.setAll(pool.of(past), i -> Math.exp(random.nextGaussian()));
        }
        Arrays.setAll(
                pool.of(Quantity.PAST_VARIANCE_1),
                i -> Math.max(pool.of(Quantity.PAST_VARIANCE_1)[i], 0.01 * pool.of(Quantity.PAST_VARIANCE_21)[i]));
        // Log volatility to come: 0.1 + 0.2 of the day's, 0.3 of the week's, 0.4 of the month's.
        Arrays.setAll(
                pool.of(Quantity.NEXT_VARIANCE_21),
                i -> Math.exp(2
                        * (0.1
                                + 0.1 * Math.log(pool.of(Quantity.PAST_VARIANCE_1)[i])
                                + 0.15 * Math.log(pool.of(Quantity.PAST_VARIANCE_5)[i])
                                + 0.2 * Math.log(pool.of(Quantity.PAST_VARIANCE_21)[i]))));
        return pool;
    }

    private static double[] forecasts(Pool pool) {
        int[] moments = IntStream.range(0, SESSIONS).toArray();
        return VolatilityForecasts.heterogeneous(pool, Quantity.NEXT_VARIANCE_21, moments)
                .logs();
    }

    @Test
    void a_volatility_made_of_the_days_the_weeks_and_the_months_is_forecast() {
        Pool pool = pool();
        double[] found = forecasts(pool);
        for (int i = 300; i < SESSIONS; i++) {
            assertEquals(Math.log(pool.of(Quantity.NEXT_VARIANCE_21)[i]) / 2, found[i], 1e-3);
        }
        assertTrue(Double.isNaN(found[VolatilityForecasts.KNOWN_AFTER]), "nothing was known yet");
    }

    @Test
    void a_forecast_knows_no_outcome_that_was_still_to_come() {
        double[] before = forecasts(pool());
        Pool other = pool();
        int now = 400;
        for (int i = now - VolatilityForecasts.KNOWN_AFTER + 1; i < SESSIONS; i++) {
            other.of(Quantity.NEXT_VARIANCE_21)[i] = 77;
        }
        assertArrayEquals(Arrays.copyOf(before, now + 1), Arrays.copyOf(forecasts(other), now + 1));
    }

    @Test
    void the_variance_of_a_walk_is_what_its_returns_say() {
        UnderlyingSeries series = new UnderlyingSeries();
        double price = 100;
        for (int i = 0; i < 260; i++) {
            price *= Math.exp(i % 2 == 0 ? 0.01 : -0.01);
            series.add(LocalDate.of(2020, 1, 1).plusDays(i), price, null);
        }
        assertEquals(252 * 1e-4, series.past(200, 21), 1e-9);
        assertEquals(252 * 1e-4, series.next(200, 5), 1e-9);
        assertEquals(252 * 1e-4, series.weighted(200), 1e-9);
        assertTrue(Double.isNaN(series.next(256, 5)), "five sessions after it are not all known");
        assertEquals(0, series.toAverage(250, 200), 0.011);
        assertEquals(0, series.strength(100, 14), 1e-9);
    }

    @Test
    void a_pause_begins_anew() {
        UnderlyingSeries series = new UnderlyingSeries();
        for (int i = 0; i < 60; i++) {
            LocalDate date = LocalDate.of(2020, 1, 1).plusDays(i < 30 ? i : 1_000 + i);
            series.add(date, i < 30 ? 100 + i : 5_000 + i, null);
        }
        assertTrue(Double.isNaN(series.past(40, 21)));
        assertTrue(series.past(55, 5) < 1);
    }
}
