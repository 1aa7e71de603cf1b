package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoftNeighboursTest {
    private static final int COUNT = 30;

    /** Example i lies at i; even ones are of one underlying, odd ones of another. */
    private final SoftNeighbours neighbours =
            neighbours(IntStream.range(0, COUNT).map(i -> i % 2).toArray());

    private static SoftNeighbours neighbours(int... names) {
        float[] targets = new float[2 * COUNT];
        for (int i = 0; i < COUNT; i++) {
            targets[2 * i] = i;
            targets[2 * i + 1] = Float.NaN;
        }
        return new SoftNeighbours(targets, new float[] {1f, 5f}, names);
    }

    @Test
    void the_shares_of_a_row_sum_to_one_and_go_to_other_underlyings_only() {
        assertEquals(COUNT, neighbours.rows());
        for (int i = 0; i < COUNT; i++) {
            double sum = 0;
            for (int j = 0; j < COUNT; j++) {
                float share = neighbours.shares()[i * COUNT + j];
                sum += share;
                assertTrue(i % 2 != j % 2 || share == 0, i + " " + j);
                assertEquals(i % 2 == j % 2 ? 0f : 1f, neighbours.allowed()[i * COUNT + j]);
            }
            assertEquals(1, sum, 1e-5);
        }
    }

    @Test
    void what_is_nearer_has_the_larger_share() {
        float[] shares = neighbours.shares();
        assertTrue(shares[10 * COUNT + 11] > shares[10 * COUNT + 13]);
        assertTrue(shares[10 * COUNT + 13] > shares[10 * COUNT + 21]);
    }

    @Test
    void a_batch_of_one_underlying_has_no_neighbours_to_learn_from() {
        SoftNeighbours alone = neighbours(new int[COUNT]);
        assertEquals(0, alone.rows());
        assertTrue(IntStream.range(0, COUNT * COUNT).allMatch(i -> alone.shares()[i] == 0));
    }
}
