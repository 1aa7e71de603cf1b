package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.EditDistance;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.market.Stock;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every contract and stock that market data was seen of, with its identity, first and last day: what completion, default dates
 * and "nearest listed" read. Kept in memory and, by {@link #save}, at {@value #KEY}. Two contracts of one printed name but
 * different lineage (a strike listed again after a split) are two entries. Safe for use by several threads.
 */
public final class Catalogue implements AutoCloseable {
    private static final String KEY = "comprehensive_vectors/catalog/contracts.parquet";
    static final List<Column> COLUMNS = List.of(
            new Column("name", ColumnKind.TEXT),
            new Column("root", ColumnKind.TEXT),
            new Column("expiry", ColumnKind.DATE),
            new Column("strike", ColumnKind.NUMBER),
            new Column("type", ColumnKind.TEXT),
            new Column("underlying_id", ColumnKind.TEXT),
            new Column("lineage", ColumnKind.TEXT),
            new Column("first_day", ColumnKind.DATE),
            new Column("last_day", ColumnKind.DATE));

    private final ObjectStore store;
    private final DuckDatabase duck = DuckDatabase.ordered();
    private final ParquetTables tables = new ParquetTables(duck);
    private final NavigableMap<ContractKey, CatalogueEntry> contracts = new TreeMap<>();
    private final NavigableMap<StockKey, CatalogueEntry> stocks = new TreeMap<>();
    private @Nullable String loadedEtag;

    private record ContractKey(Contract contract, String lineage) implements Comparable<ContractKey> {
        private static final Comparator<ContractKey> ORDER =
                Comparator.comparing(ContractKey::contract).thenComparing(ContractKey::lineage);

        @Override
        public int compareTo(ContractKey other) {
            return ORDER.compare(this, other);
        }
    }

    private record StockKey(String ticker, String underlyingId) implements Comparable<StockKey> {
        private static final Comparator<StockKey> ORDER =
                Comparator.comparing(StockKey::ticker).thenComparing(StockKey::underlyingId);

        @Override
        public int compareTo(StockKey other) {
            return ORDER.compare(this, other);
        }
    }

    private Catalogue(ObjectStore store) {
        this.store = store;
    }

    /** The store's catalogue; where none is saved, made of the store's market days, and empty where there are none. */
    public static Catalogue open(ObjectStore store) {
        Catalogue catalogue = new Catalogue(store);
        try {
            catalogue.load();
            if (catalogue.loadedEtag == null) {
                catalogue.rebuild();
            }
            return catalogue;
        } catch (RuntimeException e) {
            catalogue.close();
            throw e;
        }
    }

    /** Takes the day's instruments in. */
    public synchronized void include(MarketDay day) {
        for (Bar bar : day.bars()) {
            add(new CatalogueEntry(
                    new Stock(bar.ticker()), bar.underlyingId(), bar.underlyingId(), day.date(), day.date()));
        }
        for (OptionQuote quote : day.options()) {
            add(new CatalogueEntry(quote.contract(), quote.underlyingId(), quote.lineage(), day.date(), day.date()));
        }
    }

    /** Writes the catalogue; what another writer saved since it was opened is kept. */
    public synchronized void save() {
        while (true) {
            Precondition precondition = loadedEtag == null ? Precondition.ABSENT : new Precondition.Matches(loadedEtag);
            try {
                loadedEtag = ScratchFile.parquet(tables, table(), file -> store.put(KEY, file, precondition))
                        .etag();
                return;
            } catch (PreconditionFailedException e) {
                load();
            }
        }
    }

    /** The contract's entry; of several lineages under one printed name the one seen last. */
    public synchronized Optional<CatalogueEntry> find(Contract contract) {
        return newest(contracts
                .subMap(new ContractKey(contract, ""), true, new ContractKey(contract, "\uffff"), true)
                .values());
    }

    /** The stock's entry; of several companies that used the ticker the one seen last. */
    public synchronized Optional<CatalogueEntry> find(Stock stock) {
        return newest(
                stocks.subMap(new StockKey(stock.ticker(), ""), true, new StockKey(stock.ticker(), "\uffff"), true)
                        .values());
    }

    /**
     * Listed contracts most like one that is not listed: of the same root by expiry, then strike, then right; where the root is not
     * listed either, of the roots spelled most like it.
     */
    public synchronized List<Contract> nearest(Contract wanted, int limit) {
        List<Contract> sameRoot = ofRoot(wanted.root());
        if (!sameRoot.isEmpty()) {
            return sameRoot.stream()
                    .sorted(Comparator.comparingLong((Contract listed) ->
                                    Math.abs(listed.expiry().toEpochDay()
                                            - wanted.expiry().toEpochDay()))
                            .thenComparingLong(
                                    listed -> Math.abs(listed.strikeThousandths() - wanted.strikeThousandths()))
                            .thenComparingInt(listed -> listed.right() == wanted.right() ? 0 : 1)
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(limit)
                    .toList();
        }
        List<Contract> found = new ArrayList<>();
        for (String root : nearNames(roots(), wanted.root(), limit)) {
            nearest(new Contract(root, wanted.expiry(), wanted.strikeThousandths(), wanted.right()), 1)
                    .forEach(found::add);
        }
        return found;
    }

    /** Listed tickers spelled most like one that is not listed. */
    public synchronized List<String> nearestTickers(String ticker, int limit) {
        return nearNames(tickers(), ticker, limit);
    }

    /** Printed names of stocks and then contracts that begin with {@code prefix}, any case; at most {@code limit}. */
    public synchronized List<String> complete(String prefix, int limit) {
        String start = prefix.toUpperCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        for (String ticker : tickers().tailSet(start, true)) {
            if (found.size() >= limit || !ticker.startsWith(start)) {
                break;
            }
            found.add(ticker);
        }
        completeContracts(start, limit, found);
        return found;
    }

    /** Every entry: stocks by ticker, then contracts in order. */
    public synchronized List<CatalogueEntry> entries() {
        List<CatalogueEntry> all = new ArrayList<>(size());
        all.addAll(stocks.values());
        all.addAll(contracts.values());
        return all;
    }

    /** Number of entries. */
    public synchronized int size() {
        return stocks.size() + contracts.size();
    }

    @Override
    public void close() {
        duck.close();
    }

    private void add(CatalogueEntry entry) {
        switch (entry.instrument()) {
            case Contract contract ->
                contracts.merge(new ContractKey(contract, entry.lineage()), entry, Catalogue::union);
            case Stock stock ->
                stocks.merge(new StockKey(stock.ticker(), entry.underlyingId()), entry, Catalogue::union);
        }
    }

    private static CatalogueEntry union(CatalogueEntry old, CatalogueEntry added) {
        boolean within =
                !added.firstDay().isBefore(old.firstDay()) && !added.lastDay().isAfter(old.lastDay());
        return within ? old : old.with(added.firstDay()).with(added.lastDay());
    }

    private static Optional<CatalogueEntry> newest(Collection<CatalogueEntry> entries) {
        return entries.stream().max(Comparator.comparing(CatalogueEntry::lastDay));
    }

    private List<Contract> ofRoot(String root) {
        Contract least = new Contract(root, LocalDate.of(1, 1, 1), 1, Right.CALL);
        List<Contract> found = new ArrayList<>();
        for (ContractKey key :
                contracts.tailMap(new ContractKey(least, ""), true).keySet()) {
            if (!key.contract().root().equals(root)) {
                break;
            }
            if (found.isEmpty() || !found.getLast().equals(key.contract())) {
                found.add(key.contract());
            }
        }
        return found;
    }

    /** Tickers of stocks with bars. */
    public synchronized NavigableSet<String> tickers() {
        TreeSet<String> names = new TreeSet<>();
        stocks.keySet().forEach(key -> names.add(key.ticker()));
        return names;
    }

    /** Roots of listed options. */
    public synchronized NavigableSet<String> roots() {
        TreeSet<String> names = new TreeSet<>();
        ContractKey at = contracts.isEmpty() ? null : contracts.firstKey();
        while (at != null) {
            names.add(at.contract().root());
            Contract behind = new Contract(at.contract().root() + "\0", LocalDate.of(1, 1, 1), 1, Right.CALL);
            at = contracts.higherKey(new ContractKey(behind, ""));
        }
        return names;
    }

    private void completeContracts(String start, int limit, List<String> found) {
        int underscore = start.indexOf('_');
        String root = underscore < 0 ? start : start.substring(0, underscore);
        for (String candidate : roots().tailSet(root, true)) {
            if (!candidate.startsWith(root)) {
                return;
            }
            for (Contract contract : ofRoot(candidate)) {
                if (found.size() >= limit) {
                    return;
                }
                String name = contract.name();
                if (name.startsWith(start)) {
                    found.add(name);
                }
            }
        }
    }

    private static List<String> nearNames(NavigableSet<String> names, String wanted, int limit) {
        int tolerated = Math.max(1, wanted.length() / 2);
        return names.stream()
                .filter(name -> EditDistance.between(name, wanted) <= tolerated)
                .sorted(Comparator.comparingInt((String name) -> EditDistance.between(name, wanted))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(limit)
                .toList();
    }

    private void load() {
        Optional<SteadyRead.Version<List<CatalogueEntry>>> saved = SteadyRead.of(store, KEY, info -> saved());
        loadedEtag = saved.map(version -> version.info().etag()).orElse(null);
        saved.ifPresent(version -> version.value().forEach(this::add));
    }

    private void rebuild() {
        List<CatalogueEntry> found = new ArchivedInstruments(store, tables).all();
        found.forEach(this::add);
        if (!found.isEmpty()) {
            try {
                save();
            } catch (MvqException e) {
                // A store that may only be read answers all the same.
            }
        }
    }

    private List<CatalogueEntry> saved() {
        try {
            return entries(tables.read(store.fetch(KEY), COLUMNS));
        } catch (SQLException | IllegalArgumentException | NullPointerException e) {
            throw new MvqException(
                    KEY + " in " + store.location() + " is damaged",
                    "delete it: the next statement makes it again from the store's market days",
                    e);
        }
    }

    /** The entries of a table of {@link #COLUMNS}. */
    static List<CatalogueEntry> entries(ColumnTable table) {
        List<CatalogueEntry> entries = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            entries.add(entry(table, row));
        }
        return entries;
    }

    private static CatalogueEntry entry(ColumnTable table, int row) {
        String root = Objects.requireNonNull(table.texts("root")[row]);
        String type = Objects.requireNonNull(table.texts("type")[row]);
        return new CatalogueEntry(
                type.equals("S")
                        ? new Stock(root)
                        : new Contract(
                                root,
                                Objects.requireNonNull(table.dates("expiry")[row]),
                                Math.round(table.numbers("strike")[row] * 1000),
                                type.equals("C") ? Right.CALL : Right.PUT),
                Objects.requireNonNull(table.texts("underlying_id")[row]),
                Objects.requireNonNull(table.texts("lineage")[row]),
                Objects.requireNonNull(table.dates("first_day")[row]),
                Objects.requireNonNull(table.dates("last_day")[row]));
    }

    private ColumnTable table() {
        List<CatalogueEntry> all = entries();
        ColumnTable table = new ColumnTable(all.size());
        for (Column column : COLUMNS) {
            table.with(column, ColumnValues.of(column.kind(), all.size()));
        }
        for (int row = 0; row < all.size(); row++) {
            CatalogueEntry entry = all.get(row);
            table.texts("name")[row] = entry.instrument().name();
            table.texts("root")[row] = entry.instrument().root();
            table.texts("type")[row] = "S";
            if (entry.instrument() instanceof Contract contract) {
                table.texts("type")[row] = String.valueOf(contract.right().letter());
                table.dates("expiry")[row] = contract.expiry();
                table.numbers("strike")[row] = contract.strike();
            }
            table.texts("underlying_id")[row] = entry.underlyingId();
            table.texts("lineage")[row] = entry.lineage();
            table.dates("first_day")[row] = entry.firstDay();
            table.dates("last_day")[row] = entry.lastDay();
        }
        return table;
    }
}
