package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ParquetTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Rows of stored days: one Parquet file a day, read as far as a question needs them. */
final class StoredRows {
    /** The file of an encoded day that holds its rows. */
    static final String OF_ENCODED_DAY = "rows.parquet";

    private final ObjectStore store;
    private final Days sessions;
    private final NavigableMap<LocalDate, ObjectInfo> files;
    private final Fetching fetching;
    private final String what;

    /**
     * @param files by day
     * @param fetching brings them
     * @param what the days are of, such as {@code market data}
     */
    StoredRows(
            ObjectStore store,
            Days sessions,
            NavigableMap<LocalDate, ObjectInfo> files,
            Fetching fetching,
            String what) {
        this.store = store;
        this.sessions = sessions;
        this.files = files;
        this.fetching = fetching;
        this.what = what;
    }

    /** Brings days' files, in order, each held against its checksum. */
    interface Fetching {
        List<Path> fetch(NavigableMap<LocalDate, ObjectInfo> days);
    }

    Rows ask(RowEngine engine, FromQuery query) {
        List<String> messages = new ArrayList<>();
        String relation = relation(query, messages);
        Rows rows = reading(engine, query, () -> engine.ask(relation, List.of(), query.asked()));
        messages.addAll(rows.messages());
        if (anyMade(engine, relation)) {
            messages.add(QuoteFlag.MADE_NOTICE);
        }
        return new Rows(rows.table(), rows.complete(), messages);
    }

    /** Whether any row of the days that were asked about belongs to a made market. */
    private static boolean anyMade(RowEngine engine, String relation) {
        String made =
                "SELECT 1 AS made FROM (" + relation + ") WHERE \"flags\" & " + QuoteFlag.MADE.bit() + " <> 0 LIMIT 1";
        return !engine.ask(made, List.of(), RowQuery.ALL).table().isEmpty();
    }

    List<MeasuredStep> measure(RowEngine engine, FromQuery query) {
        String relation = relation(query, new ArrayList<>());
        return reading(engine, query, () -> engine.measure(relation, query.asked()));
    }

    long save(RowEngine engine, FromQuery query, RowFile file) {
        String relation = relation(query, new ArrayList<>());
        return reading(engine, query, () -> engine.save(relation, query.asked(), file));
    }

    /** Where it fails, a day's file that cannot be read is to blame before the question is. */
    private <T> T reading(RowEngine engine, FromQuery query, Supplier<T> question) {
        try {
            return question.get();
        } catch (MvqException | IllegalStateException e) {
            if (!Thread.currentThread().isInterrupted()) {
                wanted(query, new ArrayList<>()).forEach((day, info) -> requireReadable(engine, query, day, info));
            }
            throw e;
        }
    }

    private void requireReadable(RowEngine engine, FromQuery query, LocalDate day, ObjectInfo info) {
        String rows = query.source().select(ParquetTables.source(store.fetch(info.key())));
        try {
            engine.ask("SELECT max(hash(r))::VARCHAR AS \"h\" FROM (" + rows + ") r", List.of(), RowQuery.ALL);
        } catch (MvqException | IllegalStateException e) {
            throw new MvqException(
                    info.key() + " is damaged",
                    query.source() == RowSource.EMBEDDINGS
                            ? "GENERATE EMBEDDINGS DURING " + day + " RESTART writes it again"
                            : "delete it from " + store.location() + " and read its source again: IMPORT '…' DURING "
                                    + day,
                    e);
        }
    }

    /** The days' files, and what is asked of them, last step first. */
    PlanNode plan(FromQuery query) {
        NavigableMap<LocalDate, ObjectInfo> wanted = wanted(query, new ArrayList<>());
        long bytes = wanted.values().stream().mapToLong(ObjectInfo::size).sum();
        PlanNode node = PlanNode.of(String.format(
                Locale.ROOT,
                "scan %s of %,d %s from %s to %s: %,d bytes of Parquet at most",
                query.source().word(),
                wanted.size(),
                wanted.size() == 1 ? "day" : "days",
                wanted.firstKey(),
                wanted.lastKey(),
                bytes));
        for (String step : query.asked().steps()) {
            node = PlanNode.of(step, node);
        }
        return node;
    }

    private String relation(FromQuery query, List<String> messages) {
        String listed = fetching.fetch(wanted(query, messages)).stream()
                .map(ParquetTables::pattern)
                .collect(Collectors.joining(", "));
        return query.source().select("read_parquet([" + listed + "])");
    }

    private NavigableMap<LocalDate, ObjectInfo> wanted(FromQuery query, List<String> messages) {
        if (files.isEmpty()) {
            throw new MvqException(
                    "the store " + store.location() + " has no " + what + " yet",
                    query.source() == RowSource.EMBEDDINGS
                            ? "GENERATE EMBEDDINGS makes some"
                            : "IMPORT 'files' or IMPORT SIMULATED brings some");
        }
        if (query.at().isPresent()) {
            LocalDate day = sessions.session(query.at().get(), new TreeSet<>(files.keySet()), what, messages);
            return files.subMap(day, true, day, true);
        }
        return query.during().map(this::within).orElse(files);
    }

    private NavigableMap<LocalDate, ObjectInfo> within(DateRange during) {
        NavigableMap<LocalDate, ObjectInfo> within = files.subMap(during.first(), true, during.last(), true);
        if (within.isEmpty()) {
            throw new MvqException(
                    "no day from " + during.first() + " to " + during.last() + " has " + what,
                    "there is " + what + " from " + files.firstKey() + " to " + files.lastKey());
        }
        return within;
    }
}
