package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Checksum;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectKeys;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.PreconditionFailedException;
import dev.mvq.runtime.storage.Rebuilding;
import dev.mvq.runtime.storage.cache.LocalCache;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store in a bucket of MinIO, or of what else speaks S3. Requests that fail are made again until a deadline; bodies are checked by
 * checksums kept beside the objects; whole objects are fetched through the local cache.
 */
public final class BucketObjectStore implements ObjectStore {
    /** How long opening waits: a wrong endpoint is to be told at once. */
    private static final Duration OPENING = Duration.ofSeconds(8);

    private static final Sizes SIZES = new Sizes(16 << 20, 1000);
    private static final int REQUESTS_AT_ONCE = 16;

    /** Versions that may come and go while one is fetched. */
    private static final int VERSIONS = 10;

    /** Objects up to this size are fetched whole whatever is wanted of them. */
    private static final long SMALL = 1 << 20;

    /** What is written of this size is soon fetched again: days by those who encode them, vectors by those who index them. */
    private static final int WORTH_KEEPING = 4 << 10;

    /** An object is fetched whole where one byte in so many is wanted. */
    private static final int WORTH_FETCHING = 4;

    /**
     * How much goes into one request.
     *
     * @param part bytes of a part of a large object, and above which an object is large; S3 takes 5 MiB at least
     * @param page objects of a listing; S3 gives 1000 at most
     */
    record Sizes(int part, int page) {}

    private final StoreLocation.Bucket location;
    private final Sizes sizes;
    private final BucketRequests requests;
    private final Explanations explanations;
    private final Retries retries;
    private final ObjectReading reading;
    private final ObjectWriting writing;
    private final LocalCache cache;
    private final String identity;

    private BucketObjectStore(StoreLocation.Bucket location, BucketAccess access, LocalCache cache, Sizes sizes) {
        this.location = location;
        this.sizes = sizes;
        this.cache = cache;
        this.identity = access.endpoint() + "/" + location.bucket() + "/";
        this.explanations = new Explanations(access, location.bucket(), location.toString());
        this.retries = new Retries(explanations, access.deadline());
        this.requests = new BucketRequests(access, location.bucket());
        this.reading = new ObjectReading(requests, retries);
        this.writing = new ObjectWriting(requests, retries, sizes.part());
    }

    /**
     * The store, once its server has answered.
     *
     * @param cache closed with the store, or where it cannot be opened
     * @throws MvqException where the server cannot be reached, there is no such bucket, or the keys do not open it
     */
    public static BucketObjectStore open(StoreLocation.Bucket location, BucketAccess access, LocalCache cache) {
        return open(location, access, cache, SIZES);
    }

    static BucketObjectStore open(StoreLocation.Bucket location, BucketAccess access, LocalCache cache, Sizes sizes) {
        BucketObjectStore store = new BucketObjectStore(location, access, cache, sizes);
        try {
            store.retries
                    .within(OPENING)
                    .run(
                            "opening " + location,
                            location.toString(),
                            () -> store.requests.list(store.inBucket(""), null, 1));
            return store;
        } catch (RequestFailure failure) {
            store.close();
            throw store.explanations.of(failure, location.toString());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    @Override
    public String location() {
        return location.toString();
    }

    @Override
    public Optional<ObjectInfo> head(String key) {
        return described(key).map(head -> new ObjectInfo(key, head.size(), head.etag(), head.modified()));
    }

    @Override
    public byte[] read(String key) {
        try {
            return reading.all(inBucket(ObjectKeys.checked(key)), key);
        } catch (RequestFailure failure) {
            throw explanations.of(failure, key);
        }
    }

    @Override
    public byte[] read(String key, long offset, int length) {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("a range begins and extends at 0 or more");
        }
        try {
            return reading.range(inBucket(ObjectKeys.checked(key)), key, offset, length);
        } catch (RequestFailure failure) {
            throw explanations.of(failure, key);
        }
    }

    @Override
    public String checksum(String key) {
        return described(key)
                .orElseThrow(() -> explanations.missing(key))
                .checksum()
                .orElseGet(() -> ObjectStore.super.checksum(key));
    }

    @Override
    public boolean holds(String key, String checksum) {
        try {
            return described(key).isPresent()
                    && Checksum.of(reading.all(inBucket(key), key)).equals(checksum);
        } catch (RequestFailure gone) {
            return false;
        }
    }

    @Override
    public boolean holds(ObjectInfo listed, byte[] content) {
        return Integrity.isMd5(listed.etag())
                ? listed.size() == content.length && Integrity.isOf(listed.etag(), content)
                : ObjectStore.super.holds(listed, content);
    }

    @Override
    public Path fetch(String key) {
        for (int version = 0; version < VERSIONS; version++) {
            BucketRequests.Described described = described(key).orElseThrow(() -> explanations.missing(key));
            try {
                return cache.get(
                        identity(key, described),
                        described.size(),
                        described.checksum(),
                        part -> reading.download(inBucket(key), key, described, part));
            } catch (RequestFailure failure) {
                boolean replaced = failure.kind() == RequestFailure.Kind.CONDITION
                        || failure.kind() == RequestFailure.Kind.RANGE
                        || failure.kind() == RequestFailure.Kind.NO_OBJECT;
                if (!replaced) {
                    throw explanations.of(failure, key);
                }
            }
        }
        throw new MvqException(
                key + " in " + location + " was replaced again and again while it was read",
                "let its writer finish, then run the statement again");
    }

    @Override
    public int requestsAtOnce() {
        return REQUESTS_AT_ONCE;
    }

    @Override
    public boolean prefersRanges(String key, long bytes, long size) {
        return size > SMALL
                && bytes < size / WORTH_FETCHING
                && described(key)
                        .filter(described -> !cache.holds(identity(key, described)))
                        .isPresent();
    }

    @Override
    public ObjectInfo put(String key, byte[] content, Precondition precondition) {
        return put(key, new Content.Bytes(content), precondition);
    }

    @Override
    public ObjectInfo put(String key, Path file, Precondition precondition) {
        return put(key, new Content.OfFile(file), precondition);
    }

    private ObjectInfo put(String key, Content content, Precondition precondition) {
        String whole = inBucket(ObjectKeys.checked(key));
        try {
            ObjectInfo info = new ObjectInfo(key, content.size(), writing.put(whole, key, content, precondition));
            if (info.size() >= WORTH_KEEPING) {
                cache.keep(identity(key, info.etag(), info.size()), info.size(), content::copyTo);
            }
            return info;
        } catch (RequestFailure failure) {
            if (precondition instanceof Precondition.None) {
                throw explanations.of(failure, key);
            }
            throw new PreconditionFailedException(key);
        } catch (IOException e) {
            throw new MvqException(
                    key + " was not written: its content cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    Rebuilding.remedy(key),
                    e);
        }
    }

    @Override
    public List<ObjectInfo> list(String prefix) {
        List<ObjectInfo> found = new ArrayList<>();
        @Nullable String from = null;
        do {
            String at = from;
            BucketRequests.Page page;
            try {
                page = retries.run(
                        "listing " + location,
                        location.toString(),
                        () -> requests.list(inBucket(prefix), at, sizes.page()));
            } catch (RequestFailure failure) {
                throw explanations.of(failure, location.toString());
            }
            page.objects().stream()
                    .map(info -> new ObjectInfo(inStore(info.key()), info.size(), info.etag(), info.modified()))
                    .filter(info -> ObjectKeys.isValid(info.key())) // what others put beside our objects is not ours
                    .forEach(found::add);
            from = page.next();
        } while (from != null);
        found.sort(Comparator.comparing(ObjectInfo::key));
        return found;
    }

    @Override
    public void delete(String key) {
        String whole = inBucket(ObjectKeys.checked(key));
        try {
            retries.run("deleting " + key, key, () -> {
                requests.delete(whole);
                return whole;
            });
        } catch (RequestFailure failure) {
            if (failure.kind() != RequestFailure.Kind.NO_OBJECT) {
                throw explanations.of(failure, key);
            }
        }
    }

    @Override
    public void close() {
        try {
            writing.abortAbandoned();
        } finally {
            cache.close();
            requests.close();
        }
    }

    private Optional<BucketRequests.Described> described(String key) {
        try {
            return Optional.of(reading.head(inBucket(ObjectKeys.checked(key)), key));
        } catch (RequestFailure failure) {
            if (failure.kind() == RequestFailure.Kind.NO_OBJECT) {
                return Optional.empty();
            }
            throw explanations.of(failure, key);
        }
    }

    /** One name for one version of one object, whatever store it is read through. */
    private String identity(String key, BucketRequests.Described described) {
        return identity(key, described.etag(), described.size());
    }

    private String identity(String key, String etag, long size) {
        return identity + inBucket(key) + "\n" + etag + "\n" + size;
    }

    private String inBucket(String key) {
        return location.prefix().isEmpty() ? key : location.prefix() + "/" + key;
    }

    private String inStore(String key) {
        return location.prefix().isEmpty()
                ? key
                : key.substring(location.prefix().length() + 1);
    }
}
