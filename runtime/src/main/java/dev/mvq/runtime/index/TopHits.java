package dev.mvq.runtime.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps the best of the candidates offered to it. Not safe for use by several threads: each has its own, merged at the end. */
abstract sealed class TopHits {
    final int limit;
    final CandidateOrder order;
    private final double least;

    private TopHits(int limit, OptionalDouble threshold, CandidateOrder order) {
        this.limit = limit;
        this.order = order;
        this.least = threshold.orElse(Double.NEGATIVE_INFINITY);
    }

    static TopHits of(SearchRequest request, CandidateOrder order) {
        return request.distinct()
                .<TopHits>map(distinct -> new OfEach(request.wanted(), request.threshold(), order, distinct))
                .orElseGet(() -> new Rows(request.wanted(), request.threshold(), order));
    }

    /** Offers a row, which must not have been offered before. A similarity of NaN is none. */
    final void offer(int segment, int ordinal, double similarity) {
        if (similarity >= least) {
            keep(segment, ordinal, similarity);
        }
    }

    abstract void keep(int segment, int ordinal, double similarity);

    /** Takes over what another kept of other rows. */
    abstract void merge(TopHits other);

    /** The best so far, best first. */
    abstract List<Candidate> best();

    /** How many were good enough and are not among the best. */
    abstract long leftOut();

    /** The best rows. */
    private static final class Rows extends TopHits {
        private final PriorityQueue<Candidate> worstFirst;
        private long offered;

        Rows(int limit, OptionalDouble threshold, CandidateOrder order) {
            super(limit, threshold, order);
            this.worstFirst = new PriorityQueue<>(order.reversed());
        }

        @Override
        void keep(int segment, int ordinal, double similarity) {
            offered++;
            Candidate worst = worstFirst.size() < limit ? null : worstFirst.peek();
            if (worst != null && similarity < worst.similarity()) {
                return;
            }
            add(new Candidate(segment, ordinal, similarity), worst);
        }

        private void add(Candidate candidate, @Nullable Candidate worst) {
            if (worst == null) {
                worstFirst.add(candidate);
            } else if (order.compare(candidate, worst) < 0) {
                worstFirst.poll();
                worstFirst.add(candidate);
            }
        }

        @Override
        void merge(TopHits other) {
            Rows rows = (Rows) other;
            long both = offered + rows.offered;
            rows.worstFirst.forEach(of -> keep(of.segment(), of.ordinal(), of.similarity()));
            offered = both;
        }

        @Override
        List<Candidate> best() {
            return worstFirst.stream().sorted(order).toList();
        }

        @Override
        long leftOut() {
            return offered - worstFirst.size();
        }
    }

    /** The best row of each contract, underlying or date. */
    private static final class OfEach extends TopHits {
        private final Distinct distinct;
        private final Map<Object, Candidate> bestOf = new HashMap<>();

        OfEach(int limit, OptionalDouble threshold, CandidateOrder order, Distinct distinct) {
            super(limit, threshold, order);
            this.distinct = distinct;
        }

        @Override
        void keep(int segment, int ordinal, double similarity) {
            Candidate candidate = new Candidate(segment, ordinal, similarity);
            bestOf.merge(order.key(candidate, distinct), candidate, this::better);
        }

        private Candidate better(Candidate a, Candidate b) {
            return order.compare(a, b) <= 0 ? a : b;
        }

        @Override
        void merge(TopHits other) {
            ((OfEach) other).bestOf.forEach((key, candidate) -> bestOf.merge(key, candidate, this::better));
        }

        @Override
        List<Candidate> best() {
            List<Candidate> all = new ArrayList<>(bestOf.values());
            all.sort(order);
            return List.copyOf(all.subList(0, Math.min(limit, all.size())));
        }

        @Override
        long leftOut() {
            return Math.max(0, bestOf.size() - limit);
        }
    }
}
