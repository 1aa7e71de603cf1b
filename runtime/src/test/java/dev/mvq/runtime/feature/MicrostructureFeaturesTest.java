package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MicrostructureFeaturesTest {
    private static final List<MarketDay> DAYS = TestMarket.days(9, 45, "AAA");
    private static final FeatureBatch BATCH = TestMarket.lastDay(DAYS);
    private static final DayRows ROWS = DayRows.of(DAYS.getLast());

    @Test
    void the_last_session_shows_todays_quote() {
        for (int row = 1; row < ROWS.size(); row++) {
            OptionQuote quote = Objects.requireNonNull(ROWS.option(row));
            double sizes = quote.bidSize() + quote.askSize();
            assertEquals((quote.bidSize() - quote.askSize()) / sizes, today(row, "size_imbalance"), 1e-6);
            assertEquals(quote.bid() == 0 ? 1 : 0, today(row, "zero_bid"));
            assertEquals(quote.volume() == 0 ? 1 : 0, today(row, "zero_volume"));
            assertEquals(Math.log(1 + quote.openInterest()) / 3, today(row, "open_interest"), 1e-6);
            double relative = Math.max(1e-4, quote.spread() / quote.mid());
            assertEquals((Math.log(relative) + 3) / 1.5, today(row, "spread"), 1e-4);
        }
    }

    @Test
    void the_shares_of_an_expirys_volume_add_up_to_one() {
        double total = 0;
        OptionQuote first = Objects.requireNonNull(ROWS.option(1));
        for (int row = 1; row < ROWS.size(); row++) {
            OptionQuote quote = ROWS.option(row);
            if (quote != null
                    && quote.contract().expiry().equals(first.contract().expiry())) {
                total += Math.pow(today(row, "expiry_share"), 2);
            }
        }
        assertEquals(1, total, 1e-5);
    }

    @Test
    void last_prices_that_bounce_between_bid_and_ask_are_negatively_autocorrelated() {
        List<MarketDay> bouncing = TestMarket.withQuotes(
                DAYS, quote -> TestMarket.withLast(quote, 100 + (quote.date().toEpochDay() % 2 == 0 ? 1 : -1)));
        List<MarketDay> trending = TestMarket.withQuotes(
                DAYS, quote -> TestMarket.withLast(quote, (double) quote.date().toEpochDay() - 10_000));
        assertTrue(bounce(bouncing) < -0.3);
        assertTrue(bounce(trending) > 0.3);
    }

    private static float bounce(List<MarketDay> days) {
        return value(TestMarket.lastDay(days), 1, "bounce");
    }

    private static float today(int row, String name) {
        return value(BATCH, row, name);
    }

    private static float value(FeatureBatch batch, int row, String name) {
        int session = row * MicrostructureFeatures.SESSIONS + MicrostructureFeatures.SESSIONS - 1;
        return batch.microstructure()[
                session * MicrostructureFeatures.COUNT
                        + MicrostructureFeatures.names().indexOf(name)];
    }
}
