package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.OptionQuote;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Canonical market days, one Parquet file each at {@code market/YYYY/YYYY-MM-DD.parquet}: a row per stock and option with the
 * columns of {@link RowColumns}. The same day gives the same bytes. A file holds a checksum of itself, which is checked whenever the day
 * is read ({@link ParquetSeal}). Safe for use by several threads.
 */
public final class MarketArchive implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile(
            "market/(?<year>\\d{4})/(?<date>\\k<year>-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01]))\\.parquet");

    private static final Column UNDERLYING_ID = RowColumns.find("underlying_id").orElseThrow();

    private static final String OTHER_CONTENT = "its content has another checksum than it had when it was written";
    private static final int PROCESSORS = Math.min(4, Runtime.getRuntime().availableProcessors());

    private static final List<Column> CENSUS = List.of(
            new Column("date", ColumnKind.DATE),
            new Column("underlying", ColumnKind.TEXT),
            new Column("source", ColumnKind.TEXT),
            new Column("rows", ColumnKind.WHOLE));

    private final ObjectStore store;
    private final DuckDatabase duck = DuckDatabase.ordered();
    private final ParquetTables tables = new ParquetTables(duck);
    private final Map<String, String> contentHashes = new ConcurrentHashMap<>();
    private final Set<String> sound = ConcurrentHashMap.newKeySet();
    private final Set<String> holdingWhatTheySay = ConcurrentHashMap.newKeySet();

    /** The days kept in {@code store}, which stays the caller's to close. */
    public MarketArchive(ObjectStore store) {
        this.store = store;
    }

    /** Writes the day, in place of what was there. */
    public void write(MarketDay day) {
        put(day, Precondition.NONE);
    }

    /** Adds the day's rows to those there; a bar of the same underlying or a quote of the same contract is replaced. */
    public void merge(MarketDay day) {
        boolean written = false;
        while (!written) {
            written = mergedInto(version(day.date()), day);
        }
    }

    /** The day, if there is data of it. */
    public Optional<MarketDay> read(LocalDate date) {
        return version(date).map(SteadyRead.Version::value);
    }

    /**
     * What belongs to some underlyings on each of the days that have data, in the order given: of a day's file only their part is read.
     * Each version of a file is held against its checksum once.
     *
     * @param underlyingIds not empty
     */
    public List<MarketDay> read(Collection<LocalDate> days, Set<String> underlyingIds) {
        return SideBySide.of(
                        days,
                        Math.max(PROCESSORS, store.requestsAtOnce()),
                        "reading from " + store.location(),
                        date -> SteadyRead.of(store, key(date), info -> part(info, date, underlyingIds)))
                .stream()
                .flatMap(Optional::stream)
                .map(SteadyRead.Version::value)
                .toList();
    }

    /** Days with data. */
    public NavigableSet<LocalDate> days() {
        return new TreeSet<>(files().keySet());
    }

    /** The file of each day with data. */
    public NavigableMap<LocalDate, ObjectInfo> files() {
        NavigableMap<LocalDate, ObjectInfo> files = new TreeMap<>();
        for (ObjectInfo info : store.list("market/")) {
            date(info.key()).ifPresent(date -> files.put(date, info));
        }
        return files;
    }

    /** Rows by day, underlying and source: columns {@code date underlying source rows}. */
    public ColumnTable census() {
        return census("underlying", files().values());
    }

    /** As {@link #census()} of a period's days, with the underlyings' identities in place of their names. */
    public ColumnTable census(DateRange period) {
        return census("underlying_id", within(period).values());
    }

    /**
     * Local files of days' objects, in their order. Each version of an object is held against the checksum it holds of itself, once.
     *
     * @throws MvqException naming the day that is damaged
     */
    public List<Path> fetch(Collection<ObjectInfo> days) {
        List<Path> files = store.fetch(days.stream().map(ObjectInfo::key).toList());
        List<Map.Entry<ObjectInfo, Path>> unseen = new ArrayList<>();
        Iterator<Path> file = files.iterator();
        for (ObjectInfo info : days) {
            Path at = file.next();
            if (!sound.contains(version(info))) {
                unseen.add(Map.entry(info, at));
            }
        }
        SideBySide.of(unseen, PROCESSORS, "reading from " + store.location(), this::requireSound);
        return files;
    }

    /** A file that was replaced since it was listed is another version, which was written whole. */
    private boolean requireSound(Map.Entry<ObjectInfo, Path> of) {
        ObjectInfo info = of.getKey();
        try {
            if (!ParquetSeal.holds(of.getValue()) && store.head(info.key()).equals(Optional.of(info))) {
                throw damaged(info.key(), OTHER_CONTENT, null);
            }
        } catch (IOException e) {
            throw damaged(info.key(), firstLine(e), e);
        }
        return sound.add(version(info));
    }

    private ColumnTable census(String underlying, Collection<ObjectInfo> days) {
        List<String> files = fetch(days).stream().map(ParquetTables::pattern).toList();
        if (files.isEmpty()) {
            return new ColumnTable(0).withAllEmpty(CENSUS);
        }
        try {
            return tables.query(
                    "SELECT date, " + underlying + " AS underlying, source, count(*)::INTEGER FROM read_parquet(["
                            + String.join(", ", files)
                            + "]) GROUP BY ALL ORDER BY ALL",
                    List.of(),
                    CENSUS);
        } catch (SQLException e) {
            files().forEach((date, info) -> read(info, date)); // one of them cannot be read, and is named
            throw new MvqException("a market day is damaged: " + firstLine(e), "IMPORT it again", e);
        }
    }

    /** A hash of the day's content, the same in every store, if there is data of it. */
    public Optional<String> etag(LocalDate date) {
        return SteadyRead.of(store, key(date), this::contentHash)
                .map(version -> remembered(version.info(), version.value()));
    }

    /**
     * As {@link #etag}, of each day of the period, for two listings and the end of each file. A file that others wrote, which holds no
     * checksum, is read whole where the store does not keep one.
     */
    public NavigableMap<LocalDate, String> etags(DateRange during) {
        NavigableMap<LocalDate, ObjectInfo> before = within(during);
        Map<ObjectInfo, String> hashes = new HashMap<>();
        sideBySide(before.values(), info -> steadyHash(info).map(hash -> Map.entry(info, hash)))
                .forEach(hash -> hash.ifPresent(of -> hashes.put(of.getKey(), of.getValue())));
        NavigableMap<LocalDate, String> etags = new TreeMap<>();
        within(during).forEach((date, info) -> {
            String hash = hashes.get(info);
            Optional<String> etag = hash == null ? etag(date) : Optional.of(remembered(info, hash));
            etag.ifPresent(known -> etags.put(date, known));
        });
        return etags;
    }

    /** Empty where the object was replaced while it was looked at. */
    private Optional<String> steadyHash(ObjectInfo info) {
        try {
            return Optional.of(contentHash(info));
        } catch (MvqException e) {
            if (store.head(info.key()).equals(Optional.of(info))) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private <T, R> List<R> sideBySide(Collection<T> things, Function<T, R> work) {
        return SideBySide.of(things, store.requestsAtOnce(), "reading from " + store.location(), work);
    }

    private NavigableMap<LocalDate, ObjectInfo> within(DateRange during) {
        return files().subMap(during.first(), true, during.last(), true);
    }

    private String contentHash(ObjectInfo info) {
        return Optional.ofNullable(contentHashes.get(version(info)))
                .or(() -> sealed(info))
                .orElseGet(() -> store.checksum(info.key()));
    }

    /** To be called once the object is known to have been that version while it was read. */
    private String remembered(ObjectInfo info, String contentHash) {
        contentHashes.put(version(info), contentHash);
        return contentHash;
    }

    private static String version(ObjectInfo info) {
        return info.key() + " " + info.etag();
    }

    /** The checksum that the file holds of the rest of it, which is that of the file before it was put there. */
    private Optional<String> sealed(ObjectInfo info) {
        int length = (int) Math.min(ParquetSeal.END, info.size());
        byte[] end = store.read(info.key(), info.size() - length, length);
        long seal = ParquetSeal.at(info.size(), end);
        if (seal < 0) {
            return Optional.empty();
        }
        int within = (int) (seal - (info.size() - length));
        return ParquetSeal.checksum(
                within < 0
                        ? store.read(info.key(), seal, ParquetSeal.LENGTH)
                        : Arrays.copyOfRange(end, within, within + ParquetSeal.LENGTH));
    }

    @Override
    public void close() {
        duck.close();
    }

    private static String key(LocalDate date) {
        return "market/%04d/%s.parquet".formatted(date.getYear(), date);
    }

    /** The day of a key; what else lies there, such as a day that is none, is not ours. */
    private static Optional<LocalDate> date(String key) {
        Matcher matcher = KEY.matcher(key);
        try {
            return matcher.matches() ? Optional.of(LocalDate.parse(matcher.group("date"))) : Optional.empty();
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    private void put(MarketDay day, Precondition precondition) {
        ScratchFile.parquet(tables, RowColumns.table(day), file -> {
            try {
                ParquetSeal.put(file);
            } catch (IOException e) {
                throw StorageFailure.writing(key(day.date()), file, e);
            }
            return store.put(key(day.date()), file, precondition);
        });
    }

    private Optional<SteadyRead.Version<MarketDay>> version(LocalDate date) {
        return SteadyRead.of(store, key(date), info -> read(info, date));
    }

    private MarketDay part(ObjectInfo info, LocalDate date, Set<String> underlyingIds) {
        return read(info, file -> {
            if (!sound.contains(version(info))) {
                requireSeal(file);
                sound.add(version(info));
            }
            if (!holdingWhatTheySay.contains(version(info))) {
                ParquetFooter.require(tables, file);
                holdingWhatTheySay.add(version(info));
            }
            return RowColumns.day(date, tables.read(file, RowColumns.ALL, UNDERLYING_ID, underlyingIds));
        });
    }

    private MarketDay read(ObjectInfo info, LocalDate date) {
        return read(info, file -> {
            requireSeal(file);
            return RowColumns.day(date, tables.read(file, RowColumns.ALL));
        });
    }

    private static void requireSeal(Path file) throws IOException {
        if (!ParquetSeal.holds(file)) {
            throw new IllegalArgumentException(OTHER_CONTENT);
        }
    }

    /** How a day is read from its file. */
    private interface DayReading {
        MarketDay of(Path file) throws IOException, SQLException;
    }

    private MarketDay read(ObjectInfo info, DayReading reading) {
        try {
            return reading.of(store.fetch(info.key()));
        } catch (IOException
                | SQLException
                | IllegalArgumentException
                | NullPointerException
                | IndexOutOfBoundsException e) {
            throw damaged(info.key(), firstLine(e), e);
        }
    }

    private MvqException damaged(String key, String why, @Nullable Exception cause) {
        LocalDate day = date(key).orElseThrow();
        return new MvqException(
                key + " is damaged: " + why,
                "delete it from " + store.location() + " and read its source again: IMPORT '…' DURING " + day,
                cause);
    }

    /** Whether nobody else wrote the day in between; else it must be merged into what they wrote. */
    private boolean mergedInto(Optional<SteadyRead.Version<MarketDay>> before, MarketDay day) {
        MarketDay merged = before.map(version -> merged(version.value(), day)).orElse(day);
        Precondition unchanged = before.<Precondition>map(
                        version -> new Precondition.Matches(version.info().etag()))
                .orElse(Precondition.ABSENT);
        try {
            put(merged, unchanged);
            return true;
        } catch (PreconditionFailedException e) {
            return false;
        }
    }

    private static MarketDay merged(MarketDay old, MarketDay added) {
        Map<String, Bar> bars = new LinkedHashMap<>();
        old.bars().forEach(bar -> bars.put(bar.underlyingId(), bar));
        added.bars().forEach(bar -> bars.put(bar.underlyingId(), bar));
        Map<Contract, OptionQuote> options = new LinkedHashMap<>();
        old.options().forEach(quote -> options.put(quote.contract(), quote));
        added.options().forEach(quote -> options.put(quote.contract(), quote));
        return new MarketDay(added.date(), List.copyOf(bars.values()), List.copyOf(options.values()));
    }

    private static String firstLine(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
