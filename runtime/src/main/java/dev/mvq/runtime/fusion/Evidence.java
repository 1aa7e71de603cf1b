package dev.mvq.runtime.fusion;

import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.List;

/**
 * What is seen of a subject in each of its modalities: how alike the rows are that come nearest in any of them, and how alike rows are
 * that have nothing to do with each other.
 *
 * @param modalities those of the subject, each once
 * @param cosines {@code [modalities][candidates]} similarity of each candidate, -1..1; a candidate has all the modalities
 * @param typical by modality: mean cosine of random pairs
 * @param spread by modality: standard deviation of the cosine of random pairs
 * @param noise by modality: mean of one less the cosine of two looks at the same row, as the encoders' training measured it; NaN where
 *     that is not known
 */
public record Evidence(
        List<Modality> modalities, double[][] cosines, double[] typical, double[] spread, double[] noise) {
    /** Stored numbers are no finer. */
    private static final double LEAST_NOISE = 1e-4;

    /** Copies the list and checks the lengths. */
    public Evidence {
        modalities = List.copyOf(modalities);
        int count = modalities.size();
        if (cosines.length != count || typical.length != count || spread.length != count || noise.length != count) {
            throw new IllegalArgumentException("evidence is wanted of every modality");
        }
        for (double[] each : cosines) {
            if (each.length != cosines[0].length) {
                throw new IllegalArgumentException("every candidate is to be scored in every modality");
            }
        }
    }

    /** Whether the noise of all modalities is known. */
    boolean knowsNoise() {
        return Arrays.stream(noise).allMatch(each -> each >= 0);
    }

    /** One over the noise of each modality. */
    double[] steadiness() {
        return Arrays.stream(noise).map(each -> 1 / Math.max(LEAST_NOISE, each)).toArray();
    }

    /** One over the spread of each modality; 0 where nothing varies. */
    double[] narrowness() {
        return Arrays.stream(spread)
                .map(each -> each > 0 && Double.isFinite(each) ? 1 / each : 0)
                .toArray();
    }

    /** Number of candidates. */
    int candidates() {
        return cosines.length == 0 ? 0 : cosines[0].length;
    }

    /** How many standard deviations of random pairs a candidate stands out in a modality; 0 at least, and where nothing varies. */
    double standsOut(int modality, int candidate) {
        double out = (cosines[modality][candidate] - typical[modality]) / spread[modality];
        return out > 0 && Double.isFinite(out) ? out : 0;
    }

    /** How far a candidate is from the subject in a modality, in standard deviations of random pairs; 0 where nothing varies. */
    double distance(int modality, int candidate) {
        double distance = (1 - cosines[modality][candidate]) / spread[modality];
        return distance > 0 && Double.isFinite(distance) ? distance : 0;
    }
}
