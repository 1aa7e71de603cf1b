package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureScaleTest {
    private static final List<MarketDay> DAYS = TestMarket.days(11, 280, "AAA");

    @Test
    void a_split_of_four_for_one_moves_no_feature_of_price_greeks_or_technical() {
        LocalDate split = DAYS.get(265).date();
        FeatureBatch plain = TestMarket.lastDay(DAYS);
        FeatureBatch after = TestMarket.lastDay(splitAt(split));
        assertNear(Modality.TECHNICAL, plain, after, 1e-6, Set.of(), false);
        assertNear(Modality.TECHNICAL, plain, after, 1e-4, Set.of(), true);
        assertNear(Modality.PRICE, plain, after, 2e-4, Set.of("volume"), true);
        assertNear(Modality.GREEKS, plain, after, 1e-4, Set.of(), true);
    }

    @Test
    void prices_and_strikes_ten_times_as_high_give_the_same_features() {
        FeatureBatch plain = TestMarket.lastDay(DAYS);
        List<MarketDay> dear = TestMarket.withBars(
                TestMarket.withQuotes(DAYS, quote -> TestMarket.scaled(quote, 10)), bar -> scaled(bar, 10, 1, 1));
        FeatureBatch scaled = TestMarket.lastDay(dear);
        assertNear(Modality.TECHNICAL, plain, scaled, 1e-4, Set.of(), true);
        assertNear(Modality.PRICE, plain, scaled, 2e-4, Set.of(), true);
        assertNear(Modality.GREEKS, plain, scaled, 1e-4, Set.of(), true);
        assertNear(Modality.MICROSTRUCTURE, plain, scaled, 1e-3, Set.of("spread_ticks"), true);
    }

    @Test
    void a_dividend_makes_no_return() {
        LocalDate exDate = DAYS.get(275).date();
        double paid = 2;
        double before = DAYS.get(274).bars().getFirst().close();
        List<MarketDay> paying = TestMarket.withBars(
                DAYS,
                bar -> bar.date().isBefore(exDate)
                        ? bar
                        : new Bar(
                                bar.ticker(),
                                bar.underlyingId(),
                                bar.date(),
                                bar.open() * (1 - paid / before),
                                bar.high() * (1 - paid / before),
                                bar.low() * (1 - paid / before),
                                bar.close() * (1 - paid / before),
                                bar.volume(),
                                bar.date().equals(exDate) ? paid : 0,
                                1,
                                bar.source(),
                                0));
        FeatureBatch plain = TestMarket.lastDay(DAYS);
        FeatureBatch after = TestMarket.lastDay(paying);
        assertNear(Modality.TECHNICAL, plain, after, 1e-6, Set.of(), false);
    }

    @Test
    void a_split_that_nobody_told_of_is_seen() {
        LocalDate split = DAYS.get(265).date();
        FeatureBatch untold = TestMarket.lastDay(
                TestMarket.withBars(DAYS, bar -> bar.date().isBefore(split) ? bar : scaled(bar, 0.25, 4, 1)));
        int realised = TechnicalFeatures.names().indexOf("realised_20");
        float plain = TestMarket.lastDay(DAYS).technical()[realised];
        assertTrue(untold.technical()[realised] > plain + 1);
    }

    private static List<MarketDay> splitAt(LocalDate split) {
        List<MarketDay> days = new ArrayList<>();
        for (MarketDay day : DAYS) {
            if (day.date().isBefore(split)) {
                days.add(day);
            } else {
                double factor = day.date().equals(split) ? 4 : 1;
                days.addAll(TestMarket.withBars(
                        TestMarket.withQuotes(List.of(day), quote -> TestMarket.scaled(quote, 0.25)),
                        bar -> scaled(bar, 0.25, 4, factor)));
            }
        }
        return days;
    }

    private static Bar scaled(Bar bar, double price, double volume, double splitFactor) {
        return new Bar(
                bar.ticker(),
                bar.underlyingId(),
                bar.date(),
                bar.open() * price,
                bar.high() * price,
                bar.low() * price,
                bar.close() * price,
                bar.volume() * volume,
                bar.dividend(),
                splitFactor,
                bar.source(),
                bar.flags());
    }

    private static void assertNear(
            Modality modality,
            FeatureBatch expected,
            FeatureBatch actual,
            double tolerance,
            Set<String> but,
            boolean all) {
        List<String> names =
                FeatureSchema.of(modality).stream().map(Feature::name).toList();
        float[] plain = FeatureSchema.values(expected, modality);
        float[] other = FeatureSchema.values(actual, modality);
        int end = all ? plain.length : names.size();
        for (int i = 0; i < end; i++) {
            String name = names.get(i % names.size());
            if (!but.contains(name)) {
                assertEquals(plain[i], other[i], tolerance, modality + " " + name + " at " + i / names.size());
            }
        }
    }
}
