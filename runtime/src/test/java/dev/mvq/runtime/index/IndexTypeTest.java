package dev.mvq.runtime.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | Flat",
                "1 | Flat",
                "100000 | Flat",
                "100001 | HNSW32",
                "4000000 | HNSW32",
                "4000001 | IVF1024,PQ64np"
            })
    void the_size_chooses_the_type(long vectors, String factory) {
        assertEquals(factory, IndexType.of(Optional.empty(), vectors).factory());
    }

    @Test
    void what_is_asked_for_is_taken_where_there_are_enough_vectors() {
        IndexType type = IndexType.of(Optional.of("IVF1024,PQ64"), 39_936);
        assertEquals(new IndexType("IVF1024,PQ64", 1024, List.of()), type);
    }

    @Test
    void fewer_lists_are_taken_and_told_where_there_are_too_few_vectors() {
        IndexType type = IndexType.of(Optional.of("OPQ64,IVF1024_HNSW32,PQ64"), 12_000);
        assertEquals("OPQ64,IVF256_HNSW32,PQ64", type.factory());
        assertEquals(256, type.lists());
        assertEquals(
                List.of("IVF1024 wants 39,936 training vectors and there are 12,000: 256 lists were taken"),
                type.notes());
        assertEquals("IVF1,Flat", IndexType.of(Optional.of("IVF64,Flat"), 5).factory());
    }

    @Test
    void too_few_vectors_to_learn_codes_of_are_kept_whole_and_it_is_told() {
        IndexType type = IndexType.of(Optional.of("IVF1024,PQ64"), 255);
        assertEquals("Flat", type.factory());
        assertEquals(
                List.of("IVF1024,PQ64 wants 256 training vectors and there are 255: Flat was taken, which needs none"),
                type.notes());
        assertEquals("PQ64", IndexType.of(Optional.of("PQ64"), 256).factory());
        assertEquals("PQ32x4", IndexType.of(Optional.of("PQ32x4"), 16).factory());
        assertEquals("Flat", IndexType.of(Optional.of("OPQ8,PQ8x12"), 4_095).factory());
    }

    @Test
    void a_type_without_lists_stays_as_it_is() {
        assertEquals("HNSW16", IndexType.of(Optional.of("HNSW16"), 10).factory());
        assertEquals("nonsense", IndexType.of(Optional.of("nonsense"), 10).factory());
    }
}
