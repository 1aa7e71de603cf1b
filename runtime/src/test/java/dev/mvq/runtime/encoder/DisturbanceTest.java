package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisturbanceTest {
    private static final List<MarketDay> DAYS = new MadeMarket(
                    new SimulationOptions(5, 2, 25, 60, 60, LocalDate.of(2023, 3, 31)))
            .days()
            .toList();

    @Test
    void quotes_move_about_their_spread_never_cross_and_never_fall_below_zero() {
        Disturbance disturbance = new Disturbance(1);
        int moved = 0;
        int kept = 0;
        int all = 0;
        for (MarketDay day : DAYS) {
            Map<String, OptionQuote> before = new HashMap<>();
            day.options().forEach(quote -> before.put(quote.lineage(), quote));
            all += day.options().size();
            for (OptionQuote quote : disturbance.of(day).options()) {
                OptionQuote old = before.get(quote.lineage());
                assertTrue(quote.bid() >= 0 && quote.ask() >= quote.bid(), quote.toString());
                assertTrue(Math.abs(quote.mid() - old.mid()) <= 3 * old.spread(), quote + " was " + old);
                assertEquals(old.volume(), quote.volume());
                moved += quote.mid() != old.mid() ? 1 : 0;
                kept++;
            }
        }
        assertTrue(moved > 0.9 * kept, moved + " of " + kept);
        assertTrue(kept > 0.6 * all && kept < 0.95 * all, kept + " of " + all);
    }

    @Test
    void bars_stay_bars() {
        for (MarketDay day : DAYS) {
            for (Bar bar : new Disturbance(2).of(day).bars()) {
                assertTrue(bar.high() >= Math.max(bar.open(), bar.close()), bar.toString());
                assertTrue(bar.low() <= Math.min(bar.open(), bar.close()), bar.toString());
            }
        }
    }

    @Test
    void a_world_is_always_the_same_and_another_is_another() {
        MarketDay day = DAYS.getLast();
        assertEquals(new Disturbance(3).of(day), new Disturbance(3).of(day));
        assertNotEquals(new Disturbance(3).of(day), new Disturbance(4).of(day));
    }

    @Test
    void training_sees_each_row_of_a_kept_day_as_the_same_row_of_the_other_worlds() {
        TrainingData data = new TrainingData(9, 2);
        data.add("made", DAYS.stream(), 4, 70, Integer.MAX_VALUE);
        assertTrue(data.days().size() > 5);
        int seen = 0;
        int missing = 0;
        for (TrainingDay day : data.days()) {
            FeatureBatch real = day.batch();
            for (FeatureBatch view : day.views()) {
                for (int row = 0; row < real.size(); row++) {
                    if (view.present()[row] == 0) {
                        missing++;
                        continue;
                    }
                    seen++;
                    int right = InputSchema.current().greeks().features().indexOf("right");
                    int expiry = InputSchema.current().greeks().features().indexOf("expiry");
                    int width = InputSchema.current().greeks().width();
                    for (int feature : new int[] {right, expiry}) {
                        float before = real.greeks()[row * width + feature];
                        float after = view.greeks()[row * width + feature];
                        assertTrue(
                                Float.isNaN(before) || Float.isNaN(after) || before == after, day.date() + " " + row);
                    }
                }
            }
        }
        assertTrue(missing > 0 && seen > 2 * missing, seen + " seen, " + missing + " missing");
    }
}
