package dev.mvq.runtime.encoder;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;

/** What one network learns from: batches of examples, noisy views of them, and what should be readable from their embeddings. */
interface Examples {
    /** How to sample batches. */
    Sampler sampler();

    /** A noisy view of the examples, as the network's inputs. */
    NDList view(NDManager manager, int[] examples, SplittableRandom random);

    /** The examples as they are, as the network's inputs. */
    NDList plain(NDManager manager, int[] examples);

    /** The examples as another moment of the same day would show them: disturbed, nothing lacking. */
    NDList disturbed(NDManager manager, int[] examples, SplittableRandom random);

    /** The examples as they are, without fields that some source lacks. */
    NDList lacking(NDManager manager, int[] examples, SplittableRandom random);

    /** Numbers a linear read-out should find, {@code [examples, targetWidth]}, about unit variance; NaN where unknown. */
    float[] targets(int[] examples);

    /** Numbers to read out of an example. */
    int targetWidth();

    /** How much each number's squared error counts, {@code [targetWidth]}. */
    float[] weights();

    /** How much each number counts in what makes examples of different underlyings alike, {@code [targetWidth]}. */
    float[] likeness();
}
