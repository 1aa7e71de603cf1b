package dev.mvq.tests;

import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.bucket.StoreLocation;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Stores in buckets, from outside: copied to, and compared by what they hold. */
final class BucketCopies {
    private BucketCopies() {}

    /** Puts the objects of a folder's store into a bucket's. */
    static void copy(Path from, String to, Map<String, String> environment, Predicate<String> which) {
        try (ObjectStore source = new StoreLocation.Folder(from).open(environment);
                ObjectStore target = StoreLocation.parse(to, from).open(environment)) {
            for (ObjectInfo info : source.list("")) {
                if (which.test(info.key())) {
                    target.put(info.key(), source.read(info.key()), Precondition.ABSENT);
                }
            }
        }
    }

    /** Checksums of the days' vectors, by key: what must not depend on what was survived on the way. */
    static Map<String, String> vectors(String store, Map<String, String> environment) {
        Map<String, String> vectors = new TreeMap<>();
        try (ObjectStore objects = StoreLocation.parse(store, Path.of("/")).open(environment)) {
            for (ObjectInfo info : objects.list("comprehensive_vectors/vectors/")) {
                vectors.put(info.key(), objects.checksum(info.key()));
            }
        }
        return vectors;
    }
}
