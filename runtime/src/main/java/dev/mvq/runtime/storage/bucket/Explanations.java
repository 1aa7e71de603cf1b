package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Rebuilding;
import java.time.Duration;

/** What a user is told of requests that failed for good. */
final class Explanations {
    private final BucketAccess access;
    private final String bucket;
    private final String location;

    /**
     * @param bucket its name
     * @param location the store as the user named it
     */
    Explanations(BucketAccess access, String bucket, String location) {
        this.access = access;
        this.bucket = bucket;
        this.location = location;
    }

    /** A failure that another try does not help. */
    MvqException of(RequestFailure failure, String key) {
        String words = failure.words();
        return switch (failure.kind()) {
            case NO_OBJECT -> missing(key);
            case NO_BUCKET ->
                new MvqException(
                        "there is no bucket '" + bucket + "' at " + access.endpoint(),
                        "make it first (mc mb ALIAS/" + bucket + "), or name another: --store s3://BUCKET/PREFIX",
                        failure);
            case FORBIDDEN ->
                new MvqException(
                        "%s refuses the keys for bucket '%s': %s".formatted(access.endpoint(), bucket, words),
                        "the keys were taken from %s; check them, and what they may do in the bucket"
                                .formatted(access.keysFrom()),
                        failure);
            case CLOCK ->
                new MvqException(
                        "the clock of this machine and that of " + access.endpoint() + " differ too much: " + words,
                        "set the clock right (timedatectl set-ntp true), then run the statement again",
                        failure);
            case FULL ->
                new MvqException(
                        "%s has no room left: %s was not written, and nothing is half-written (%s)"
                                .formatted(location, key, words),
                        "free space there or raise the bucket's quota, and run the statement again: what is done"
                                + " stays done",
                        failure);
            case CERTIFICATE ->
                new MvqException(
                        "the certificate of " + access.endpoint() + " is not trusted: " + words,
                        "MVQ_S3_CA names a PEM file with the certificate of who signed it; certificates are always"
                                + " checked",
                        failure);
            case DAMAGE ->
                new MvqException(key + " in " + location + " is damaged: " + words, Rebuilding.remedy(key), failure);
            case CONDITION, RANGE, PASSING, LASTING ->
                new MvqException(
                        "%s did not take a request for %s: %s".formatted(access.endpoint(), key, words),
                        "see what the server's log says of it",
                        failure);
        };
    }

    /** An object that is not there. */
    MvqException missing(String key) {
        return new MvqException(
                "there is no " + key + " in " + location,
                "it was removed from outside, or the store was never complete; SHOW COVERAGE says what is there");
    }

    /** A failure that might have passed, and did not in time. */
    MvqException gaveUp(String doing, Duration deadline, RequestFailure failure) {
        return new MvqException(
                "%s did not serve for %s while %s: %s"
                        .formatted(access.endpoint(), words(deadline), doing, failure.words()),
                "see that the server runs and is reached from here, then run the statement again: what is done stays"
                        + " done; MVQ_S3_DEADLINE says how many seconds to wait",
                failure);
    }

    private static String words(Duration duration) {
        return duration.toMillis() < 1000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
}
