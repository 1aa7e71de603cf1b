package dev.mvq.runtime.jfaiss;

import dev.mvq.runtime.jfaiss.IndexFileCursor.Elements;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What a file of {@code IVF<n>,PQ<m>} says: every row's list and code, and how near they are to it. */
final class ListsOfCodes {
    private static final int CODES = 256;

    private final int dimension;
    private final int parts;
    private final Elements lists;
    private final Elements centroids;
    private final Map<Long, Row> rows = new HashMap<>();

    /** Where a row was put. */
    record Row(int list, byte[] code) {}

    private ListsOfCodes(IndexFileCursor file) {
        file.letters();
        this.dimension = file.whole();
        file.number();
        file.elements(2, Long.BYTES);
        file.flag();
        file.whole();
        int count = (int) file.number();
        file.number();
        file.letters(); // the quantiser, flat
        file.whole();
        file.number();
        file.elements(2, Long.BYTES);
        file.flag();
        file.whole();
        this.lists = file.elements(Float.BYTES);
        file.flag();
        file.elements(Long.BYTES);
        file.flag(); // by residual
        file.number();
        file.number();
        this.parts = (int) file.number();
        file.number();
        this.centroids = file.elements(Float.BYTES);
        file.letters();
        file.number();
        file.number();
        rows(file, sizes(file, count));
    }

    static ListsOfCodes of(FaissIndex index, Path file, Arena arena) throws IOException {
        index.write(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new ListsOfCodes(
                    new IndexFileCursor(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)));
        }
    }

    private static long[] sizes(IndexFileCursor file, int count) {
        long[] sizes = new long[count];
        boolean sparse = file.letters().equals("sprs");
        Elements said = file.elements(Long.BYTES);
        for (int i = 0; i < said.count(); i += sparse ? 2 : 1) {
            sizes[sparse ? (int) said.number(i) : i] = said.number(sparse ? i + 1 : i);
        }
        return sizes;
    }

    private void rows(IndexFileCursor file, long[] sizes) {
        for (int list = 0; list < sizes.length; list++) {
            Elements codes = file.elements(sizes[list], parts);
            Elements ids = file.elements(sizes[list], Long.BYTES);
            for (int i = 0; i < sizes[list]; i++) {
                byte[] code = codes.at().asSlice((long) i * parts, parts).toArray(ValueLayout.JAVA_BYTE);
                rows.put(ids.number(i), new Row(list, code));
            }
        }
    }

    boolean has(long id) {
        return rows.containsKey(id);
    }

    Row row(long id) {
        return Objects.requireNonNull(rows.get(id), () -> "no row " + id);
    }

    int size() {
        return rows.size();
    }

    /** Inner product of a vector and a list's centroid. */
    double similarity(float[] vectors, int row, int list) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
            sum += (double) vectors[row * dimension + k] * real(lists, list * dimension + k);
        }
        return sum;
    }

    /** Square distance of a part of a vector's residual and a code's centroid. */
    double distance(float[] vectors, int row, int list, int part, byte code) {
        int length = dimension / parts;
        double sum = 0;
        for (int k = 0; k < length; k++) {
            int at = part * length + k;
            float residual = vectors[row * dimension + at] - real(lists, list * dimension + at);
            double away = residual - real(centroids, (part * CODES + Byte.toUnsignedInt(code)) * length + k);
            sum += away * away;
        }
        return sum;
    }

    private static float real(Elements values, int at) {
        return Float.intBitsToFloat(values.whole(at));
    }
}
