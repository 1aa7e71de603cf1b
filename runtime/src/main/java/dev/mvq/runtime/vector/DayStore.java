package dev.mvq.runtime.vector;

import dev.mvq.runtime.encoder.DayEmbeddings;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.Column;
import dev.mvq.runtime.storage.ColumnKind;
import dev.mvq.runtime.storage.ColumnTable;
import dev.mvq.runtime.storage.ColumnValues;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ParquetTables;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.RowColumns;
import dev.mvq.runtime.storage.ScratchFile;
import dev.mvq.runtime.storage.SideBySide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Day folders: written whole under a name made of their content, and found again when they are complete. */
final class DayStore {
    /** Sessions of the row's own history within the last 60. */
    static final Column HISTORY = new Column("history_sessions", ColumnKind.WHOLE);

    private static final long LARGEST_JSON = 1 << 20;

    /** Vectors of a day, bytes, that are kept from naming the folder to writing it. */
    private static final long KEPT = 16 << 20;

    private final ObjectStore store;
    private final ParquetTables tables;

    DayStore(ObjectStore store, ParquetTables tables) {
        this.store = store;
        this.tables = tables;
    }

    /** Whether the row has the modality. */
    static Column has(Modality modality) {
        return new Column("has_" + modality.word(), ColumnKind.BOOLEAN);
    }

    DayRef write(MarketDay day, DayEmbeddings embeddings, short[] historySessions, DayInputs inputs) {
        ColumnTable rows = rows(day, embeddings, historySessions);
        byte[] parquet = ScratchFile.parquet(tables, rows, file -> {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Map<String, Supplier<byte[]>> contents = new LinkedHashMap<>();
        contents.put(Layout.ROWS, () -> parquet);
        for (Modality modality : Modality.values()) {
            contents.put(Layout.npy(modality), vectors(embeddings, modality));
        }
        Map<String, StoredFile> files = new HashMap<>();
        BlockChecksums.Taking blocks = new BlockChecksums.Taking();
        contents.forEach((name, content) -> {
            byte[] bytes = content.get();
            files.put(name, described(name, bytes));
            Layout.modality(name).ifPresent(modality -> blocks.take(modality, rows.rows(), bytes));
        });
        if (blocks.isWorthKeeping()) {
            contents.put(BlockChecksums.FILE, blocks::encode);
            files.put(BlockChecksums.FILE, described(BlockChecksums.FILE, blocks.encode()));
        }
        byte[] json = DayJson.encode(day.date(), rows.rows(), inputs, files);
        Layout.DayFolder folder = new Layout.DayFolder(day.date(), DayJson.hash(json));
        DayRef ref = DayJson.decode(folder, json);
        contents.forEach((name, content) -> putUnlessThere(ref.file(name), content));
        store.put(folder.key() + Layout.DAY, json, Precondition.NONE);
        return ref;
    }

    /** Of a large day one modality is in memory at a time: each is made twice, for the name of the folder and to be written. */
    private static Supplier<byte[]> vectors(DayEmbeddings embeddings, Modality modality) {
        long bytes = 2L
                * embeddings.rows()
                * Arrays.stream(Modality.values()).mapToInt(Modality::dimension).sum();
        if (bytes > KEPT) {
            return () -> NpyMatrix.encode(embeddings, modality);
        }
        byte[] kept = NpyMatrix.encode(embeddings, modality);
        return () -> kept;
    }

    private static StoredFile described(String name, byte[] content) {
        return new StoredFile(name, content.length, Checksum.of(content), Crc.of(content));
    }

    Optional<DayRef> find(LocalDate date, DayInputs inputs) {
        return complete(store.list(Layout.date(date))).stream()
                .filter(ref -> ref.inputs().equals(inputs))
                .findFirst();
    }

    List<DayRef> days() {
        return complete(store.list(Layout.VECTORS));
    }

    /** A {@code day.json} of a known day that is gone or is not what it was is written again. */
    List<DayRef> days(int year, Collection<DayRef> known) {
        List<ObjectInfo> objects = store.list(Layout.year(year));
        Map<String, ObjectInfo> there = new HashMap<>();
        objects.forEach(info -> there.put(info.key(), info));
        List<ObjectInfo> mended = new ArrayList<>(objects);
        known.stream()
                .filter(ref -> ref.date().getYear() == year)
                .flatMap(ref -> mended(ref, there).stream())
                .forEach(mended::add);
        return complete(mended, known);
    }

    private Optional<ObjectInfo> mended(DayRef ref, Map<String, ObjectInfo> there) {
        Layout.DayFolder folder = new Layout.DayFolder(ref.date(), ref.hash());
        String key = folder.key() + Layout.DAY;
        byte[] json = DayJson.encode(ref.date(), ref.rows(), ref.inputs(), ref.files());
        ObjectInfo info = there.get(key);
        if (!DayJson.hash(json).equals(ref.hash()) || (info != null && store.holds(info, json))) {
            return Optional.empty(); // written otherwise once, or whole
        }
        return Optional.of(store.put(key, json, Precondition.NONE));
    }

    /** As {@link #hold(DayRef, Instant)}, of each day. */
    void hold(Collection<DayRef> days, Instant since) {
        sideBySide(days, day -> {
            hold(day, since);
            return day;
        });
    }

    private <T, R> List<R> sideBySide(Collection<T> things, Function<T, R> work) {
        return SideBySide.of(things, store.requestsAtOnce(), "reading from " + store.location(), work);
    }

    /**
     * Makes sure of the day's folder, young again if it was written before {@code since}, so that it is taken for no leftover.
     *
     * @throws MvqException where it is no longer whole
     */
    private void hold(DayRef day, Instant since) {
        String folder = Layout.day(day.date(), day.hash());
        String key = folder + Layout.DAY;
        Optional<ObjectInfo> info = store.head(key);
        boolean old = info.filter(of -> of.modified().isBefore(since)).isPresent();
        if (old) {
            store.put(key, store.read(key), Precondition.NONE);
        }
        if (info.isEmpty() || (old && complete(store.list(folder)).isEmpty())) {
            throw new MvqException(
                    "the embeddings of %s were removed from %s meanwhile".formatted(day.date(), store.location()),
                    "run the statement again: it makes them anew");
        }
    }

    private static ColumnTable rows(MarketDay day, DayEmbeddings embeddings, short[] historySessions) {
        ColumnTable rows = RowColumns.table(day);
        if (embeddings.rows() != rows.rows() || historySessions.length != rows.rows()) {
            throw new IllegalArgumentException(
                    "%s has %d rows, and %d embeddings".formatted(day.date(), rows.rows(), embeddings.rows()));
        }
        int[] history = new int[rows.rows()];
        for (int row = 0; row < history.length; row++) {
            history[row] = historySessions[row];
        }
        rows.with(HISTORY, new ColumnValues.Wholes(history));
        for (Modality modality : Modality.values()) {
            boolean[] has = new boolean[rows.rows()];
            for (int row = 0; row < has.length; row++) {
                has[row] = embeddings.has(row, modality);
            }
            rows.with(has(modality), new ColumnValues.Booleans(has));
        }
        return rows;
    }

    /** An earlier writer of the same content may have left the file, whole or damaged. */
    private void putUnlessThere(StoredFile file, Supplier<byte[]> content) {
        if (!store.holds(file.key(), file.checksum())) {
            store.put(file.key(), content.get(), Precondition.NONE);
        }
    }

    /** The complete days among the listed objects. */
    List<DayRef> complete(Collection<ObjectInfo> objects) {
        return complete(objects, List.of());
    }

    /** @param known days whose {@code day.json} need not be read once more: its folder is named by its content */
    private List<DayRef> complete(Collection<ObjectInfo> objects, Collection<DayRef> known) {
        Map<Layout.DayFolder, DayRef> read = new HashMap<>();
        known.forEach(ref -> read.put(new Layout.DayFolder(ref.date(), ref.hash()), ref));
        Map<String, Long> sizes = new HashMap<>();
        objects.forEach(info -> sizes.put(info.key(), info.size()));
        List<Layout.DayFolder> folders = objects.stream()
                .filter(info -> info.size() <= LARGEST_JSON)
                .flatMap(info ->
                        Layout.folder(info.key())
                                .filter(folder -> info.key().equals(folder.key() + Layout.DAY))
                                .stream())
                .toList();
        return sideBySide(
                        folders, folder -> Optional.ofNullable(read.get(folder)).or(() -> read(folder)))
                .stream()
                .flatMap(Optional::stream)
                .filter(ref -> ref.files().values().stream()
                        .allMatch(file -> sizes.getOrDefault(file.key(), -1L) == file.bytes()))
                .sorted(Comparator.comparing(DayRef::date).thenComparing(DayRef::hash))
                .toList();
    }

    /** A day.json that is not what its folder's name says counts as not written: the day is simply made again. */
    private Optional<DayRef> read(Layout.DayFolder folder) {
        try {
            return Optional.of(DayJson.decode(folder, store.read(folder.key() + Layout.DAY)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
