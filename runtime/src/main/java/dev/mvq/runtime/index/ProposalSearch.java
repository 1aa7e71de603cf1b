package dev.mvq.runtime.index;

import dev.mvq.runtime.jfaiss.FaissIndex;
import dev.mvq.runtime.jfaiss.FaissSearchParameters;
import dev.mvq.runtime.jfaiss.FaissSelector;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.vector.IndexFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets each asked modality's index propose rows, scores them exactly on all modalities, and doubles the depth until the
 * best rows stay the same. Where that goes so deep that scoring every row costs no more, every row is scored.
 */
final class ProposalSearch {
    private static final int LEAST_DEPTH = 64;
    private static final int PROPOSALS_PER_ROW = 4;

    /** Share of the eligible rows beyond which proposals are given up: one in so many. */
    private static final int GIVE_UP = 4;

    private final SearchRequest request;
    private final OpenIndices indices;
    private final List<SegmentSearch> searches;
    private final Supplier<TopHits> empty;
    private final List<BitSet> proposed = new ArrayList<>();
    private final long eligible;

    private TopHits hits;
    private int rounds;
    private int depth;

    /** @param searches segments whose indices propose */
    ProposalSearch(SearchRequest request, OpenIndices indices, List<SegmentSearch> searches, Supplier<TopHits> empty) {
        this.request = request;
        this.indices = indices;
        this.searches = searches;
        this.empty = empty;
        this.hits = empty.get();
        searches.forEach(search -> proposed.add(new BitSet(search.segment().rows())));
        this.eligible = searches.stream()
                .mapToLong(search -> search.eligible().cardinality())
                .sum();
    }

    /** The best rows found. */
    TopHits run() {
        int perRow = request.parameters().refine() > 0
                ? request.parameters().refine()
                : PROPOSALS_PER_ROW * request.on().size();
        int next = Math.max(LEAST_DEPTH, Math.multiplyExact(request.wanted(), perRow));
        List<Candidate> before = List.of();
        while (true) {
            depth = next;
            if (tooDeep()) {
                return scanAll();
            }
            round();
            List<Candidate> now = hits.best();
            if (scored() == eligible || settled(before, now)) {
                return hits;
            }
            before = now;
            next = 2 * depth;
        }
    }

    /** Rows scored exactly so far. */
    long scored() {
        return proposed.stream().mapToLong(BitSet::cardinality).sum();
    }

    int rounds() {
        return rounds;
    }

    int depth() {
        return depth;
    }

    /** An index may find fewer than there are (filtered graphs do): then it is asked for more, and in the end all rows are scored. */
    private boolean settled(List<Candidate> before, List<Candidate> now) {
        boolean enough = now.size() >= request.wanted() || request.threshold().isPresent();
        return rounds > 1 && enough && now.equals(before);
    }

    private boolean tooDeep() {
        return (long) depth * request.on().size() * searches.size() * GIVE_UP > eligible;
    }

    private TopHits scanAll() {
        for (int i = 0; i < searches.size(); i++) {
            proposed.get(i).or(searches.get(i).eligible());
        }
        hits = ExactScan.run(searches, request.on(), empty);
        return hits;
    }

    /** What one index proposed. */
    private record Proposal(int search, long[] ids) {}

    private record Asked(int search, SubjectVector vector, IndexFile index) {}

    private void round() {
        rounds++;
        List<Asked> all = new ArrayList<>();
        for (int i = 0; i < searches.size(); i++) {
            for (Map.Entry<SubjectVector, IndexFile> index :
                    searches.get(i).indices().entrySet()) {
                all.add(new Asked(i, index.getKey(), index.getValue()));
            }
        }
        List<Proposal> proposals = all.parallelStream().map(this::propose).toList();
        List<BitSet> fresh = fresh(proposals);
        for (int i = 0; i < searches.size(); i++) {
            score(searches.get(i), fresh.get(i));
            proposed.get(i).or(fresh.get(i));
        }
    }

    private Proposal propose(Asked asked) {
        SegmentSearch search = searches.get(asked.search());
        FaissIndex index = indices.get(search.segment(), asked.index());
        // Where rows may lack modalities, as many may be eligible as the index has and be others.
        FaissSelector selector = !request.allowMissing() && search.eligible().cardinality() == index.size()
                ? FaissSelector.ALL
                : FaissSelector.of(search.eligible());
        return new Proposal(
                asked.search(),
                index.search(asked.vector().vector(), depth, effort(index), selector)
                        .idsOf(0));
    }

    /** Deeper rounds also look wider, or they would only see more of the same lists. */
    private FaissSearchParameters effort(FaissIndex index) {
        int lists = index.lists();
        int nprobe = request.parameters().nprobe();
        if (nprobe == 0 && lists > 0) {
            nprobe = Math.min(lists, Math.max(8, lists / 32) << Math.min(rounds - 1, 20));
        }
        int ef = Math.max(request.parameters().ef(), Math.max(LEAST_DEPTH, depth));
        return new FaissSearchParameters(Math.min(nprobe, Math.max(lists, 0)), ef, 0);
    }

    private List<BitSet> fresh(List<Proposal> proposals) {
        List<BitSet> fresh = new ArrayList<>();
        searches.forEach(search -> fresh.add(new BitSet(search.segment().rows())));
        for (Proposal proposal : proposals) {
            SegmentSearch search = searches.get(proposal.search());
            for (long id : proposal.ids()) {
                if (id >= search.segment().rows()) {
                    throw new MvqException(
                            "an index of " + search.segment().days().getFirst().date() + " proposes row " + id
                                    + ", which its segment does not have",
                            "BUILD INDEX builds it anew");
                }
                fresh.get(proposal.search()).set((int) id);
            }
        }
        for (int i = 0; i < fresh.size(); i++) {
            fresh.get(i).andNot(proposed.get(i));
            // Asked for all it has, an index of wrong ids could propose rows that the conditions leave out.
            fresh.get(i).and(searches.get(i).eligible());
        }
        return fresh;
    }

    private void score(SegmentSearch search, BitSet rows) {
        request.on()
                .forEach(vector -> search.segment().matrix(vector.modality()).prepare(rows));
        new RowScorer(search.segment(), request.on())
                .score(rows, 0, rows.length(), (row, similarity) -> hits.offer(search.number(), row, similarity));
    }
}
