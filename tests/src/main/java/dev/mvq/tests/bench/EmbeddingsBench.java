package dev.mvq.tests.bench;

import dev.mvq.runtime.encoder.MeasureEmbeddings;

/** What the shipped encoders are worth beside raw features and principal components. */
public final class EmbeddingsBench {
    private EmbeddingsBench() {}

    /** Prints a Markdown table to stdout. */
    public static void main(String[] arguments) {
        System.exit(new MeasureEmbeddings(System.out).run(arguments));
    }
}
