package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.storage.CatalogueEntry;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Manifest;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The catalogue as a table. */
final class Listings {
    private Listings() {}

    /** Entries as rows: {@code contract underlying type strike expiry first_day last_day}; a stock has no contract. */
    static Table contracts(List<CatalogueEntry> entries) {
        StringColumn contract = StringColumn.create("contract");
        StringColumn underlying = StringColumn.create("underlying");
        StringColumn type = StringColumn.create("type");
        DoubleColumn strike = DoubleColumn.create("strike");
        DateColumn expiry = DateColumn.create("expiry");
        DateColumn first = DateColumn.create("first_day");
        DateColumn last = DateColumn.create("last_day");
        for (CatalogueEntry entry : entries) {
            switch (entry.instrument()) {
                case Contract option -> {
                    contract.append(option.name());
                    underlying.append(entry.underlyingId());
                    type.append(String.valueOf(option.right().letter()));
                    strike.append(option.strike());
                    expiry.append(option.expiry());
                }
                case Stock stock -> {
                    contract.appendMissing();
                    underlying.append(stock.ticker());
                    type.append("S");
                    strike.appendMissing();
                    expiry.appendMissing();
                }
            }
            first.append(entry.firstDay());
            last.append(entry.lastDay());
        }
        return Table.create("contracts", contract, underlying, type, strike, expiry, first, last);
    }

    /** One row an index: {@code modality type rows bytes generation file}. */
    static Table indices(List<Manifest> manifests, String generation) {
        StringColumn modality = StringColumn.create("modality");
        StringColumn type = StringColumn.create("type");
        LongColumn rows = LongColumn.create("rows");
        LongColumn bytes = LongColumn.create("bytes");
        StringColumn of = StringColumn.create("generation");
        StringColumn file = StringColumn.create("file");
        for (Manifest manifest : manifests) {
            for (IndexFile index : manifest.indices().values()) {
                modality.append(index.modality().word());
                type.append(index.factory());
                rows.append(index.ntotal());
                bytes.append(index.file().bytes());
                of.append(generation);
                file.append(index.file().key());
            }
        }
        return Table.create("indices", modality, type, rows, bytes, of, file);
    }

    /** Whether a printed name fits the pattern: {@code %} any characters, everything else itself, in any case. */
    static Predicate<String> like(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (String part : pattern.split("%", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE).asMatchPredicate();
    }

    /** Whether the entry's life spans the day. */
    static boolean listedOn(CatalogueEntry entry, LocalDate day) {
        return !day.isBefore(entry.firstDay()) && !day.isAfter(entry.lastDay());
    }
}
