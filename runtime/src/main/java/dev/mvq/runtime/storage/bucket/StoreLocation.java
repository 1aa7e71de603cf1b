package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.ObjectKeys;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.cache.LocalCache;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where a store is: what {@code --store} and {@code MVQ_STORE} name. Its text is that of the user. */
public sealed interface StoreLocation {
    /** The beginning of buckets' names. */
    String SCHEME = "s3://";

    /** A folder of this machine. */
    record Folder(Path path) implements StoreLocation {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A part of a bucket.
     *
     * @param bucket its name
     * @param prefix keys begin with it and a slash; empty: the whole bucket
     */
    record Bucket(String bucket, String prefix) implements StoreLocation {
        // docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
        private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

        public Bucket {
            if (!NAME.matcher(bucket).matches() || bucket.contains("..")) {
                throw new MvqException(
                        "no bucket can be named '" + bucket + "'",
                        "a name has 3 to 63 lower case letters, digits, dots and hyphens: s3://BUCKET/PREFIX");
            }
            if (!prefix.isEmpty() && !ObjectKeys.isValid(prefix)) {
                throw new MvqException(
                        "'" + prefix + "' cannot be a part of the bucket '" + bucket + "'",
                        "name it without '.', '..' and empty parts: s3://BUCKET/PREFIX");
            }
        }

        @Override
        public String toString() {
            return SCHEME + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }

    /**
     * What the user's words name.
     *
     * @param text a folder, or {@code s3://bucket[/prefix]}
     * @param workingFolder what folders are relative to
     */
    static StoreLocation parse(String text, Path workingFolder) {
        if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            String rest = text.substring(SCHEME.length()).replaceFirst("/+$", "");
            if (rest.contains("@")) {
                throw new MvqException(
                        "a store's name holds no keys", "set MVQ_S3_ACCESS_KEY and MVQ_S3_SECRET_KEY for them");
            }
            int slash = rest.indexOf('/');
            return slash < 0 ? new Bucket(rest, "") : new Bucket(rest.substring(0, slash), rest.substring(slash + 1));
        }
        if (text.matches("[A-Za-z][A-Za-z0-9+.-]*://.*")) {
            String scheme = text.substring(0, text.indexOf("://"));
            throw new MvqException(
                    "a store of '" + scheme + "://' is not known", "a store is a folder, or s3://BUCKET/PREFIX");
        }
        try {
            return new Folder(workingFolder.resolve(text).normalize());
        } catch (InvalidPathException e) {
            throw new MvqException("'" + text + "' cannot be a folder: " + e.getReason(), "", e);
        }
    }

    /**
     * The store. To be closed.
     *
     * @param environment where buckets' endpoints and keys are named, and the cache
     * @throws MvqException where it cannot be reached or may not be read
     */
    default ObjectStore open(Map<String, String> environment) {
        return switch (this) {
            case Folder folder -> new LocalObjectStore(folder.path());
            case Bucket bucket ->
                BucketObjectStore.open(bucket, BucketAccess.of(environment), LocalCache.open(environment));
        };
    }

    /** What the user should know before the store is opened, such as where the cache is when it is not in its usual place. */
    default List<String> notices(Map<String, String> environment) {
        return switch (this) {
            case Folder _ -> List.of();
            case Bucket _ -> LocalCache.notices(environment);
        };
    }
}
