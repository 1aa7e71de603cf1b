package dev.mvq.runtime.vector;

import dev.mvq.runtime.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The block checksums of days, read when first asked for. Safe for use by several threads. */
final class DayBlocks {
    private final ObjectStore store;
    private final Map<StoredFile, BlockChecksums> read = new ConcurrentHashMap<>();

    DayBlocks(ObjectStore store) {
        this.store = store;
    }

    /** Whether the day has them. */
    static boolean has(DayRef day) {
        return day.files().containsKey(BlockChecksums.FILE);
    }

    /** Those of the day, where it has any. */
    Optional<BlockChecksums> of(DayRef day) {
        return has(day)
                ? Optional.of(read.computeIfAbsent(day.file(BlockChecksums.FILE), file -> read(day, file)))
                : Optional.empty();
    }

    private BlockChecksums read(DayRef day, StoredFile file) {
        try {
            if (store.head(file.key()).isEmpty()) {
                throw Damage.ofDay(day.date(), file.key(), "it is gone", null);
            }
            byte[] content = Files.readAllBytes(store.fetch(file.key()));
            if (!Crc.of(content).equals(file.crc())) {
                throw new IllegalArgumentException("it is not what was written, by its checksum");
            }
            return BlockChecksums.decode(content, day.rows());
        } catch (IllegalArgumentException | IOException e) {
            throw Damage.ofDay(day.date(), file.key(), Damage.words(e), e);
        }
    }
}
