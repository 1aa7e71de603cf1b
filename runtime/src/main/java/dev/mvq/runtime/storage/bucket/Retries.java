package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.market.MvqException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tries a request again while its failure may pass, after pauses that double up to a limit and are drawn at random between half of that and
 * all of it, so that many who failed together do not come back together. Ends at a deadline, counted from the first try.
 */
final class Retries {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A body that comes damaged this often is damaged where it lies. */
    private static final int DAMAGED_TRIES = 3;

    private final Explanations explanations;
    private final Duration deadline;

    Retries(Explanations explanations, Duration deadline) {
        this.explanations = explanations;
        this.deadline = deadline;
    }

    /** The same, within a shorter time. */
    Retries within(Duration shorter) {
        return new Retries(explanations, shorter.compareTo(deadline) < 0 ? shorter : deadline);
    }

    /** One try of a request. */
    interface Try<T> {
        T once() throws RequestFailure, InterruptedException;
    }

    /**
     * What the request gives.
     *
     * @param doing what is done, such as {@code reading a/b}
     * @param key the object concerned
     * @throws RequestFailure of the kinds that callers know an answer to: no object, a condition, a range
     * @throws MvqException for every other failure, and where the thread was interrupted
     */
    <T> T run(String doing, String key, Try<T> request) throws RequestFailure {
        long end = System.nanoTime() + deadline.toNanos();
        Duration pause = FIRST_PAUSE;
        int damaged = 0;
        while (true) {
            RequestFailure failure;
            try {
                return request.once();
            } catch (InterruptedException e) {
                throw interrupted(doing, e);
            } catch (RequestFailure e) {
                failure = e;
            }
            damaged += failure.kind() == RequestFailure.Kind.DAMAGE ? 1 : 0;
            switch (failure.kind()) {
                case NO_OBJECT, CONDITION, RANGE -> throw failure;
                case NO_BUCKET, FORBIDDEN, CLOCK, FULL, CERTIFICATE, LASTING -> throw explanations.of(failure, key);
                case DAMAGE, PASSING -> {
                    if (damaged == DAMAGED_TRIES) {
                        throw explanations.of(failure, key);
                    }
                    if (System.nanoTime() - end > 0) {
                        throw explanations.gaveUp(doing, deadline, failure);
                    }
                }
            }
            rest(doing, pause, end - System.nanoTime());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static void rest(String doing, Duration pause, long left) {
        long nanos = ThreadLocalRandom.current().nextLong(pause.toNanos() / 2, pause.toNanos() + 1);
        try {
            Thread.sleep(Duration.ofNanos(Math.clamp(left, 1, nanos)));
        } catch (InterruptedException e) {
            throw interrupted(doing, e);
        }
    }

    private static MvqException interrupted(String doing, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new MvqException("interrupted while " + doing, "", cause);
    }
}
