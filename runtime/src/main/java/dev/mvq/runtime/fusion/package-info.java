/**
 * How the modalities of a question are weighed against each other: by a named weighting, or for the subject at hand. Weights only; who
 * scores rows with them is {@link dev.mvq.runtime.index}. A new kind of question is a constant of
 * {@link dev.mvq.runtime.fusion.Weighting}; what else tells how informative a modality is belongs into
 * {@link dev.mvq.runtime.fusion.Evidence}.
 */
@NullMarked
package dev.mvq.runtime.fusion;

import org.jspecify.annotations.NullMarked;
