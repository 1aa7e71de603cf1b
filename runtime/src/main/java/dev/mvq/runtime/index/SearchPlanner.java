package dev.mvq.runtime.index;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.vector.IndexFile;
import dev.mvq.runtime.vector.Segment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides for each segment whether its rows are all scored or indices propose. Under AUTO everything is scored where that is cheap, where
 * all rows above a threshold are asked for (only then are they counted), where conditions leave few rows, and where an index is missing or
 * flat: a flat index reads twice the bytes of the stored vectors to say the same.
 */
final class SearchPlanner {
    /** Multiplications that one core does in about 30 ms (measured: 95k rows of 256 in 18-25 ms). */
    static final long CHEAP = 40_000_000;

    /** Of a segment's rows, one in so many or fewer are scored without asking an index: a filtered graph finds them badly. */
    private static final int SELECTIVE = 32;

    private final SearchRequest request;
    private final RowFilter filter;
    private final long cheap;

    /** @param cheap multiplications up to which AUTO scores every row, {@link #CHEAP} */
    SearchPlanner(SearchRequest request, RowFilter filter, long cheap) {
        this.request = request;
        this.filter = filter;
        this.cheap = cheap;
    }

    /** The segments with eligible rows. */
    List<SegmentSearch> plan(List<Segment> segments) {
        List<SegmentSearch> scans = new ArrayList<>();
        long rows = 0;
        for (int i = 0; i < segments.size(); i++) {
            BitSet eligible = filter.eligible(segments.get(i));
            if (!eligible.isEmpty()) {
                scans.add(new SegmentSearch(i, segments.get(i), eligible, Map.of()));
                rows += eligible.cardinality();
            }
        }
        boolean all = rows * request.dimensions() <= cheap || request.wantsAll();
        return switch (request.using()) {
            case EXACT -> scans;
            case AUTO ->
                all ? scans : scans.stream().map(this::withIndicesIfWorth).toList();
            case IVF -> withIndices(scans, IndexShape.IVF, "IVF1024,PQ64");
            case HNSW -> withIndices(scans, IndexShape.HNSW, "HNSW32");
        };
    }

    /** A segment that was too small for such an index, beside one that has it, is scanned. */
    private List<SegmentSearch> withIndices(List<SegmentSearch> scans, IndexShape shape, String example) {
        boolean any = scans.stream().anyMatch(scan -> weighted().stream().allMatch(vector -> has(scan, vector, shape)));
        return scans.stream()
                .map(scan -> any && isSmall(scan) ? scan : withIndices(scan, shape, example))
                .toList();
    }

    private boolean isSmall(SegmentSearch scan) {
        return weighted().stream().allMatch(vector -> has(scan, vector, IndexShape.FLAT))
                && scan.segment().rows() <= IndexType.FLAT_ROWS;
    }

    private static boolean has(SegmentSearch scan, SubjectVector vector, IndexShape shape) {
        return scan.segment()
                .index(vector.modality())
                .filter(index -> IndexShape.of(index.factory()) == shape)
                .isPresent();
    }

    private SegmentSearch withIndicesIfWorth(SegmentSearch scan) {
        if ((long) scan.eligible().cardinality() * SELECTIVE <= scan.segment().rows()) {
            return scan;
        }
        Map<SubjectVector, IndexFile> indices = new LinkedHashMap<>();
        for (SubjectVector vector : weighted()) {
            Optional<IndexFile> index = scan.segment().index(vector.modality());
            if (index.isEmpty() || IndexShape.of(index.get().factory()) == IndexShape.FLAT) {
                return scan;
            }
            indices.put(vector, index.get());
        }
        return new SegmentSearch(scan.number(), scan.segment(), scan.eligible(), indices);
    }

    private SegmentSearch withIndices(SegmentSearch scan, IndexShape shape, String example) {
        Map<SubjectVector, IndexFile> indices = new LinkedHashMap<>();
        for (SubjectVector vector : weighted()) {
            Optional<IndexFile> built = scan.segment().index(vector.modality());
            indices.put(
                    vector,
                    built.filter(index -> IndexShape.of(index.factory()) == shape)
                            .orElseThrow(() -> missing(vector.modality(), shape, built, example)));
        }
        return new SegmentSearch(scan.number(), scan.segment(), scan.eligible(), indices);
    }

    /** A modality of weight 0 has no say in which rows are best. */
    private List<SubjectVector> weighted() {
        return request.weighted().toList();
    }

    private static MvqException missing(
            Modality modality, IndexShape shape, Optional<IndexFile> built, String example) {
        String has = built.map(index -> ": the one that was built is " + index.factory())
                .orElse("");
        return new MvqException(
                "there is no %s index of %s%s".formatted(shape.name().toUpperCase(Locale.ROOT), modality.word(), has),
                "BUILD INDEX ON %s TYPE '%s' builds one; USING EXACT needs none".formatted(modality.word(), example));
    }
}
