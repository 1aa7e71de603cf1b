package dev.mvq.runtime.market;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a day in the one order that features, vectors and ordinals share: underlyings by identity; of each its stock row first,
 * where it has a bar, then its options in {@link MarketDay#OPTION_ORDER}.
 */
public final class DayRows {
    private final List<Row> rows;

    private record Row(
            @Nullable OptionQuote option, @Nullable Bar bar, String underlyingId) {}

    private DayRows(List<Row> rows) {
        this.rows = rows;
    }

    /** The day's rows. */
    public static DayRows of(MarketDay day) {
        Map<String, Bar> bars = new HashMap<>();
        Map<String, List<OptionQuote>> options = new HashMap<>();
        day.bars().forEach(bar -> bars.put(bar.underlyingId(), bar));
        day.options()
                .forEach(quote -> options.computeIfAbsent(quote.underlyingId(), id -> new ArrayList<>())
                        .add(quote));
        TreeSet<String> ids = new TreeSet<>(bars.keySet());
        ids.addAll(options.keySet());
        List<Row> rows = new ArrayList<>(day.size());
        for (String id : ids) {
            Bar bar = bars.get(id);
            if (bar != null) {
                rows.add(new Row(null, bar, id));
            }
            for (OptionQuote quote : options.getOrDefault(id, List.of())) {
                rows.add(new Row(quote, bar, id));
            }
        }
        return new DayRows(rows);
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** What the row is about. */
    public Instrument instrument(int row) {
        Row at = rows.get(row);
        if (at.option != null) {
            return at.option.contract();
        }
        if (at.bar != null) {
            return new Stock(at.bar.ticker());
        }
        throw new IllegalStateException("row " + row + " is neither an option nor a stock");
    }

    /** The option's quote, or null for a stock row. */
    public @Nullable OptionQuote option(int row) {
        return rows.get(row).option;
    }

    /** The stock's bar for a stock row, or null for an option row. */
    public @Nullable Bar bar(int row) {
        Row at = rows.get(row);
        return at.option == null ? at.bar : null;
    }

    /** Identity of the row's underlying; a stock is its own. */
    public String underlyingId(int row) {
        return rows.get(row).underlyingId;
    }

    /** The bar of the row's underlying on this day, where there is one. */
    public @Nullable Bar underlyingBar(int row) {
        return rows.get(row).bar;
    }
}
