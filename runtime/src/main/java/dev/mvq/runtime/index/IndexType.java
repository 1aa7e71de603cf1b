package dev.mvq.runtime.index;

import dev.mvq.runtime.vector.IndexFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an index for a number of vectors.
 *
 * @param factory FAISS factory string
 * @param lists inverted lists; 0 for types without
 * @param notes what was changed of what was asked for, in the user's words
 */
record IndexType(String factory, int lists, List<String> notes) {
    /**
     * Up to here Flat: search scans so few rows exactly in some 20 ms and needs no index, and linking 60k rows of all five modalities as
     * HNSW32 takes a core a minute (measured: 9 s at 64 dimensions, 18 s at 256).
     */
    static final long FLAT_ROWS = 100_000;

    static final long HNSW_ROWS = 4_000_000;

    /** FAISS's own least number of training vectors for a list. */
    static final int TRAINING_PER_LIST = 39;

    /**
     * So many times its first vectors an index may have before it is built anew: lists and codes were learnt of those, and a graph's upper
     * levels are as few.
     */
    static final int GROWTH = 4;

    private static final Pattern LISTS = Pattern.compile("(?<=IVF)\\d+");

    /** Products of codes, such as PQ64 or PQ32x4; the bits of one code are 8 where none are named. */
    private static final Pattern CODES = Pattern.compile("PQ\\d+(?:x(\\d{1,2})(?!\\d))?");

    private static final int CODE_BITS = 8;

    /**
     * The type asked for, or else one by size; Flat where there are too few vectors to learn codes of, and with fewer lists where there are
     * too few vectors to train them.
     */
    static IndexType of(Optional<String> asked, long vectors) {
        if (vectors == 0) {
            return new IndexType("Flat", 0, List.of());
        }
        String factory = asked.orElseGet(() -> bySize(vectors));
        long codes = codes(factory);
        if (vectors < codes) {
            return new IndexType(
                    "Flat",
                    0,
                    List.of("%s wants %,d training vectors and there are %,d: Flat was taken, which needs none"
                            .formatted(factory, codes, vectors)));
        }
        Matcher matcher = LISTS.matcher(factory);
        if (!matcher.find() || matcher.group().length() > 9) {
            return new IndexType(factory, 0, List.of());
        }
        int lists = Integer.parseInt(matcher.group());
        int trainable = trainable(vectors);
        List<String> notes = new ArrayList<>();
        if (lists > trainable) {
            notes.add("IVF%d wants %,d training vectors and there are %,d: %,d lists were taken"
                    .formatted(lists, (long) TRAINING_PER_LIST * lists, vectors, trainable));
            factory = matcher.replaceFirst(Integer.toString(trainable));
            lists = trainable;
        }
        return new IndexType(factory, lists, notes);
    }

    /**
     * Whether adding to an index of fewer vectors does as well as building this type anew: it is of the same kind, asked for in the same
     * words or chosen by size too, and what it learnt of its first vectors still suits.
     *
     * @param asked the type asked for, if it was not chosen by size
     * @param vectors how many it would then have
     */
    boolean continues(IndexFile base, Optional<String> asked, long vectors) {
        IndexShape shape = IndexShape.of(factory);
        if (shape != IndexShape.of(base.factory())
                || !asked.equals(Optional.ofNullable(base.parameters().get(IndexFile.ASKED)))) {
            return false;
        }
        long built = Long.parseLong(base.parameters().getOrDefault(IndexFile.BUILT_ROWS, Long.toString(base.ntotal())));
        return shape == IndexShape.FLAT || vectors <= GROWTH * built;
    }

    private static String bySize(long vectors) {
        if (vectors <= FLAT_ROWS) {
            return "Flat";
        }
        // PQ64np: PQ64 without its polysemous codes, which take ten times the training and find no more.
        return vectors <= HNSW_ROWS ? "HNSW32" : "IVF1024,PQ64np";
    }

    /** FAISS refuses to train codes on fewer vectors than there are codes; 0 for types without. */
    private static long codes(String factory) {
        return CODES.matcher(factory)
                .results()
                .mapToLong(code -> 1L << (code.group(1) == null ? CODE_BITS : Integer.parseInt(code.group(1))))
                .max()
                .orElse(0);
    }

    /** The largest power of two of lists that have enough training vectors; at least one. */
    private static int trainable(long vectors) {
        return Math.toIntExact(Math.max(1, Long.highestOneBit(Math.min(vectors / TRAINING_PER_LIST, 1 << 30))));
    }
}
