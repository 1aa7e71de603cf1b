package dev.mvq.runtime.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.market.TradingCalendar;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the importer makes of the public data that the project is developed on. */
class RealDataTest {
    private final List<MarketDay> days = new ArrayList<>();

    @Test
    void the_chains_of_2026_come_in_whole() {
        ImportReport report = read("chains-2026", "*.csv");
        assertEquals(154_610, report.rows());
        assertEquals(154_610, report.kept());
        assertEquals(0, report.bad());
        assertEquals(116, report.content().bars());
        assertEquals(
                List.of("2026-04-13", "2026-04-15", "2026-04-16", "2026-04-17"),
                days.stream().map(day -> day.date().toString()).toList());
        assertEquals(25_849, count(quote -> QuoteFlag.ZERO_BID.in(quote.flags())));
        everyQuoteHasAnIvOrAReason();
        // of the 59,833 rows that lack it
        assertEquals(154_610 - 59_833, report.content().vendorIv());
        assertEquals(report.content().vendorIv(), count(quote -> quote.greeksSource() == Provenance.VENDOR));
        assertTrue(report.content().computedIv() > 38_000, report.content().toString());
        // the vendor's own is off between its calls and puts by 0.016 near the money
        assertTrue(median(differences(this::isNearTheMoney)) < 0.01);
        assertTrue(median(differences(RealDataTest::isOutOfTheMoney)) < 0.005);
    }

    @Test
    void the_spy_options_of_2021_come_in_but_for_17_crossed_quotes() {
        ImportReport report = read("spy-options-2021", "*.csv");
        assertEquals(5040 + 252, report.rows());
        assertEquals(5040 + 252 - 17, report.kept());
        assertEquals(Map.of("crossed quote", 17L), report.badByKind());
        assertEquals(252, days.size());
        assertTrue(days.stream().allMatch(day -> day.bars().size() == 1));
        assertEquals(
                List.of(1.2778, 1.3759, 1.4281, 1.6335),
                bars().map(Bar::dividend).filter(dividend -> dividend > 0).toList());
        assertEquals(5023, report.content().vendorIv());
        assertEquals(5023, count(quote -> Double.isFinite(quote.greeks().rho())));
        assertTrue(median(differences(quote -> true)) < 0.005);
    }

    @Test
    void the_bars_to_2018_come_in_but_for_5_impossible_ones() {
        ImportReport report = read("bars", "*.csv");
        assertEquals(9480 + 11_489 + 9669 + 10_478 + 3 * 14_234 + 4834 + 9669 + 4872, report.rows());
        assertEquals(Map.of("impossible bar", 5L), report.badByKind());
        assertEquals(report.rows(), report.kept() + report.bad());
        assertEquals(report.kept(), bars().count());
        DateRange years = new DateRange(LocalDate.of(2000, 1, 1), LocalDate.of(2018, 7, 18));
        assertEquals(
                TradingCalendar.newYork().sessions(years),
                bars().filter(bar -> bar.ticker().equals("IBM") && years.contains(bar.date()))
                        .map(Bar::date)
                        .toList(),
                "IBM traded on every session that the calendar knows, and on no other day");
    }

    private void everyQuoteHasAnIvOrAReason() {
        assertEquals(
                0,
                count(quote ->
                        Double.isNaN(quote.iv()) && quote.dte() > 0 && !QuoteFlag.OUT_OF_BOUNDS.in(quote.flags())));
        assertEquals(0, count(quote -> Double.isNaN(quote.iv()) != (quote.ivSource() == Provenance.ABSENT)));
        assertEquals(0, count(quote -> Double.isNaN(quote.forward())));
    }

    /** Ours against the vendor's implied volatility, where both exist. */
    private double[] differences(Predicate<OptionQuote> of) {
        return quotes().filter(quote -> quote.ivSource() == Provenance.VENDOR)
                .filter(of)
                .flatMapToDouble(quote -> {
                    double ours = EuropeanPricing.impliedVolatility(
                            quote.contract().right(), quote.contract().strike(), ExpiryForward.of(quote), quote.mid());
                    return Double.isNaN(ours) ? DoubleStream.empty() : DoubleStream.of(Math.abs(ours - quote.iv()));
                })
                .sorted()
                .toArray();
    }

    private boolean isNearTheMoney(OptionQuote quote) {
        return Math.abs(quote.moneyness() - 1) < 0.05;
    }

    private static boolean isOutOfTheMoney(OptionQuote quote) {
        return quote.contract().right() == Right.CALL ? quote.moneyness() >= 1 : quote.moneyness() <= 1;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private Stream<OptionQuote> quotes() {
        return days.stream().flatMap(day -> day.options().stream());
    }

    private Stream<Bar> bars() {
        return days.stream().flatMap(day -> day.bars().stream());
    }

    private long count(Predicate<OptionQuote> condition) {
        return quotes().filter(condition).count();
    }

    private ImportReport read(String folder, String pattern) {
        Path where = SharedData.folder(folder);
        return new Importer(where, Progress.SILENT)
                .read(List.of(pattern), Optional.empty(), Optional.empty(), days::add);
    }
}
