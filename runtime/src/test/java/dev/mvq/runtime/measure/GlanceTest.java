package dev.mvq.runtime.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.MadeMarket;
import dev.mvq.runtime.simulation.SimulationOptions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class GlanceTest {
    private static final List<MarketDay> DAYS = new MadeMarket(
                    new SimulationOptions(41, 3, 20, 120, 20, LocalDate.of(2019, 6, 28)))
            .days()
            .toList();
    private final MarketDay day = DAYS.getLast();
    private final Glance glance = new Glance(3, SourceForm.CHAINS);

    @Test
    void quotes_move_within_half_the_spread_and_never_cross() {
        MarketDay seen = glance.today(day);
        assertEquals(day.size(), seen.size());
        int moved = 0;
        for (int i = 0; i < day.options().size(); i++) {
            OptionQuote before = day.options().get(i);
            OptionQuote after = seen.options().get(i);
            double half = before.spread() / 2 + 1e-9;
            assertTrue(Math.abs(after.bid() - before.bid()) <= half);
            assertTrue(Math.abs(after.ask() - before.ask()) <= half);
            assertTrue(after.bid() <= after.ask() + 1e-9);
            moved += after.bid() != before.bid() ? 1 : 0;
        }
        assertTrue(moved > 0.8 * day.options().size());
    }

    @Test
    void iv_and_delta_move_with_the_mid() {
        MarketDay seen = glance.today(day);
        long moved = day.options().stream()
                .filter(quote -> !seen.options().contains(quote))
                .count();
        assertTrue(moved > 0.8 * day.options().size());
        for (int i = 0; i < day.options().size(); i++) {
            OptionQuote before = day.options().get(i);
            OptionQuote after = seen.options().get(i);
            double mid = Math.signum(Math.rint(1e6 * (after.mid() - before.mid())));
            double iv = Math.signum(Math.rint(1e6 * (after.iv() - before.iv())));
            assertTrue(
                    Double.isNaN(before.iv()) || mid * iv >= 0,
                    () -> before.contract().name());
        }
    }

    @Test
    void a_fifth_of_the_earlier_rows_is_missing() {
        int all = 0;
        int there = 0;
        for (MarketDay each : DAYS) {
            all += each.size();
            there += glance.past(each).size();
        }
        assertEquals(1 - Glance.MISSING, (double) there / all, 0.02);
    }

    @Test
    void a_bar_with_a_split_is_never_missing() {
        Bar bar = day.bars().getFirst();
        for (int seed = 0; seed < 50; seed++) {
            Bar split = new Bar(
                    bar.ticker(),
                    bar.underlyingId(),
                    bar.date(),
                    bar.open(),
                    bar.high(),
                    bar.low(),
                    bar.close(),
                    bar.volume(),
                    0,
                    4,
                    bar.source(),
                    0);
            MarketDay seen = new Glance(seed, null).past(new MarketDay(day.date(), List.of(split), List.of()));
            assertEquals(1, seen.bars().size());
        }
    }

    @Test
    void what_the_source_lacks_is_missing_and_nothing_else() {
        for (OptionQuote quote : glance.today(day).options()) {
            assertTrue(Double.isNaN(quote.volume()) && Double.isNaN(quote.openInterest()));
            assertFalse(Double.isNaN(quote.bidSize()) || Double.isNaN(quote.bid()));
        }
        for (OptionQuote quote : new Glance(3, SourceForm.HISTORIES).today(day).options()) {
            assertTrue(Double.isNaN(quote.bidSize()) && Double.isNaN(quote.askSize()));
            assertFalse(Double.isNaN(quote.volume()));
        }
        MarketDay stocks = new MarketDay(day.date(), day.bars(), List.of());
        for (Bar bar : new Glance(3, SourceForm.CLOSES).today(stocks).bars()) {
            assertTrue(Double.isNaN(bar.open()) && Double.isNaN(bar.volume()) && bar.close() > 0);
        }
        assertEquals(List.of(SourceForm.INDEX_BARS, SourceForm.CLOSES), SourceForm.taking(stocks));
        assertEquals(List.of(SourceForm.CHAINS, SourceForm.HISTORIES, SourceForm.FLAT_FILES), SourceForm.taking(day));
    }

    @Test
    void a_row_is_seen_alike_whatever_was_seen_before_and_otherwise_by_another_seed() {
        MarketDay alone = new Glance(3, SourceForm.CHAINS).today(day);
        DAYS.forEach(glance::past);
        assertEquals(alone.toString(), glance.today(day).toString());
        assertNotEquals(
                alone.toString(), new Glance(4, SourceForm.CHAINS).today(day).toString());
    }

    @Test
    void a_bar_whose_source_knows_no_dividends_may_be_missing() {
        Bar bar = day.bars().getFirst();
        double none = Double.NaN;
        Bar unknown = new Bar(
                bar.ticker(),
                bar.underlyingId(),
                bar.date(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume(),
                none,
                none,
                bar.source(),
                0);
        MarketDay only = new MarketDay(day.date(), List.of(unknown), List.of());
        int there = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            there += new Glance(seed, null).past(only).size();
        }
        assertEquals(1 - Glance.MISSING, there / 1_000.0, 0.04);
    }
}
