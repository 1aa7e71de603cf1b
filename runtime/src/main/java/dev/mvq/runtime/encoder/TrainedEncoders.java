package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Modality;
import java.util.List;

/**
 * What training came to.
 *
 * @param parameters of all five encoders
 * @param lines a modality each, of those that were trained
 */
record TrainedEncoders(EncoderParameters parameters, List<Line> lines) {
    TrainedEncoders {
        lines = List.copyOf(lines);
    }

    /**
     * How one encoder was trained.
     *
     * @param steps optimiser steps made
     * @param outcome which were worth it, and the held-out loss before and after
     * @param counts examples learnt from and held out; directions taken out that told which fields a source lacks
     */
    record Line(Modality modality, int steps, Learning.Outcome outcome, TrainingState.Counts counts) {
        List<String> notes() {
            String losses = "%s: held-out loss %.3f before, %.3f after; %d examples learnt from, %d held out"
                    .formatted(
                            modality.word(), outcome.firstLoss(), outcome.bestLoss(), counts.learnt(), counts.held());
            return modality == Modality.FUSED
                    ? List.of(losses)
                    : List.of(
                            "%s: %d directions that told which fields a source lacks were taken out"
                                    .formatted(modality.word(), counts.erased()),
                            losses);
        }
    }
}
