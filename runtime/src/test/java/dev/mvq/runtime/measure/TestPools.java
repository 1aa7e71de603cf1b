package dev.mvq.runtime.measure;

import dev.mvq.runtime.feature.FeatureBatch;
import dev.mvq.runtime.feature.PriceFeatures;
import dev.mvq.runtime.market.Modality;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Pools of rows without features but for returns, where asked for: one row an underlying and session, with a view each. */
final class TestPools {
    private TestPools() {}

    /** So many sessions, from 2007-01-01 on, of so many underlyings. */
    static Pool pool(int sessions, int underlyings) {
        int rows = sessions * underlyings;
        List<Pool.Place> places = IntStream.range(0, rows)
                .mapToObj(row -> {
                    int session = row / underlyings;
                    LocalDate date = LocalDate.of(2007, 1, 1).plusDays(session * 7L / 5);
                    return new Pool.Place(date, session, "U" + row % underlyings, "test");
                })
                .toList();
        EnumMap<Quantity, double[]> facts = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            double[] values = new double[rows];
            Arrays.fill(values, Double.NaN);
            facts.put(quantity, values);
        }
        FeatureBatch none = new FeatureBatch(
                rows, new float[0], new float[0], new float[0], new float[0], new byte[rows], new short[rows]);
        int[] all = IntStream.range(0, rows).toArray();
        List<Optional<SourceForm>> forms = IntStream.range(0, rows)
                .mapToObj(row -> Optional.of(row % 3 == 0 ? SourceForm.CHAINS : SourceForm.HISTORIES))
                .toList();
        return new Pool("test", none, places, facts, all, all, none, none, forms);
    }

    /** The pool with returns that swing once over the window, begun at each row's phase, 0..1. */
    static Pool swinging(Pool pool, double[] phases) {
        int at = PriceFeatures.names().indexOf("underlying_return");
        float[] price = new float[phases.length * PriceFeatures.SESSIONS * PriceFeatures.COUNT];
        for (int row = 0; row < phases.length; row++) {
            for (int session = 0; session < PriceFeatures.SESSIONS; session++) {
                double turn = 2 * Math.PI * (phases[row] + (double) session / PriceFeatures.SESSIONS);
                price[(row * PriceFeatures.SESSIONS + session) * PriceFeatures.COUNT + at] = (float) Math.cos(turn);
            }
        }
        FeatureBatch none = pool.rows();
        FeatureBatch rows = new FeatureBatch(
                none.size(),
                price,
                none.greeks(),
                none.microstructure(),
                none.technical(),
                none.present(),
                none.historySessions());
        return new Pool(
                pool.market(),
                rows,
                pool.places(),
                pool.facts(),
                pool.subjects(),
                pool.blocks(),
                pool.views(),
                pool.stale(),
                pool.forms());
    }

    static Trial trial(Pool pool, Modality modality, Workers workers) {
        int[] all = IntStream.range(0, pool.places().size()).toArray();
        return new Trial(pool, modality, all, all, MeasureOptions.QUICK, workers);
    }

    static Task.Judged judged(Trial trial, Vectors vectors) {
        Search search = new Search(vectors.pool(), vectors.width(), trial.rows(), Likeness.COSINE, trial.workers());
        return new Task.Judged("tested", vectors, search);
    }

    /** Points on half a circle, so that the cosine falls with the difference of the values, 0..1. */
    static float[] circle(double[] values) {
        float[] points = new float[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            points[2 * i] = (float) Math.cos(Math.PI * values[i]);
            points[2 * i + 1] = (float) Math.sin(Math.PI * values[i]);
        }
        return points;
    }

    static Vectors same(float[] values, int width) {
        return new Vectors(width, values, values.clone());
    }

    /** The figure of a measure. */
    static double figure(List<Task.Finding> findings, String measure) {
        return findings.stream()
                .filter(finding -> finding.measure().equals(measure))
                .findFirst()
                .orElseThrow()
                .sample()
                .figure();
    }
}
