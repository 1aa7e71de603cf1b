package dev.mvq.runtime.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParityForwardTest {
    private static final double RATE = 0.04;
    private static final double YEARS = 0.25;
    private final ExpiryForward truth = new ExpiryForward(100, 100.4, RATE, YEARS, ExpiryForward.Origin.GIVEN);

    @Test
    void fair_quotes_give_back_the_forward_they_were_made_with() {
        ExpiryForward implied = ParityForward.imply(100, RATE, YEARS, fairPairs());
        assertEquals(100.4, implied.forward(), 1e-9);
        assertEquals(ExpiryForward.Origin.PARITY, implied.origin());
    }

    @Test
    void a_few_stale_quotes_do_not_move_it() {
        List<ParityForward.Pair> pairs = new ArrayList<>(fairPairs());
        pairs.set(10, new ParityForward.Pair(100, 9, 1));
        pairs.set(11, new ParityForward.Pair(101, 12, 0.5));
        assertEquals(100.4, ParityForward.imply(100, RATE, YEARS, pairs).forward(), 1e-9);
    }

    @Test
    void without_pairs_near_the_money_the_spot_grows_at_the_rate() {
        ExpiryForward implied = ParityForward.imply(100, RATE, YEARS, List.of(new ParityForward.Pair(150, 0.1, 49.6)));
        assertEquals(100 * Math.exp(RATE * YEARS), implied.forward(), 1e-12);
        assertEquals(ExpiryForward.Origin.RATE, implied.origin());
    }

    @Test
    void a_forward_that_contradicts_the_spot_is_not_believed() {
        ExpiryForward implied = ParityForward.imply(100, RATE, YEARS, List.of(new ParityForward.Pair(100, 20, 1)));
        assertEquals(ExpiryForward.Origin.RATE, implied.origin());
    }

    @Test
    void time_runs_from_close_to_close_and_saturday_expiries_end_on_friday() {
        LocalDate friday = LocalDate.of(2014, 1, 17);
        assertEquals(0, YearFraction.between(friday, LocalDate.of(2014, 1, 18)));
        assertEquals(1 / 365.0, YearFraction.between(friday.minusDays(1), LocalDate.of(2014, 1, 18)));
        assertEquals(0, YearFraction.between(friday, LocalDate.of(2013, 1, 18)));
    }

    @Test
    void the_policy_rate_is_the_one_that_stood_on_the_day() {
        assertEquals(Math.log1p(0.065), PolicyRate.on(LocalDate.of(2000, 12, 29)), 1e-12);
        assertEquals(Math.log1p(0.00125), PolicyRate.on(LocalDate.of(2012, 6, 1)), 1e-12);
        assertEquals(Math.log1p(0.05375), PolicyRate.on(LocalDate.of(2024, 9, 17)), 1e-12);
        assertEquals(Math.log1p(0.04875), PolicyRate.on(LocalDate.of(2024, 9, 18)), 1e-12);
    }

    private List<ParityForward.Pair> fairPairs() {
        return IntStream.rangeClosed(90, 110)
                .mapToObj(strike -> new ParityForward.Pair(
                        strike,
                        EuropeanPricing.price(Right.CALL, strike, truth, 0.3),
                        EuropeanPricing.price(Right.PUT, strike, truth, 0.3)))
                .toList();
    }
}
