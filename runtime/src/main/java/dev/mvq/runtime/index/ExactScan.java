package dev.mvq.runtime.index;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Scores every eligible row, on all cores. */
final class ExactScan {
    /** Rows a task scores: small enough to share out a small store, large enough to not be noticed. */
    private static final int CHUNK = 8192;

    private ExactScan() {}

    private record Chunk(SegmentSearch search, int from, int to) {}

    /** The best of the eligible rows. */
    static TopHits run(List<SegmentSearch> searches, List<SubjectVector> on, Supplier<TopHits> empty) {
        for (SegmentSearch search : searches) {
            on.forEach(vector -> search.segment().matrix(vector.modality()).prepare(search.eligible()));
        }
        List<Chunk> chunks = new ArrayList<>();
        for (SegmentSearch search : searches) {
            for (int from = 0; from < search.eligible().length(); from += CHUNK) {
                chunks.add(new Chunk(
                        search, from, Math.min(from + CHUNK, search.eligible().length())));
            }
        }
        return chunks.parallelStream().collect(empty, (hits, chunk) -> scan(chunk, on, hits), TopHits::merge);
    }

    private static void scan(Chunk chunk, List<SubjectVector> on, TopHits hits) {
        int segment = chunk.search().number();
        new RowScorer(chunk.search().segment(), on)
                .score(
                        chunk.search().eligible(),
                        chunk.from(),
                        chunk.to(),
                        (row, similarity) -> hits.offer(segment, row, similarity));
    }
}
