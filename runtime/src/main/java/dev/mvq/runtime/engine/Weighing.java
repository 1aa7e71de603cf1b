package dev.mvq.runtime.engine;

/** Where the weights of a question's modalities come from. */
public enum Weighing {
    /** From the question. */
    GIVEN,
    /** From {@code SET weighting}: the question names several modalities and gives none of them a weight. */
    NAMED,
    /** From the subject: {@code ON AUTO}. */
    AUTO
}
