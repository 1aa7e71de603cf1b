package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Checksum;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares files with the checksums that their manifests have, each version of a file once: what was right when it was opened first is
 * not read again. Safe for use by several threads.
 */
final class Verification {
    private final Set<Seen> right = ConcurrentHashMap.newKeySet();

    private record Seen(StoredFile file, String etag) {}

    /**
     * Whether the file is what it must be.
     *
     * @param etag of the object it is a copy of
     * @param path where it lies, of the right size
     * @param crc {@link Checksum#crc32c}; empty where only the slower checksum is known
     */
    boolean holds(StoredFile file, String etag, Path path, String crc) {
        Seen version = new Seen(file, etag);
        if (right.contains(version)) {
            return true;
        }
        try {
            boolean holds = crc.isEmpty()
                    ? Checksum.of(path).equals(file.checksum())
                    : Checksum.crc32c(path).equals(crc);
            if (holds) {
                right.add(version);
            }
            return holds;
        } catch (IOException e) {
            throw new MvqException(file.key() + " cannot be read: " + Damage.words(e), "", e);
        }
    }
}
