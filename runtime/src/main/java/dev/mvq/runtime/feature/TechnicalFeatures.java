package dev.mvq.runtime.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Technical indicators: those of the underlying over its last 260 sessions, then those of the contract's own mid and where it stands (NaN for
 * stocks). An indicator of n sessions is NaN on a shorter history.
 */
public final class TechnicalFeatures {
    /** Features of a row. */
    public static final int COUNT = UnderlyingIndicators.COUNT + ContractIndicators.COUNT;

    private TechnicalFeatures() {}

    /** The features in order. */
    public static List<Feature> schema() {
        List<Feature> features = new ArrayList<>(UnderlyingIndicators.schema());
        features.addAll(ContractIndicators.schema());
        return features;
    }

    /** The features' names in order. */
    public static List<String> names() {
        return schema().stream().map(Feature::name).toList();
    }

    static void fillStock(float[] indicators, float[] to, int offset) {
        System.arraycopy(indicators, 0, to, offset, UnderlyingIndicators.COUNT);
        Arrays.fill(to, offset + UnderlyingIndicators.COUNT, offset + COUNT, Float.NaN);
    }

    static void fill(UnderlyingWindow underlying, float[] indicators, ContractWindow contract, float[] to, int offset) {
        System.arraycopy(indicators, 0, to, offset, UnderlyingIndicators.COUNT);
        ContractIndicators.fill(underlying, contract, to, offset + UnderlyingIndicators.COUNT);
    }
}
