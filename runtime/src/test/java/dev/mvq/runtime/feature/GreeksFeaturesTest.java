package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GreeksFeaturesTest {
    private static final List<MarketDay> DAYS = TestMarket.days(3, 40, "AAA");
    private static final FeatureBatch BATCH = TestMarket.lastDay(DAYS);
    private static final DayRows ROWS = DayRows.of(DAYS.getLast());

    @Test
    void gamma_and_vega_become_the_normal_density_whatever_the_price() {
        for (int row = 1; row < ROWS.size(); row++) {
            OptionQuote quote = option(row);
            double deviation = quote.iv() * Math.sqrt(quote.dte() / 365.0);
            double d1 = Math.log(quote.forward() / quote.contract().strike()) / deviation + deviation / 2;
            double density = Math.exp(-d1 * d1 / 2) / Math.sqrt(2 * Math.PI);
            double squashed = Math.log(density + Math.sqrt(density * density + 1));
            assertEquals(squashed, feature(row, "gamma"), 1e-4);
            assertEquals(squashed, feature(row, "vega"), 1e-4);
        }
    }

    @Test
    void a_change_is_todays_level_less_that_of_the_session_then() {
        int row = 1;
        Contract contract = option(row).contract();
        for (int horizon : new int[] {1, 5, 20}) {
            OptionQuote then = DAYS.get(39 - horizon).options().stream()
                    .filter(quote -> quote.contract().equals(contract))
                    .findFirst()
                    .orElseThrow();
            double change = 10 * (option(row).greeks().delta() - then.greeks().delta()) / Math.sqrt(horizon);
            double squashed = Math.copySign(Math.log(Math.abs(change) + Math.sqrt(change * change + 1)), change);
            assertEquals(squashed, feature(row, "delta_change_" + horizon), 1e-5, "over " + horizon);
        }
    }

    @Test
    void without_history_the_levels_are_there_and_the_changes_missing() {
        FeatureBatch first = TestMarket.lastDay(DAYS.subList(0, 1));
        int delta = GreeksFeatures.COUNT + GreeksFeatures.names().indexOf("delta");
        int change = GreeksFeatures.COUNT + GreeksFeatures.names().indexOf("delta_change_1");
        assertEquals((float) DAYS.getFirst().options().getFirst().greeks().delta(), first.greeks()[delta], 1e-6);
        assertTrue(Float.isNaN(first.greeks()[change]));
    }

    @Test
    void higher_orders_have_the_signs_of_their_place() {
        for (int row = 1; row < ROWS.size(); row++) {
            double moneyness = feature(row, "standard_moneyness");
            if (Math.abs(moneyness) > 0.5 && Math.abs(moneyness) < 2) {
                assertEquals(Math.signum(moneyness), Math.signum(feature(row, "vanna")), "vanna of row " + row);
            }
            assertEquals(option(row).contract().right().sign(), Math.signum(feature(row, "lambda")));
        }
    }

    private static OptionQuote option(int row) {
        return Objects.requireNonNull(ROWS.option(row));
    }

    private static float feature(int row, String name) {
        return BATCH.greeks()[
                row * GreeksFeatures.COUNT + GreeksFeatures.names().indexOf(name)];
    }
}
