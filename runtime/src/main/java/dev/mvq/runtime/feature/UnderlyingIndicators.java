package dev.mvq.runtime.feature;

import dev.mvq.runtime.feature.IndicatorSeries.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The technical indicators of an underlying's window: computed once per underlying and day. */
final class UnderlyingIndicators {
    private static final List<Definition> DEFINITIONS = definitions();

    static final int COUNT = DEFINITIONS.size();

    /** Sessions of which none may be missing, and the part of more that must be there. */
    private static final int WHOLE = 60;

    private static final double PART = 0.6;

    /**
     * An indicator by how it is computed.
     *
     * @param input what it needs to be known of each session
     * @param sessions how many sessions it needs; NaN on fewer. Of those beyond {@link #WHOLE} some may be missing
     * @param value its value at the last session, before it is brought within bounds by {@link Scaling#clip}
     */
    record Definition(Feature feature, Input input, int sessions, ToDoubleFunction<IndicatorSeries> value) {}

    private UnderlyingIndicators() {}

    static List<Feature> schema() {
        return DEFINITIONS.stream().map(Definition::feature).toList();
    }

    /** Values in the order of the schema. */
    static float[] compute(UnderlyingWindow window) {
        Map<Input, IndicatorSeries> series = series(window);
        float[] values = new float[COUNT];
        Arrays.fill(values, Float.NaN);
        for (int i = 0; i < COUNT; i++) {
            Definition definition = DEFINITIONS.get(i);
            IndicatorSeries of = series.get(definition.input());
            if (of != null && isLongEnough(of, definition.sessions())) {
                values[i] = Scaling.clip(definition.value().applyAsDouble(of));
            }
        }
        return values;
    }

    private static boolean isLongEnough(IndicatorSeries series, int sessions) {
        double bars = sessions <= WHOLE ? sessions : Math.max(WHOLE, PART * sessions);
        return series.span >= sessions && series.length() >= bars;
    }

    /** One series an input; inputs with the same sessions share it, closes apart, whose bars have no range. */
    private static Map<Input, IndicatorSeries> series(UnderlyingWindow window) {
        Map<Input, IndicatorSeries> series = new EnumMap<>(Input.class);
        IndicatorSeries volumes = new IndicatorSeries(window, Input.VOLUMES);
        series.put(Input.VOLUMES, volumes);
        boolean complete = volumes.length() == window.length;
        series.put(Input.RANGES, complete ? volumes : new IndicatorSeries(window, Input.RANGES));
        series.put(Input.CLOSES, complete ? volumes : new IndicatorSeries(window, Input.CLOSES));
        return series;
    }

    private static List<Definition> definitions() {
        List<Definition> all = new ArrayList<>();
        all.addAll(TrendIndicators.definitions());
        all.addAll(OscillatorIndicators.definitions());
        all.addAll(RangeIndicators.definitions());
        all.addAll(VolumeIndicators.definitions());
        all.addAll(VolatilityIndicators.definitions());
        return List.copyOf(all);
    }

    static Definition closes(String name, String description, int sessions, ToDoubleFunction<IndicatorSeries> value) {
        return new Definition(new Feature(name, description), Input.CLOSES, sessions, value);
    }

    static Definition ranges(String name, String description, int sessions, ToDoubleFunction<IndicatorSeries> value) {
        return new Definition(new Feature(name, description), Input.RANGES, sessions, value);
    }

    static Definition volumes(String name, String description, int sessions, ToDoubleFunction<IndicatorSeries> value) {
        return new Definition(new Feature(name, description), Input.VOLUMES, sessions, value);
    }
}
