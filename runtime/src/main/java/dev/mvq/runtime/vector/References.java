package dev.mvq.runtime.vector;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The objects that some generations need. */
final class References {
    private final Set<String> keys = new HashSet<>();
    private final Set<Layout.DayFolder> folders = new HashSet<>();
    private final Map<EncodedDay, String> hashes = new HashMap<>();

    private record EncodedDay(String encoderVersion, LocalDate date) {}

    void add(Root.Head head) {
        keys.add(head.pairsKey());
        head.manifests().forEach(hash -> keys.add(Layout.manifest(hash)));
    }

    void add(Collection<Manifest> manifests) {
        manifests.forEach(this::add);
    }

    private void add(Manifest manifest) {
        keys.add(Layout.manifest(manifest.hash()));
        keys.add(manifest.segment().filters().key());
        manifest.indices().values().forEach(index -> keys.add(index.file().key()));
        // Corrected days too: an index is extended from all rows of its segment.
        List<SegmentDay> days = manifest.segment().days();
        days.forEach(
                day -> folders.add(new Layout.DayFolder(day.date(), day.day().hash())));
        manifest.liveDays()
                .forEach(day -> hashes.put(
                        new EncodedDay(manifest.segment().encoderVersion(), day.date()),
                        day.day().hash()));
    }

    boolean has(String key) {
        return keys.contains(key);
    }

    boolean has(Layout.DayFolder folder) {
        return folders.contains(folder);
    }

    /** Whether another folder holds the day's embeddings by the same encoder. */
    boolean supersede(DayRef day) {
        String hash = hashes.get(new EncodedDay(day.inputs().encoderVersion(), day.date()));
        return hash != null && !hash.equals(day.hash());
    }
}
