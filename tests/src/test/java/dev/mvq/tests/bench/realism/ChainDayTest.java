package dev.mvq.tests.bench.realism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.pricing.PolicyRate;
import dev.mvq.runtime.pricing.YearFraction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What is measured on a chain that was priced from a known surface. */
class ChainDayTest {
    private static final LocalDate DAY = LocalDate.of(2021, 6, 1);
    private static final double SPOT = 100;
    private static final double SPREAD = 0.02;

    @Test
    void a_flat_surface_has_its_level_at_every_maturity_and_neither_skew_nor_curvature_nor_roughness() {
        ChainDay chain = chain(List.of(20, 40, 80), days -> 0.3, 0);
        assertEquals(0.3, chain.atTheMoney(20), 1e-3);
        assertEquals(0.3, chain.atTheMoney(33), 1e-3);
        assertEquals(0, chain.termSlope(30, 60), 1e-3);
        assertEquals(0, chain.over(1, 100, ExpirySlice::skew), 5e-3);
        assertEquals(0, chain.over(1, 100, ExpirySlice::curvature), 5e-3);
        assertEquals(0, chain.over(1, 100, ExpirySlice::roughness), 1e-3);
    }

    @Test
    void a_linear_smile_gives_its_slope_back_by_delta_and_pooled() {
        double slope = -0.2; // relative, per deviation
        ChainDay chain = chain(List.of(30, 45), days -> 0.3, slope);
        PooledSmile pooled = PooledSmile.of(chain);
        assertEquals(slope, pooled.slope(), 0.02);
        assertEquals(0.3, pooled.level(), 0.01); // the smile is cut at two deviations, the parabola is not
        assertEquals(-2 * 0.674 * slope, chain.over(1, 100, ExpirySlice::skew), 0.03);
    }

    @Test
    void a_rising_term_structure_is_seen_as_such() {
        ChainDay chain = chain(List.of(10, 30, 60, 90), days -> 0.2 + 0.001 * days, 0);
        assertEquals(0.26 / 0.23 - 1, chain.termSlope(30, 60), 2e-3);
        assertTrue(Double.isNaN(chain.atTheMoney(5)), "before the first expiry nothing is known");
        assertTrue(Double.isNaN(chain.atTheMoney(120)), "nor after the last");
        assertTrue(PooledSmile.of(chain).term() > 0);
    }

    @Test
    void quotes_from_one_forward_hold_parity_within_the_rounding() {
        ChainDay chain = chain(List.of(30), days -> 0.3, -0.1);
        chain.slices().getFirst().pairs().stream()
                .mapToDouble(QuoteFacts::parityResidual)
                .filter(residual -> !Double.isNaN(residual))
                .forEach(residual -> assertEquals(0, residual, 1e-6));
    }

    @Test
    void features_come_in_one_order_for_all_chains_and_each_row_has_its_own() {
        ChainDay chain = chain(List.of(5, 30, 60), days -> 0.3, -0.1);
        assertEquals(
                List.copyOf(ChainFeatures.of(chain).keySet()),
                List.copyOf(ChainFeatures.of(chain(List.of(30), days -> 0.5, 0)).keySet()));
        assertEquals(chain.points().count(), RowFeatures.of(chain).size());
    }

    private static ChainDay chain(List<Integer> maturities, DoubleUnaryOperator level, double slope) {
        List<OptionQuote> quotes = new ArrayList<>();
        for (int days : maturities) {
            LocalDate expiry = DAY.plusDays(days);
            double years = YearFraction.between(DAY, expiry);
            ExpiryForward market = ExpiryForward.fromRate(SPOT, PolicyRate.on(DAY), years);
            for (int strike = 60; strike <= 150; strike++) {
                double atTheMoney = level.applyAsDouble(days);
                double deviations = Math.log(strike / market.forward()) / (atTheMoney * Math.sqrt(years));
                double volatility = atTheMoney * (1 + slope * Math.clamp(deviations, -2, 2));
                for (Right right : Right.values()) {
                    quotes.add(quote(right, strike, expiry, EuropeanPricing.price(right, strike, market, volatility)));
                }
            }
        }
        return ChainDay.of(new MarketDay(DAY, List.of(), quotes), quote -> true).getFirst();
    }

    private static OptionQuote quote(Right right, int strike, LocalDate expiry, double price) {
        boolean bid = price > SPREAD;
        return new OptionQuote(
                new Contract("X", expiry, strike * 1000L, right),
                "X",
                "X",
                DAY,
                bid ? price - SPREAD / 2 : 0,
                bid ? price + SPREAD / 2 : SPREAD,
                Double.NaN,
                10,
                12,
                5,
                50,
                SPOT,
                Double.NaN,
                Double.NaN,
                Greeks.ABSENT,
                Provenance.ABSENT,
                Provenance.ABSENT,
                100,
                "test",
                0);
    }
}
