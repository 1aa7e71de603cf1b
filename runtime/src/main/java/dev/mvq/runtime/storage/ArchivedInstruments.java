package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.MvqException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** What the catalogue holds, read from the market days themselves: every instrument with its identity, first and last day. */
final class ArchivedInstruments {
    private final ObjectStore store;
    private final ParquetTables tables;

    ArchivedInstruments(ObjectStore store, ParquetTables tables) {
        this.store = store;
        this.tables = tables;
    }

    List<CatalogueEntry> all() {
        try (MarketArchive archive = new MarketArchive(store)) {
            String files = archive.fetch(archive.files().values()).stream()
                    .map(ParquetTables::pattern)
                    .collect(Collectors.joining(", "));
            return files.isEmpty() ? List.of() : Catalogue.entries(asked(archive, files));
        }
    }

    private ColumnTable asked(MarketArchive archive, String files) {
        String sql = """
                SELECT coalesce(contract, underlying) AS name,
                       CASE WHEN type = 'S' THEN underlying ELSE split_part(contract, '_', 1) END AS root,
                       expiry, strike, type, underlying_id, lineage, min(date), max(date)
                FROM read_parquet([%s])
                GROUP BY ALL ORDER BY ALL""".formatted(files);
        try {
            return tables.query(sql, List.of(), Catalogue.COLUMNS);
        } catch (SQLException e) {
            archive.census(); // names the day that cannot be read
            throw new MvqException("the market days of " + store.location() + " cannot be read", "", e);
        }
    }
}
