package dev.mvq.runtime.vector;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the store's generations are, as read at some moment: the state a commit is made against.
 *
 * @param etag of {@code metadata.json}; empty where there is none yet
 * @param generation the current generation, if one was committed: what is read unless an earlier one is asked for
 * @param growing a generation of another encoder that has not got all days of the current one yet
 */
public record Root(Optional<String> etag, Optional<Head> generation, Optional<Head> growing) {
    /** No generation. */
    static final Root NONE = new Root(Optional.empty(), Optional.empty(), Optional.empty());

    /** The generations named by the root itself. */
    public Stream<Head> heads() {
        return Stream.concat(generation.stream(), growing.stream());
    }

    /** The generation of that encoder, if the root names one. */
    public Optional<Head> of(String encoderVersion) {
        return heads().filter(head -> head.encoderVersion().equals(encoderVersion))
                .findFirst();
    }

    /** The number that the next generation has. */
    int next() {
        return 1 + heads().mapToInt(Head::number).max().orElse(0);
    }

    /**
     * A generation.
     *
     * @param name unique in the store: number and hash of what it is made of
     * @param number 1 for the first, one more with each commit
     * @param created when it was committed
     * @param encoderVersion the encoder of all its days
     * @param manifests hashes of its segments' manifests, in order of first days
     * @param pairs the random pairs that its percentiles come from
     */
    public record Head(
            String name, int number, Instant created, String encoderVersion, List<String> manifests, Pairs pairs) {
        public Head {
            manifests = List.copyOf(manifests);
        }

        /** Key of its random pairs. */
        public String pairsKey() {
            return pairs.key(encoderVersion);
        }
    }

    /**
     * Random pairs, which serve later generations too until the store has grown.
     *
     * @param generation the generation they were drawn for
     * @param rows rows that counted then; 0 where that is not known
     * @param changed rows that were added or corrected since
     */
    public record Pairs(String generation, long rows, long changed) {
        /** Of so many rows one may have changed before pairs are drawn anew. */
        private static final int STALE = 10;

        /** Pairs drawn for a generation of so many rows. */
        public static Pairs drawn(String generation, long rows) {
            return new Pairs(generation, rows, 0);
        }

        /** Key of the pairs, of embeddings by that encoder. */
        public String key(String encoderVersion) {
            return Layout.pairs(encoderVersion, generation);
        }

        /** These, when so many more rows have changed; empty where they no longer say enough of what there is. */
        public Optional<Pairs> after(long more) {
            return rows > 0 && (changed + more) * STALE <= rows
                    ? Optional.of(new Pairs(generation, rows, changed + more))
                    : Optional.empty();
        }
    }
}
