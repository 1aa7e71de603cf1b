package dev.mvq.runtime.generation;

import java.time.Duration;
import java.util.List;

/**
 * What a run did.
 *
 * @param days days encoded now
 * @param rows rows encoded now
 * @param skipped days that were done already
 * @param empty days that have none of the rows asked for
 * @param generation name of the generation the root now points at
 * @param totalRows rows of that generation
 * @param tested years that passed their test
 * @param checkpoints years that now have a checkpoint
 * @param notes what the user should know about the indices
 * @param times where the time went
 */
public record GenerationReport(
        int days,
        long rows,
        int skipped,
        int empty,
        String generation,
        long totalRows,
        List<Integer> tested,
        List<Integer> checkpoints,
        List<String> notes,
        StageTimes times) {
    public GenerationReport {
        tested = List.copyOf(tested);
        checkpoints = List.copyOf(checkpoints);
        notes = List.copyOf(notes);
    }

    /**
     * Time by stage. Encoding is summed over workers, so it may exceed the total.
     *
     * @param reading canonical days from the archive
     * @param features windows into encoder inputs
     * @param encoding encoder inputs into embeddings
     * @param writing day folders
     * @param indexing filters, indices and root
     * @param total wall clock
     */
    public record StageTimes(
            Duration reading,
            Duration features,
            Duration encoding,
            Duration writing,
            Duration indexing,
            Duration total) {}
}
