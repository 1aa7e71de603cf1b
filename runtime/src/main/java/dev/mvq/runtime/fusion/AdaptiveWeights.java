package dev.mvq.runtime.fusion;

import java.util.Arrays;

/**
 * {@code ON AUTO}: weights of a subject's modalities by how informative each is for this subject, without labels and without training.
 *
 * <p>A modality is worth what it confirms. The other modalities together choose the candidate they find nearest, and the modality's
 * weight is the square of how far that row stands out from random pairs in it: Fisher's ratio of a class of one, {@code (c - µ)² / σ²}
 * (Duda, Hart and Stork 2001, 3.8.2). Query-adaptive fusion after Zheng et al. (CVPR 2015) asks each modality alone whether its score
 * curve falls steeply; but the curve of a stale input is as steep as ever and points at the wrong rows, so here the others are asked, who
 * need not be told what is wrong: noise, age and missing inputs all show as not confirming. One more round, in which the others choose by
 * the weights found so far, keeps one bad modality from choosing for the good ones. One row is thin evidence where rows are hard to tell
 * apart; then the choices differ, and the weights stay as much nearer to what they were before: one over each modality's noise from look
 * to look as the training of its encoder measured it, equal ones where it did not.
 *
 * <p>How finely a modality tells rows apart counts too: the weight is divided by how far, in its spread, the others' choice is from the
 * subject. Where that is the right row the distance is the noise of the modality, and cosines add up best by the inverse of their noise
 * (Cochran 1937): a cosine that moves by 0.1 from look to look must not drown one that moves by 0.001. How far the modality's own nearest
 * row is would say so for more subjects, and would trust a stale input that has its own day's row in the store more than any other.
 *
 * <p>Pure: equal evidence gives equal weights. Nothing in it was fitted to anything.
 */
public final class AdaptiveWeights {
    private static final int ROUNDS = 2;

    /** A row counts as this far at least, in spreads: one that is all but the subject must not take all of the weight. */
    private static final double SHARPEST = 0.02;

    /** Weights are whole multiples of 1 / this, so that what is printed is what is used. */
    private static final int STEPS = 100;

    private AdaptiveWeights() {}

    /**
     * A weight for each of the evidence's modalities, multiples of 0.01 that sum to 1; all the same within 0.01 where there are no
     * candidates.
     */
    public static double[] of(Evidence evidence) {
        return rounded(exact(evidence));
    }

    private static double[] exact(Evidence evidence) {
        int count = evidence.modalities().size();
        double[] before = evidence.knowsNoise() ? shares(evidence.steadiness()) : equal(count);
        double[] weights = evidence.knowsNoise() ? before : evidence.narrowness();
        for (int round = 0; round < ROUNDS && evidence.candidates() > 0; round++) {
            int[] choices = new int[count];
            double[] confirmed = new double[count];
            for (int m = 0; m < count; m++) {
                choices[m] = choiceOfOthers(evidence, weights, m);
                double out = evidence.standsOut(m, choices[m]);
                confirmed[m] = out * out / Math.max(SHARPEST, evidence.distance(m, choices[m]));
            }
            weights = trusted(confirmed, agreement(choices), before);
        }
        return evidence.candidates() == 0 ? equal(count) : weights;
    }

    /** As much of the weights as the choices agree, the rest as before; all as before where nothing was confirmed. */
    private static double[] trusted(double[] confirmed, double agreement, double[] before) {
        double[] weights = before.clone();
        double sum = Arrays.stream(confirmed).sum();
        for (int m = 0; sum > 0 && m < weights.length; m++) {
            weights[m] = agreement * confirmed[m] / sum + (1 - agreement) * weights[m];
        }
        return weights;
    }

    private static double[] shares(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }

    private static double[] equal(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return weights;
    }

    /** Part of the choices that fall on the row most often chosen. */
    private static double agreement(int[] choices) {
        long most = 0;
        for (int choice : choices) {
            most = Math.max(
                    most, Arrays.stream(choices).filter(each -> each == choice).count());
        }
        return (double) most / choices.length;
    }

    /** The candidate that all but one modality find nearest; of a subject with one modality its own. */
    private static int choiceOfOthers(Evidence evidence, double[] weights, int left) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int candidate = 0; candidate < evidence.candidates(); candidate++) {
            double similarity = 0;
            for (int m = 0; m < weights.length; m++) {
                similarity += m == left && weights.length > 1 ? 0 : weights[m] * evidence.cosines()[m][candidate];
            }
            if (similarity > most) {
                most = similarity;
                best = candidate;
            }
        }
        return best;
    }

    /** To whole steps with the sum kept: the largest remainders are rounded up. */
    private static double[] rounded(double[] weights) {
        int[] steps = new int[weights.length];
        double[] rest = new double[weights.length];
        int left = STEPS;
        for (int m = 0; m < weights.length; m++) {
            steps[m] = (int) Math.floor(STEPS * weights[m]);
            rest[m] = STEPS * weights[m] - steps[m];
            left -= steps[m];
        }
        for (; left > 0; left--) {
            int most = 0;
            for (int m = 1; m < rest.length; m++) {
                most = rest[m] > rest[most] ? m : most;
            }
            steps[most]++;
            rest[most] = -1;
        }
        return Arrays.stream(steps).mapToDouble(step -> (double) step / STEPS).toArray();
    }
}
