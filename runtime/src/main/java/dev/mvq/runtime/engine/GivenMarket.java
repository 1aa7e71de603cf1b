package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.MalformedContractException;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.storage.RowColumns;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tech.tablesaw.api.Table;

/**
 * Market data that a question brings along, in the columns of {@code FROM contracts} or {@code FROM bars}: what is asked about, and what
 * stands in place of the store's own rows while it is encoded. Where a column is left out, the store's value stays; where the store has
 * no such row either, the value is missing.
 */
public final class GivenMarket {
    private static final String REMEDY =
            "it takes the columns of FROM contracts or FROM bars: SHOW COLUMNS OF contracts lists them";

    /** Columns that say what a row is about, or follow from others. */
    private static final Set<String> NAMING = Set.of("ticker", "moneyness", "open", "high", "low", "close", "volume");

    private final GivenCells cells;
    private final NavigableMap<LocalDate, Map<Instrument, Integer>> days;

    private GivenMarket(GivenCells cells, NavigableMap<LocalDate, Map<Instrument, Integer>> days) {
        this.cells = cells;
        this.days = days;
    }

    /**
     * The rows of a table.
     *
     * @throws MvqException where it is empty, a row says no day or nothing that it is about, or two say the same
     */
    public static GivenMarket of(Table table) {
        GivenCells cells = new GivenCells(table);
        if (table.isEmpty()) {
            throw new MvqException("this Table has no rows", REMEDY);
        }
        if (!cells.has("date")) {
            throw new MvqException("this Table has no column date", REMEDY);
        }
        NavigableMap<LocalDate, Map<Instrument, Integer>> days = new TreeMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            LocalDate day = day(cells, row);
            Instrument instrument = instrument(cells, row);
            Integer before =
                    days.computeIfAbsent(day, each -> new LinkedHashMap<>()).putIfAbsent(instrument, row);
            if (before != null) {
                throw new MvqException(
                        "rows %d and %d of this Table are both of %s on %s"
                                .formatted(before, row, instrument.name(), day),
                        "one row a day is taken");
            }
        }
        return new GivenMarket(cells, days);
    }

    private static LocalDate day(GivenCells cells, int row) {
        try {
            return LocalDate.parse(cells.text("date", row).orElse(""));
        } catch (DateTimeException e) {
            throw new MvqException("row %d of this Table has no date".formatted(row), REMEDY, e);
        }
    }

    private static Instrument instrument(GivenCells cells, int row) {
        Optional<String> contract = cells.text("contract", row);
        if (contract.isPresent()) {
            try {
                return ContractParser.parse(contract.get());
            } catch (MalformedContractException e) {
                throw new MvqException("row %d of this Table: %s".formatted(row, e.getMessage()), REMEDY, e);
            }
        }
        return cells.text("ticker", row)
                .or(() -> cells.text("underlying", row))
                .map(ticker -> new Stock(ticker.toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> new MvqException(
                        "row %d of this Table is about no contract and no stock".formatted(row), REMEDY));
    }

    /** What is asked about: the contracts of the newest day, or where it has none its stocks, in the table's order. */
    public List<Instrument> subjects() {
        return subjects(days.lastEntry().getValue());
    }

    private static List<Instrument> subjects(Map<Instrument, Integer> rows) {
        List<Instrument> contracts =
                rows.keySet().stream().filter(Contract.class::isInstance).toList();
        return contracts.isEmpty() ? List.copyOf(rows.keySet()) : contracts;
    }

    /** The days it has rows of. */
    public NavigableSet<LocalDate> days() {
        return days.navigableKeySet();
    }

    /** Whether it has a row of the instrument on any day. */
    boolean has(Instrument instrument) {
        return days.values().stream().anyMatch(rows -> rows.containsKey(instrument));
    }

    boolean has(Instrument instrument, LocalDate day) {
        return days.getOrDefault(day, Map.of()).containsKey(instrument);
    }

    /** Names of columns that say nothing of a market. */
    List<String> unused() {
        return cells.names().stream()
                .filter(name -> RowColumns.find(name).isEmpty() && !NAMING.contains(name))
                .toList();
    }

    /** A stored day, or an empty one, with these rows in place of its own. */
    MarketDay over(MarketDay stored, Identity identity) {
        Map<Instrument, Integer> rows = days.getOrDefault(stored.date(), Map.of());
        Map<String, Bar> bars = new LinkedHashMap<>();
        stored.bars().forEach(bar -> bars.put(bar.underlyingId(), bar));
        Map<Contract, OptionQuote> quotes = new LinkedHashMap<>();
        stored.options().forEach(quote -> quotes.put(quote.contract(), quote));
        rows.forEach((instrument, row) -> {
            switch (instrument) {
                case Stock stock -> {
                    String id = identity.underlyingId(stock);
                    bars.put(id, bar(stock, id, stored.date(), row, Optional.ofNullable(bars.get(id))));
                }
                case Contract contract ->
                    quotes.put(
                            contract,
                            quote(contract, identity, stored.date(), row, Optional.ofNullable(quotes.get(contract))));
            }
        });
        return new MarketDay(stored.date(), new ArrayList<>(bars.values()), new ArrayList<>(quotes.values()));
    }

    /** Who a row's instrument is through renames and adjustments. */
    interface Identity {
        String underlyingId(Instrument instrument);

        String lineage(Contract contract);
    }

    private Bar bar(Stock stock, String id, LocalDate day, int row, Optional<Bar> stored) {
        Bar base = stored.orElse(new Bar(
                stock.ticker(),
                id,
                day,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                1,
                GivenCells.SOURCE,
                0));
        double price = cells.number("underlying_price", row, base.close());
        return base.with(
                cells.number("open", row, base.open()),
                cells.number("high", row, base.high()),
                cells.number("low", row, base.low()),
                cells.number("close", row, price),
                cells.number("volume", row, base.volume()));
    }

    private OptionQuote quote(
            Contract contract, Identity identity, LocalDate day, int row, Optional<OptionQuote> stored) {
        double forward = cells.has("moneyness")
                ? contract.strike() / cells.number("moneyness", row, Double.NaN)
                : stored.map(OptionQuote::forward).orElse(Double.NaN);
        Greeks greeks = stored.map(OptionQuote::greeks)
                .orElse(new Greeks(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
        return new OptionQuote(
                contract,
                stored.map(OptionQuote::underlyingId).orElseGet(() -> identity.underlyingId(contract)),
                stored.map(OptionQuote::lineage).orElseGet(() -> identity.lineage(contract)),
                day,
                cells.number("bid", row, stored.map(OptionQuote::bid)),
                cells.number("ask", row, stored.map(OptionQuote::ask)),
                cells.number("last", row, stored.map(OptionQuote::last)),
                cells.number("bid_size", row, stored.map(OptionQuote::bidSize)),
                cells.number("ask_size", row, stored.map(OptionQuote::askSize)),
                cells.number("volume", row, stored.map(OptionQuote::volume)),
                cells.number("open_interest", row, stored.map(OptionQuote::openInterest)),
                cells.number("underlying_price", row, stored.map(OptionQuote::underlyingPrice)),
                cells.number("forward", row, forward),
                cells.number("iv", row, stored.map(OptionQuote::iv)),
                new Greeks(
                        cells.number("delta", row, greeks.delta()),
                        cells.number("gamma", row, greeks.gamma()),
                        cells.number("theta", row, greeks.theta()),
                        cells.number("vega", row, greeks.vega()),
                        cells.number("rho", row, greeks.rho())),
                stored.map(OptionQuote::ivSource).orElse(Provenance.VENDOR),
                stored.map(OptionQuote::greeksSource).orElse(Provenance.VENDOR),
                stored.map(OptionQuote::multiplier).orElse(100),
                stored.map(OptionQuote::source).orElse(GivenCells.SOURCE),
                stored.map(OptionQuote::flags).orElse(0));
    }
}
