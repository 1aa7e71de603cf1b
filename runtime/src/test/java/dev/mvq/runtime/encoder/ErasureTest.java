package dev.mvq.runtime.encoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ErasureTest {
    @Test
    void principal_directions_are_orthonormal_and_come_by_how_much_they_explain() {
        List<double[]> found = Erasure.principal(
                List.of(new double[] {3, 0, 0}, new double[] {-3, 0.1, 0}, new double[] {0, 1, 0}), 3);
        assertEquals(2, found.size());
        assertEquals(1, Math.abs(found.get(0)[0]), 1e-2);
        assertEquals(1, Math.abs(found.get(1)[1]), 1e-2);
        assertEquals(1, dot(found.get(0), found.get(0)), 1e-9);
        assertEquals(1, dot(found.get(1), found.get(1)), 1e-9);
        assertEquals(0, dot(found.get(0), found.get(1)), 1e-9);
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    @Test
    void no_difference_has_no_direction() {
        assertTrue(Erasure.principal(List.of(new double[3], new double[3]), 3).isEmpty());
    }
}
