package dev.mvq.runtime.jfaiss;

import static dev.mvq.runtime.jfaiss.IndexFileCursor.require;

import dev.mvq.runtime.jfaiss.IndexFileCursor.Elements;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads an index file as FAISS 1.12 writes it, before FAISS does: FAISS believes every size, offset and link in a file, and a
 * wrong one ends the process or takes all its memory. What is checked: the file is of a kind known here and of exactly the
 * length its own sizes add up to; parts agree on dimensions and number of vectors; every link of a graph leads to a row that
 * has that level, and every id below another index is one of its rows. Values are looked at where a graph is walked by them
 * (one NaN, and the walk never ends): a second for some gigabytes.
 *
 * <p>Kinds: Flat, PQ, SQ…, HNSW over them, IVF of them with a Flat or HNSW quantiser, each behind linear transforms
 * (PCA, OPQ, rotations), a refinement or an id map. A further kind is another case of {@link #index}.
 */
final class IndexFileCheck {
    private static final int DEEPEST = 6;
    private static final int MOST_DIMENSIONS = 1 << 16;
    private static final int MOST_LISTS = 1 << 26;
    private static final int MOST_TRANSFORMS = 8;
    private static final int MOST_REFINED = 10_000;
    private static final int INNER_PRODUCT = 0;
    private static final int SQUARED_DISTANCE = 1;

    private final IndexFileCursor file;
    private final QuantizerCheck quantizers;

    /** What the parts of an index must agree on. */
    private record Checked(String kind, int dimension, long total, boolean trained) {}

    private IndexFileCheck(IndexFileCursor file) {
        this.file = file;
        this.quantizers = new QuantizerCheck(file);
    }

    /**
     * Passes files that FAISS can be given.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static void check(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                Arena arena = Arena.ofConfined()) {
            IndexFileCursor file =
                    new IndexFileCursor(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena));
            new IndexFileCheck(file).index(0, Integer.MAX_VALUE, false);
            file.end();
        } catch (InternalError e) {
            throw new IOException("it was cut off or its disk failed while it was read", e);
        }
    }

    /**
     * @param ids what ids given out must be below; {@link Integer#MAX_VALUE} where they are the caller's own
     * @param walked whether its vectors lead a graph's search
     */
    private Checked index(int depth, long ids, boolean walked) {
        require(depth < DEEPEST, "its parts are nested too deep");
        String kind = file.letters();
        return switch (kind) {
            case "IxFI", "IxF2", "IxFl" -> flat(header(kind), walked);
            case "IxPq" -> productQuantized(header(kind));
            case "IxSQ" -> scalarQuantized(header(kind), walked);
            case "IHNf", "IHNp", "IHNs" -> graph(header(kind), depth);
            case "IwFl", "IwPQ", "IwSq" -> lists(header(kind), depth, ids);
            case "IxMp", "IxM2" -> idMap(header(kind), depth, ids);
            case "IxPT" -> transformed(header(kind), depth, ids);
            case "IxRF" -> refined(header(kind), depth);
            default -> throw new IllegalArgumentException("it is no index of a kind that mvq builds");
        };
    }

    private Checked header(String kind) {
        int dimension = file.whole();
        require(dimension > 0 && dimension <= MOST_DIMENSIONS, "it has " + dimension + " dimensions");
        long total = file.number();
        require(total >= 0 && total < Integer.MAX_VALUE, "it has " + Long.toUnsignedString(total) + " vectors");
        file.elements(2, Long.BYTES); // unused
        boolean trained = file.flag();
        require(trained || total == 0, "it holds vectors and was never trained");
        int metric = file.whole();
        require(metric == INNER_PRODUCT || metric == SQUARED_DISTANCE, "it compares vectors by measure " + metric);
        return new Checked(kind, dimension, total, trained);
    }

    private Checked flat(Checked header, boolean walked) {
        Elements values = file.elements(Float.BYTES).holding(header.total * header.dimension, "values");
        if (walked) {
            values.bounded();
        }
        return header;
    }

    private Checked productQuantized(Checked header) {
        int code = quantizers.product(header.dimension);
        file.elements(1).holding(header.total * code, "bytes of codes");
        require(file.whole() == 0, "it compares codes in a way that mvq does not");
        file.flag();
        file.whole();
        return header;
    }

    private Checked scalarQuantized(Checked header, boolean walked) {
        QuantizerCheck.Scalar codes = quantizers.scalar(header.dimension, header.trained);
        Elements all = file.elements(1).holding(header.total * codes.bytes(), "bytes of codes");
        if (walked) {
            codes.bounded(all);
        }
        return header;
    }

    private Checked graph(Checked header, int depth) {
        new GraphCheck(file).check((int) header.total);
        Checked storage = index(depth + 1, header.total, true);
        boolean fits = switch (header.kind) {
            case "IHNp" -> storage.kind.equals("IxPq");
            case "IHNs" -> storage.kind.equals("IxSQ");
            default -> storage.kind.startsWith("IxF");
        };
        require(fits, "its graph is over vectors of another kind");
        return agreeing(header, storage);
    }

    private Checked lists(Checked header, int depth, long ids) {
        long lists = file.number();
        require(lists > 0 && lists <= MOST_LISTS, "it has " + Long.toUnsignedString(lists) + " lists");
        file.number(); // nprobe
        Checked quantizer = index(depth + 1, lists, false);
        require(quantizer.dimension == header.dimension, "its lists are of other vectors");
        require(!header.trained || quantizer.total == lists, "it has " + quantizer.total + " lists");
        require(!file.flag(), "it has a map of its rows, which mvq does not build");
        file.elements(Long.BYTES).holding(0, "rows in a map");
        int code = switch (header.kind) {
            case "IwPQ" -> {
                file.flag(); // by residual
                yield sized(file.number(), quantizers.product(header.dimension));
            }
            case "IwSq" -> {
                int made = quantizers.scalar(header.dimension, header.trained).bytes();
                int said = sized(file.number(), made);
                file.flag(); // by residual
                yield said;
            }
            default -> header.dimension * Float.BYTES;
        };
        new ListsCheck(file).check(lists, code, header.total, ids);
        return header;
    }

    private static int sized(long said, int made) {
        require(said == made, "its codes have " + Long.toUnsignedString(said) + " bytes instead of " + made);
        return made;
    }

    private Checked idMap(Checked header, int depth, long ids) {
        Checked below = index(depth + 1, header.total, false);
        ids(file.elements(Long.BYTES).holding(header.total, "ids"), ids);
        return agreeing(header, below);
    }

    /** Every id is one that may be given out. */
    static void ids(Elements all, long below) {
        for (long i = 0; i < all.count(); i++) {
            long id = all.number(i);
            if (id < 0 || id >= below) {
                throw new IllegalArgumentException("it has the id " + id + ", which no row has");
            }
        }
    }

    private Checked transformed(Checked header, int depth, long ids) {
        int transforms = file.whole();
        require(transforms >= 0 && transforms <= MOST_TRANSFORMS, "it has " + transforms + " transforms");
        int dimension = header.dimension;
        for (int i = 0; i < transforms; i++) {
            dimension = quantizers.transform(dimension);
        }
        Checked below = index(depth + 1, ids, false);
        return agreeing(new Checked(header.kind, dimension, header.total, header.trained), below, header);
    }

    private Checked refined(Checked header, int depth) {
        agreeing(header, index(depth + 1, header.total, false));
        agreeing(header, index(depth + 1, header.total, false));
        float factor = file.real();
        require(factor >= 1 && factor <= MOST_REFINED, "it refines " + factor + " times what is asked for");
        return header;
    }

    private static Checked agreeing(Checked header, Checked part) {
        return agreeing(header, part, header);
    }

    private static Checked agreeing(Checked wanted, Checked part, Checked result) {
        require(
                part.dimension == wanted.dimension && part.total == wanted.total,
                "its parts are of " + wanted.total + " vectors of " + wanted.dimension + " dimensions, and of "
                        + part.total + " of " + part.dimension);
        return result;
    }
}
