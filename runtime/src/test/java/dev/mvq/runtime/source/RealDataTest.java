package dev.mvq.runtime.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.market.QuoteFlag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        assertEquals(154_610, report.content().quotes());
        assertEquals(94_777, report.content().vendorIv()); // 59,833 rows lack it
        assertEquals(
                List.of("2026-04-13", "2026-04-15", "2026-04-16", "2026-04-17"),
                days.stream().map(day -> day.date().toString()).toList());
        assertEquals(25_849, count(quote -> QuoteFlag.ZERO_BID.in(quote.flags())));
        assertEquals(116, report.content().bars());
        System.out.println(report.content() + " without " + report.content().withoutIv() + " oob "
                + count(q -> QuoteFlag.OUT_OF_BOUNDS.in(q.flags())) + " dte0 " + count(q -> q.dte() == 0));
    }

    private long count(java.util.function.Predicate<OptionQuote> condition) {
        return days.stream()
                .flatMap(day -> day.options().stream())
                .filter(condition)
                .count();
    }

    private ImportReport read(String folder, String pattern) {
        Path where = SharedData.folder(folder);
        return new Importer(where, Progress.SILENT)
                .read(List.of(pattern), Optional.empty(), Optional.empty(), days::add);
    }
}
