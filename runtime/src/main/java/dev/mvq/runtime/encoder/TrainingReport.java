package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Modality;
import java.util.List;

/**
 * What a training came to.
 *
 * @param version of the encoders, under which the store keeps them
 * @param card where they come from
 * @param size of the networks
 * @param lines one an encoder, in order
 * @param notes what the user should know
 */
public record TrainingReport(String version, ModelCard card, EncoderSize size, List<Line> lines, List<String> notes) {
    public TrainingReport {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
    }

    /**
     * One encoder.
     *
     * @param trained whether it was trained; if not, all numbers are zeros and NaN
     * @param steps optimiser steps made
     * @param bestStep the one whose parameters are kept
     * @param lossBefore held-out loss before the first step
     * @param lossAfter held-out loss of what is kept
     * @param rows different rows learnt from
     * @param heldOut different rows held out
     */
    public record Line(
            Modality modality,
            boolean trained,
            int steps,
            int bestStep,
            double lossBefore,
            double lossAfter,
            int rows,
            int heldOut) {
        static Line of(TrainedEncoders.Line line) {
            return new Line(
                    line.modality(),
                    true,
                    line.steps(),
                    line.outcome().bestStep(),
                    line.outcome().firstLoss(),
                    line.outcome().bestLoss(),
                    line.counts().learnt(),
                    line.counts().held());
        }

        static Line untrained(Modality modality) {
            return new Line(modality, false, 0, 0, Double.NaN, Double.NaN, 0, 0);
        }
    }
}
