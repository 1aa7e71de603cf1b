package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Counts what a made market is made of. */
final class MadeCount {
    private final Map<String, Long> stockDays = new TreeMap<>();
    private final Map<String, Long> contractDays = new TreeMap<>();
    private final NavigableSet<LocalDate> dates = new TreeSet<>();

    void add(MarketDay day) {
        dates.add(day.date());
        for (Bar bar : day.bars()) {
            stockDays.merge(bar.underlyingId(), 1L, Long::sum);
        }
        for (OptionQuote quote : day.options()) {
            contractDays.merge(quote.underlyingId(), 1L, Long::sum);
        }
    }

    int days() {
        return dates.size();
    }

    /** Columns {@code underlying source stock_days contract_days}. */
    Table table() {
        StringColumn underlying = StringColumn.create("underlying");
        StringColumn source = StringColumn.create("source");
        LongColumn stocks = LongColumn.create("stock_days");
        LongColumn contracts = LongColumn.create("contract_days");
        stockDays.forEach((id, days) -> {
            underlying.append(id);
            source.append("made market");
            stocks.append(days);
            contracts.append(contractDays.getOrDefault(id, 0L));
        });
        return Table.create("made market", underlying, source, stocks, contracts);
    }

    String summary() {
        return "made market: %,d contract-days and %,d stock-days on %,d days, %s .. %s; no real prices"
                .formatted(sum(contractDays), sum(stockDays), days(), dates.getFirst(), dates.getLast());
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
