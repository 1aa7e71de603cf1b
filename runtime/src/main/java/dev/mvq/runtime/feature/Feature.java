package dev.mvq.runtime.feature;

/**
 * One number the encoders see.
 *
 * @param name lower-case word, unique within its modality
 * @param description what it is, and the transform that bounds it
 */
public record Feature(String name, String description) {}
