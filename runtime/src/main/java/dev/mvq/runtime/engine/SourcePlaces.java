package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.source.SourcePattern;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.bucket.StoreLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Where files to be imported lie: in folders, or in buckets, {@code s3://BUCKET/PATTERN}, from where they are brought first. */
final class SourcePlaces {
    private final Path workingFolder;
    private final Map<String, String> environment;

    /**
     * @param workingFolder what relative paths are relative to
     * @param environment where endpoint and keys of buckets are named
     */
    SourcePlaces(Path workingFolder, Map<String, String> environment) {
        this.workingFolder = workingFolder;
        this.environment = environment;
    }

    /** Files as an import sees them, until it is closed. */
    interface Place extends AutoCloseable {
        /** What the pattern is relative to. */
        Path workingFolder();

        /** Which files. */
        String pattern();

        /** A text with the names of files, by the names that the user knows. */
        String asNamed(String text);

        /** As {@link #asNamed(String)}, of a failure. */
        default MvqException asNamed(MvqException failure) {
            return new MvqException(asNamed(failure.getMessage()), asNamed(failure.remedy()), failure);
        }

        @Override
        void close();
    }

    /** The files that the user's words name. */
    Place of(String named) {
        if (!named.regionMatches(true, 0, StoreLocation.SCHEME, 0, StoreLocation.SCHEME.length())) {
            return new InFolder(workingFolder, named);
        }
        String rest = named.substring(StoreLocation.SCHEME.length());
        int slash = rest.indexOf('/');
        if (slash < 0 || slash == rest.length() - 1) {
            throw new MvqException(
                    "'" + named + "' names a bucket and no files", "name its files: " + named + "/**/*.csv");
        }
        SourcePattern pattern = SourcePattern.of(rest.substring(slash + 1));
        ObjectStore store = StoreLocation.parse(
                        named.substring(0, named.length() - rest.length() + slash), workingFolder)
                .open(environment);
        try {
            return InBucket.bring(store, pattern);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private record InFolder(Path workingFolder, String pattern) implements Place {
        @Override
        public String asNamed(String text) {
            return text;
        }

        @Override
        public void close() {}
    }

    /**
     * Files of a bucket, as links into the cache.
     *
     * @param store the bucket, closed with this
     * @param workingFolder a folder of ours, with the bucket's keys below it
     */
    private record InBucket(ObjectStore store, Path workingFolder, String pattern) implements Place {
        static InBucket bring(ObjectStore store, SourcePattern pattern) {
            List<String> keys = store.list(pattern.literalHead()).stream()
                    .map(ObjectInfo::key)
                    .filter(pattern::matches)
                    .toList();
            if (keys.isEmpty()) {
                throw new MvqException(
                        "no file in " + store.location() + " matches '" + pattern + "'",
                        "looked at all that begins with '" + pattern.literalHead() + "'");
            }
            List<Path> files = store.fetch(keys);
            InBucket place = new InBucket(store, newFolder(), pattern.toString());
            try {
                for (int i = 0; i < keys.size(); i++) {
                    Path link = place.workingFolder.resolve(keys.get(i)); // keys do not climb
                    Files.createDirectories(Objects.requireNonNull(link.getParent()));
                    Files.createSymbolicLink(link, files.get(i));
                }
                return place;
            } catch (IOException e) {
                place.removeLinks();
                throw new MvqException(
                        "the files cannot be brought to " + place.workingFolder + ": " + e.getMessage(),
                        "is there room on that disk?",
                        e);
            }
        }

        private static Path newFolder() {
            try {
                return Files.createTempDirectory("mvq-import-").toRealPath();
            } catch (IOException e) {
                throw new MvqException("no temporary folder can be made: " + e.getMessage(), "", e);
            }
        }

        @Override
        public String asNamed(String text) {
            return text.replace(workingFolder.toString(), store.location());
        }

        @Override
        public void close() {
            try (store) {
                removeLinks();
            }
        }

        private void removeLinks() {
            try (Stream<Path> files = Files.walk(workingFolder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
