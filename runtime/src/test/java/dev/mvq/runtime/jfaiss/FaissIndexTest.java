package dev.mvq.runtime.jfaiss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaissIndexTest {
    private static final int DIMENSION = 32;
    private static final int ROWS = 4_000;
    private static final int K = 10;

    private static final int QUERIES = 50;

    /** Vectors of the same clusters as the queries, which come behind them. */
    private static final float[] DRAWN = NativeTest.clustered(1, ROWS + QUERIES, DIMENSION);

    private final float[] vectors = Arrays.copyOf(DRAWN, ROWS * DIMENSION);
    private final float[] queries = Arrays.copyOfRange(DRAWN, ROWS * DIMENSION, DRAWN.length);
    private FaissLibrary library;

    @BeforeEach
    void find_the_library() {
        library = NativeTest.library();
    }

    @Test
    void an_index_says_what_it_is() {
        try (FaissIndex index = build("IVF16,PQ8np")) {
            assertEquals(DIMENSION, index.dimension());
            assertEquals(ROWS, index.size());
            assertEquals("IVF16,PQ8", index.type());
            assertEquals(FaissKind.IVF, index.kind());
            assertEquals(16, index.lists());
        }
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, "HNSW32")) {
            assertEquals("HNSW32", index.type());
            assertEquals(FaissKind.HNSW, index.kind());
            assertEquals(0, index.size());
            assertTrue(index.trained());
        }
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, "IVF64_HNSW16,Flat")) {
            assertEquals("IVF64_HNSW16,Flat", index.type());
            assertFalse(index.trained());
        }
    }

    @Test
    void flat_finds_what_brute_force_finds_with_its_cosines() {
        try (FaissIndex index = build("Flat")) {
            FaissNeighbours found = index.search(queries, K, FaissSearchParameters.DEFAULT, FaissSelector.ALL);
            assertEquals(1.0, recall(found, all()));
            assertEquals(50, found.queries());
            assertEquals(cosine(0, found.ids()[0]), found.similarities()[0], 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HNSW32, 0, 64, 0.97",
        "'IVF32,Flat', 16, 0, 0.95",
        "'IVF32,PQ16np', 32, 0, 0.6",
        "'IVF32_HNSW16,Flat', 16, 32, 0.9"
    })
    void approximate_kinds_find_most_of_it(String type, int nprobe, int ef, double least) {
        try (FaissIndex index = build(type)) {
            FaissNeighbours found =
                    index.search(queries, K, new FaissSearchParameters(nprobe, ef, 0), FaissSelector.ALL);
            double recall = recall(found, all());
            assertTrue(recall >= least, type + " finds " + recall);
        }
    }

    @Test
    void looking_harder_finds_more() {
        try (FaissIndex index = build("IVF64,Flat")) {
            double little = recall(search(index, new FaissSearchParameters(1, 0, 0), FaissSelector.ALL), all());
            double much = recall(search(index, new FaissSearchParameters(64, 0, 0), FaissSelector.ALL), all());
            assertTrue(little < 0.99, "one list of 64 finds " + little);
            assertEquals(1.0, much);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Flat", "IVF16,Flat", "PCA24,IVF16,Flat", "PCA24,Flat", "HNSW32", "IVF16,PQ8np,RFlat", "SQfp16"})
    void only_selected_ids_answer(String type) {
        BitSet even = new BitSet();
        for (int i = 100; i < 3_000; i += 2) {
            even.set(i);
        }
        FaissSearchParameters hard = new FaissSearchParameters(16, 400, 40);
        try (FaissIndex index = build(type)) {
            FaissNeighbours byBits = search(index, hard, FaissSelector.of(even));
            assertTrue(Arrays.stream(byBits.ids()).allMatch(id -> id < 0 || even.get((int) id)), type);
            FaissNeighbours byRange = search(index, hard, new FaissSelector.Range(1_000, 1_200));
            assertTrue(Arrays.stream(byRange.ids()).allMatch(id -> id < 0 || (id >= 1_000 && id < 1_200)), type);
            if (!type.startsWith("PCA")) {
                assertTrue(recall(byBits, even) >= 0.95, type + " finds " + recall(byBits, even));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Flat", "HNSW16", "IVF16,Flat", "PCA24,Flat"})
    void ids_are_the_caller_s_own_and_selectors_speak_of_them(String type) {
        long[] ids = LongStream.range(0, ROWS).map(i -> 10 * i + 7).toArray();
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, type)) {
            index.train(vectors);
            index.addWithIds(vectors, ids);
            float[] query = Arrays.copyOfRange(vectors, 500 * DIMENSION, 501 * DIMENSION);
            FaissSearchParameters hard = new FaissSearchParameters(16, 100, 0);
            assertEquals(5_007, index.search(query, 1, hard, FaissSelector.ALL).ids()[0]);
            assertEquals(
                    5_007,
                    index.search(query, 1, hard, new FaissSelector.Range(5_000, 5_010))
                            .ids()[0]);
            BitSet only = new BitSet();
            only.set(5_007);
            assertEquals(
                    5_007, index.search(query, 3, hard, FaissSelector.of(only)).ids()[0]);
        }
    }

    @Test
    void places_that_cannot_be_filled_hold_minus_one() {
        try (FaissIndex index = build("Flat")) {
            FaissNeighbours found = search(index, FaissSearchParameters.DEFAULT, new FaissSelector.Range(5, 8));
            assertEquals(3, found.idsOf(0).length);
            assertEquals(-1, found.ids()[3]);
            FaissNeighbours none = search(index, FaissSearchParameters.DEFAULT, new FaissSelector.Bitmap(new long[0]));
            assertEquals(0, none.idsOf(0).length);
        }
    }

    @Test
    void no_queries_have_no_answers_and_an_empty_index_answers_nothing() {
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, "HNSW32")) {
            assertEquals(
                    0,
                    index.search(new float[0], K, FaissSearchParameters.DEFAULT, FaissSelector.ALL)
                            .queries());
            assertEquals(
                    0,
                    search(index, FaissSearchParameters.DEFAULT, FaissSelector.ALL)
                            .idsOf(0)
                            .length);
        }
    }

    @Test
    void a_type_that_does_not_suit_the_dimension_is_refused_with_faiss_s_words() {
        MvqException e = assertThrows(MvqException.class, () -> FaissIndex.create(library, 64, "IVF4,PQ7"));
        assertTrue(
                e.getMessage().startsWith("FAISS makes no index of type 'IVF4,PQ7' for 64 dimensions: "),
                e.getMessage());
        assertTrue(e.getMessage().contains("multiple of the number of subquantizers"), e.getMessage());
        MvqException unknown = assertThrows(MvqException.class, () -> FaissIndex.create(library, 64, "Flut"));
        assertTrue(unknown.getMessage().contains("could not parse index string Flut"), unknown.getMessage());
        assertTrue(unknown.remedy().contains("HNSW32"));
    }

    @Test
    void too_few_training_vectors_are_refused_with_faiss_s_words() {
        try (FaissIndex index = FaissIndex.create(library, DIMENSION, "IVF64,Flat")) {
            float[] few = Arrays.copyOf(vectors, 10 * DIMENSION);
            MvqException e = assertThrows(MvqException.class, () -> index.train(few));
            assertTrue(e.getMessage().contains("Number of training points (10) should be at least"), e.getMessage());
            MvqException untrained = assertThrows(MvqException.class, () -> index.addWithIds(few, NativeTest.ids(10)));
            assertTrue(untrained.getMessage().contains("is_trained"), untrained.getMessage());
        }
    }

    @Test
    void vectors_of_another_dimension_are_refused() {
        try (FaissIndex index = build("Flat")) {
            MvqException e = assertThrows(
                    MvqException.class,
                    () -> index.search(new float[33], K, FaissSearchParameters.DEFAULT, FaissSelector.ALL));
            assertTrue(e.getMessage().contains("32 dimensions"), e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> index.addWithIds(new float[32], new long[2]));
        }
    }

    @Test
    void a_k_of_nothing_is_refused_with_faiss_s_words() {
        try (FaissIndex index = build("Flat")) {
            MvqException e = assertThrows(
                    MvqException.class,
                    () -> index.search(queries, 0, FaissSearchParameters.DEFAULT, FaissSelector.ALL));
            assertTrue(e.getMessage().contains("k > 0"), e.getMessage());
        }
    }

    @Test
    void a_build_is_repeatable() {
        try (FaissIndex one = build("HNSW16");
                FaissIndex two = build("HNSW16")) {
            assertArrayEquals(
                    search(one, FaissSearchParameters.DEFAULT, FaissSelector.ALL)
                            .ids(),
                    search(two, FaissSearchParameters.DEFAULT, FaissSelector.ALL)
                            .ids());
        }
    }

    private FaissNeighbours search(FaissIndex index, FaissSearchParameters parameters, FaissSelector selector) {
        return index.search(queries, K, parameters, selector);
    }

    private FaissIndex build(String type) {
        FaissIndex index = FaissIndex.create(library, DIMENSION, type);
        index.train(vectors);
        index.addWithIds(vectors, NativeTest.ids(ROWS));
        return index;
    }

    /** Share of the true nearest among the selected that was found. */
    private double recall(FaissNeighbours found, BitSet among) {
        int hits = 0;
        for (int query = 0; query < found.queries(); query++) {
            double[] cosines = new double[ROWS];
            for (int row = among.nextSetBit(0); row >= 0; row = among.nextSetBit(row + 1)) {
                cosines[row] = cosine(query, row);
            }
            Set<Long> truth = new HashSet<>(among.stream()
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> -cosines[row]))
                    .limit(K)
                    .map(Integer::longValue)
                    .toList());
            truth.retainAll(Arrays.stream(found.idsOf(query)).boxed().toList());
            hits += truth.size();
        }
        return (double) hits / (K * found.queries());
    }

    private double cosine(int query, long row) {
        double sum = 0;
        for (int i = 0; i < DIMENSION; i++) {
            sum += (double) queries[query * DIMENSION + i] * vectors[(int) row * DIMENSION + i];
        }
        return sum;
    }

    private static BitSet all() {
        BitSet all = new BitSet();
        all.set(0, ROWS);
        return all;
    }
}
