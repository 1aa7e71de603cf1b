package dev.mvq.runtime.jfaiss;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

/**
 * A program of its own: damages index files and gives them to FAISS. A file that FAISS believes wrongly ends the process, and
 * whoever started it sees that.
 */
final class DamagedIndexFiles {
    static final List<String> KINDS = List.of(
            "Flat",
            "HNSW8",
            "HNSW8,SQ8",
            "IVF4,Flat",
            "IVF4,PQ4x4np",
            "IVF4,SQ6",
            "IVF4_HNSW4,SQfp16",
            "PQ4x4np",
            "SQ4",
            "PCA4,IVF4,Flat",
            "PCA4,HNSW8",
            "IVF4,PQ4x4np,RFlat");
    private static final int DIMENSION = 8;
    private static final int ROWS = 150;
    private static final long[] WORDS = {
        0,
        1,
        -1,
        7,
        255,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private DamagedIndexFiles() {}

    /** Folder, first seed, number of seeds; says at its end how many files were refused and how many searched. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        long first = Long.parseLong(args[1]);
        int refused = 0;
        int searched = 0;
        for (String kind : KINDS) {
            byte[] whole = built(folder, kind);
            for (long seed = first; seed < first + Long.parseLong(args[2]); seed++) {
                Files.writeString(folder.resolve("trying"), kind + ", seed " + seed);
                Path file = replace(folder.resolve("damaged.faiss"), damaged(whole, new Random(seed)));
                if (searches(file, seed % 2 == 0)) {
                    searched++;
                } else {
                    refused++;
                }
            }
        }
        System.out.println("refused " + refused + ", searched " + searched);
    }

    /** A new file each time: the one before may be mapped still. */
    private static Path replace(Path file, byte[] content) throws IOException {
        Path fresh = Files.write(file.resolveSibling("fresh"), content);
        return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] built(Path folder, String kind) throws IOException {
        float[] vectors = NativeTest.clustered(5, ROWS, DIMENSION);
        Path file = folder.resolve("whole.faiss");
        try (FaissIndex index = FaissIndex.create(FaissLibrary.system(), DIMENSION, kind)) {
            index.train(vectors);
            index.addWithIds(vectors, NativeTest.ids(ROWS));
            index.write(file);
        }
        return Files.readAllBytes(file);
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            // Most of what FAISS believes stands at the beginning.
            int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 600));
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> put(bytes, at, WORDS[random.nextInt(WORDS.length)]);
                default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at + 1) : bytes;
            }
        }
        return bytes;
    }

    private static void put(byte[] bytes, int at, long word) {
        byte[] little = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(word)
                .array();
        System.arraycopy(little, 0, bytes, at, Math.min(Long.BYTES, bytes.length - at));
    }

    private static boolean searches(Path file, boolean map) {
        try (FaissIndex index =
                map ? FaissIndex.map(FaissLibrary.system(), file) : FaissIndex.read(FaissLibrary.system(), file)) {
            float[] queries = NativeTest.clustered(6, 3, index.dimension());
            BitSet some = new BitSet();
            some.set(0, ROWS, true);
            some.clear(3, 40);
            for (FaissSelector selector : List.of(FaissSelector.ALL, FaissSelector.of(some))) {
                index.search(queries, 20, new FaissSearchParameters(4, 30, 0), selector);
                index.search(queries, 2, new FaissSearchParameters(0, 0, 0), selector);
            }
            return true;
        } catch (MvqException refused) {
            return false;
        }
    }
}
