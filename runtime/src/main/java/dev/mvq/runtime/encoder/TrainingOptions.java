package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.Modality;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How encoders are trained.
 *
 * @param seed seed of the starting values and of all sampling
 * @param steps optimiser steps of each modality
 * @param batch contract-days of a step; each is seen in two views
 * @param learningRate highest learning rate of Adam, reached after the warm-up and followed by a cosine to a hundredth
 * @param temperature of the contrastive softmax
 * @param readOut weight of the read-outs' squared error beside the contrastive loss
 * @param alike weight of keeping near those of other underlyings whose targets are near
 */
public record TrainingOptions(
        long seed,
        Map<Modality, Integer> steps,
        int batch,
        double learningRate,
        double temperature,
        double readOut,
        double alike) {
    /** Copies and checks. */
    public TrainingOptions {
        steps = Map.copyOf(steps);
        if (batch < 2 || learningRate <= 0 || temperature <= 0 || readOut < 0 || alike < 0) {
            throw new IllegalArgumentException("batch, learning rate and temperature must be positive");
        }
    }

    /** What the shipped parameters are trained with: about twenty minutes on a quiet machine of two cores. */
    public static TrainingOptions standard(long seed) {
        Map<Modality, Integer> steps = new EnumMap<>(Modality.class);
        steps.put(Modality.PRICE, 1000);
        steps.put(Modality.GREEKS, 2400);
        steps.put(Modality.MICROSTRUCTURE, 1600);
        steps.put(Modality.TECHNICAL, 2400);
        steps.put(Modality.FUSED, 1300);
        return new TrainingOptions(seed, steps, 320, 2e-3, 0.06, 1, 0.7);
    }

    /** The same with every number of steps multiplied, and at least one. */
    public TrainingOptions scaled(double factor) {
        Map<Modality, Integer> scaled = new EnumMap<>(Modality.class);
        steps.forEach((modality, count) -> scaled.put(modality, Math.max(1, (int) Math.round(count * factor))));
        return new TrainingOptions(seed, scaled, batch, learningRate, temperature, readOut, alike);
    }

    /** The same with another number of steps of a modality. */
    TrainingOptions with(Modality modality, int count) {
        Map<Modality, Integer> changed = new EnumMap<>(steps);
        changed.put(modality, count);
        return new TrainingOptions(seed, changed, batch, learningRate, temperature, readOut, alike);
    }

    /** All of it in an order that is always the same. */
    String text() {
        return "seed %d, steps %s, batch %d, learning rate %s, temperature %s, read-out %s, alike %s"
                .formatted(seed, new TreeMap<>(steps), batch, learningRate, temperature, readOut, alike);
    }
}
