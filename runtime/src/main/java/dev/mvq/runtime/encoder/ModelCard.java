package dev.mvq.runtime.encoder;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What parameters are worth knowing by: on what they were trained, through which date, and how it went.
 *
 * @param name a word for the parameters, such as {@code encoders-v1} or {@code untrained}
 * @param sources what they were trained on, one line a source
 * @param through last date of the training data, ISO, or empty when untrained
 * @param seed seed of the starting values and of all sampling
 * @param rows contract-days trained on
 * @param steps optimiser steps, per modality
 * @param loss loss on held-out rows at the end, per modality: contrastive plus weighted read-outs
 * @param noise mean of one less the cosine of a row's embeddings in two looks at it, per modality; empty where that was not measured
 * @param notes anything else, one line each
 */
public record ModelCard(
        String name,
        List<String> sources,
        String through,
        long seed,
        long rows,
        Map<String, Integer> steps,
        Map<String, Double> loss,
        Map<String, Double> noise,
        List<String> notes) {
    /** Copies, in an order that is the same in every run: equal cards are equal bytes. */
    public ModelCard {
        sources = List.copyOf(sources);
        steps = Collections.unmodifiableMap(new TreeMap<>(steps));
        loss = Collections.unmodifiableMap(new TreeMap<>(loss));
        // A card of before this was measured has none.
        TreeMap<String, Double> measured = new TreeMap<>(Objects.requireNonNullElse(noise, Map.of()));
        measured.values().removeIf(Objects::isNull);
        noise = Collections.unmodifiableMap(measured);
        notes = List.copyOf(notes);
    }

    /** The card of parameters that have only been started. */
    static ModelCard untrained(long seed) {
        return new ModelCard("untrained", List.of(), "", seed, 0, Map.of(), Map.of(), Map.of(), List.of());
    }

    /** Whether any training took place. */
    public boolean trained() {
        return !steps.isEmpty();
    }
}
