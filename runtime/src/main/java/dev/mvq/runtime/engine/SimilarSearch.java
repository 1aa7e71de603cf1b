package dev.mvq.runtime.engine;

import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.index.SearchRequest;
import dev.mvq.runtime.index.SearchResult;
import dev.mvq.runtime.index.Searcher;
import dev.mvq.runtime.index.SegmentPlan;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.market.Stock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/** Answers {@code SIMILAR TO} over one generation. */
final class SimilarSearch {
    /** A ticker's own days count as alike only this far from the subject's: the days around it are itself. */
    static final int APART_FOR_STOCKS = 20;

    /** Before the first day that a store can have. */
    private static final LocalDate BEFORE_TRADING = LocalDate.EPOCH;

    private final Subjects subjects;
    private final Searcher searcher;
    private final Supplier<RandomPairs> pairs;
    private final QueryWeights weights;

    SimilarSearch(Subjects subjects, Searcher searcher, Supplier<RandomPairs> pairs, QueryWeights weights) {
        this.subjects = subjects;
        this.searcher = searcher;
        this.pairs = pairs;
        this.weights = weights;
    }

    /** A question with its weights, and the rows that its subjects stand for. */
    private record Prepared(SimilarQuery query, List<Subjects.Found> found) {}

    Answer answer(SimilarQuery asked) {
        List<String> messages = new ArrayList<>();
        Prepared prepared = prepared(asked, messages);
        SimilarQuery query = prepared.query;
        SearchRequest request = request(prepared);
        SearchResult result = searcher.search(request);
        if (result.leftOut() > 0) {
            messages.add("%,d more rows are at or above the threshold".formatted(result.leftOut()));
        }
        HitRows quoted = new HitRows(result.hits(), SimilarTable.QUOTED);
        Table rows = new SimilarTable(query.on(), request.stocks(), pairs.get()).of(result.hits(), quoted);
        if (rows.isEmpty()) {
            messages.add(nothing(query));
        }
        if (quoted.anyMade()) {
            messages.add(QuoteFlag.MADE_NOTICE);
        }
        return new Answer(rows, messages);
    }

    PlanNode plan(SimilarQuery asked) {
        List<String> messages = new ArrayList<>();
        Prepared prepared = prepared(asked, messages);
        SimilarQuery query = prepared.query;
        SearchRequest request = request(prepared);
        List<SegmentPlan> plans = searcher.plan(request);
        List<PlanNode> segments =
                plans.stream().map(plan -> PlanNode.of(plan.toString())).toList();
        boolean certified = plans.stream().allMatch(plan -> plan.index().isEmpty());
        PlanNode search = new PlanNode(
                certified ? "every eligible row is scored: certified" : "proposals are scored exactly: not certified",
                segments);
        PlanNode subject = PlanNode.of("subject " + subject(query, request));
        return new PlanNode(
                "best %,d by %s%s"
                        .formatted(request.wanted(), weights(query.on(), query.allowMissing()), weights.origin(asked)),
                List.of(search, subject));
    }

    private static String subject(SimilarQuery query, SearchRequest request) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < query.subjects().size(); i++) {
            parts.add(query.subjects().get(i).name() + " as of "
                    + request.subjects().get(i).day());
        }
        return (parts.size() > 1 ? "mean of " : "") + String.join(", ", parts);
    }

    private static String weights(List<WeightedModality> on, boolean missing) {
        List<String> parts = new ArrayList<>();
        on.forEach(each -> parts.add(
                on.size() == 1
                        ? each.modality().word()
                        : "%s x %s".formatted(each.modality().word(), each.weight())));
        return (on.size() == 1 ? "cosine of " : "weighted mean cosine of ")
                + String.join(", ", parts)
                + (missing ? ", 0 where one is missing" : "");
    }

    private Prepared prepared(SimilarQuery asked, List<String> messages) {
        List<Subjects.Found> found = subjects.find(asked.on(QueryWeights.wanted(asked)), messages);
        Optional<DateRange> past = asked.onlyPast() ? Optional.of(past(Optional.empty(), found)) : Optional.empty();
        return new Prepared(weights.weighed(asked, found, past, messages), found);
    }

    private static SearchRequest request(Prepared prepared) {
        SimilarQuery query = prepared.query;
        List<Subjects.Found> found = prepared.found;
        boolean stocks = query.subjects().getFirst() instanceof Stock;
        OptionalInt apart = query.apart().isEmpty() && stocks ? OptionalInt.of(APART_FOR_STOCKS) : query.apart();
        return new SearchRequest(
                Subjects.vectors(found, query.on()),
                found.stream().map(Subjects.Found::row).toList(),
                stocks,
                query.k(),
                query.threshold(),
                query.onlyPast() ? Optional.of(past(query.during(), found)) : query.during(),
                query.where(),
                query.distinct(),
                query.includeSelf(),
                query.allowMissing(),
                query.acrossUnderlyings(),
                apart,
                query.using(),
                query.parameters());
    }

    /** Days before every subject's own; where the period leaves none, a day without trading. */
    private static DateRange past(Optional<DateRange> during, List<Subjects.Found> found) {
        LocalDate before = found.stream()
                .map(Subjects.Found::day)
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .minusDays(1);
        LocalDate first = during.map(DateRange::first).orElse(BEFORE_TRADING);
        LocalDate last = during.map(DateRange::last).filter(before::isAfter).orElse(before);
        return last.isBefore(first) ? new DateRange(BEFORE_TRADING, BEFORE_TRADING) : new DateRange(first, last);
    }

    private static String nothing(SimilarQuery query) {
        return query.where().isPresent()
                        || query.during().isPresent()
                        || query.onlyPast()
                        || query.threshold().isPresent()
                ? "no row meets the conditions"
                : "no other row has %s of the asked embeddings".formatted(query.allowMissing() ? "one" : "all");
    }
}
