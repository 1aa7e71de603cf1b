package dev.mvq.runtime.engine;

import dev.mvq.runtime.fusion.AdaptiveWeights;
import dev.mvq.runtime.fusion.Evidence;
import dev.mvq.runtime.fusion.Weighting;
import dev.mvq.runtime.index.Hit;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.index.SearchParameters;
import dev.mvq.runtime.index.SearchRequest;
import dev.mvq.runtime.index.Searcher;
import dev.mvq.runtime.index.SubjectVector;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.vector.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Finds the weights of a question's modalities, and says them where the question does not. */
final class QueryWeights {
    /** Rows that each modality proposes to learn from how alike the subject's neighbours are. */
    private static final int PROPOSED = 50;

    private final Searcher searcher;
    private final Supplier<RandomPairs> pairs;
    private final Weighting weighting;
    private final Supplier<Map<String, Double>> noise;

    /**
     * Weights of one generation.
     *
     * @param weighting what modalities weigh where a question names several and says no more
     * @param noise of its encoders, by modality's word
     */
    QueryWeights(
            Searcher searcher, Supplier<RandomPairs> pairs, Weighting weighting, Supplier<Map<String, Double>> noise) {
        this.searcher = searcher;
        this.pairs = pairs;
        this.weighting = weighting;
        this.noise = noise;
    }

    /** What a subject's row must have, so that it can be weighed. */
    static List<WeightedModality> wanted(SimilarQuery query) {
        // Fused is there wherever any other is.
        return query.weighing() == Weighing.AUTO ? List.of(new WeightedModality(Modality.FUSED, 1)) : query.on();
    }

    /**
     * The question with its weights in it.
     *
     * @param past the period that answers must lie in for the subject's sake, which weights must not look beyond
     */
    SimilarQuery weighed(
            SimilarQuery query, List<Subjects.Found> found, Optional<DateRange> past, List<String> messages) {
        return switch (query.weighing()) {
            case GIVEN -> query;
            case NAMED -> named(query, messages);
            case AUTO -> auto(query, found, past, messages);
        };
    }

    /** Where the weights come from, as words behind them; empty where the question says them. */
    String origin(SimilarQuery query) {
        return switch (query.weighing()) {
            case GIVEN -> "";
            case NAMED ->
                query.on().size() < 2 || weighting == Weighting.BALANCED ? "" : ", weighting " + weighting.word();
            case AUTO -> ", weights for this subject";
        };
    }

    private SimilarQuery named(SimilarQuery query, List<String> messages) {
        if (query.on().size() < 2) {
            return query;
        }
        List<WeightedModality> on = query.on().stream()
                .map(each -> new WeightedModality(each.modality(), weighting.weight(each.modality())))
                .toList();
        if (weighting != Weighting.BALANCED) {
            messages.add("weighting %s: %s".formatted(weighting.word(), words(on)));
        }
        return query.on(on);
    }

    private SimilarQuery auto(
            SimilarQuery query, List<Subjects.Found> found, Optional<DateRange> past, List<String> messages) {
        int present = found.stream().mapToInt(Subjects.Found::present).reduce(-1, (a, b) -> a & b);
        List<WeightedModality> there = Arrays.stream(Modality.values())
                .filter(modality -> modality.in(present))
                .map(modality -> new WeightedModality(modality, 1))
                .toList();
        double[] weights = AdaptiveWeights.of(evidence(query, found, there, past));
        List<WeightedModality> on = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            on.add(new WeightedModality(there.get(i).modality(), weights[i]));
        }
        String lacking = Arrays.stream(Modality.values())
                .filter(modality -> !modality.in(present))
                .map(Modality::word)
                .collect(Collectors.joining(", "));
        messages.add("weights for this subject: " + words(on) + (lacking.isEmpty() ? "" : "; it has no " + lacking));
        return query.on(on);
    }

    private Evidence evidence(
            SimilarQuery query, List<Subjects.Found> found, List<WeightedModality> on, Optional<DateRange> past) {
        boolean stocks = query.subjects().getFirst() instanceof Stock;
        List<SubjectVector> vectors = Subjects.vectors(found, on);
        List<Candidate> candidates = candidates(vectors, found, stocks, past);
        double[][] cosines = new double[on.size()][candidates.size()];
        double[] typical = new double[on.size()];
        double[] spread = new double[on.size()];
        double[] steady = new double[on.size()];
        Map<String, Double> known = noise.get();
        for (int m = 0; m < on.size(); m++) {
            SubjectVector vector = vectors.get(m);
            cosines[m] =
                    candidates.stream().mapToDouble(row -> row.cosine(vector)).toArray();
            RandomPairs.Spread random = pairs.get().spread(vector.modality(), stocks);
            typical[m] = random.mean();
            spread[m] = random.deviation();
            steady[m] = known.getOrDefault(vector.modality().word(), Double.NaN);
        }
        List<Modality> modalities = on.stream().map(WeightedModality::modality).toList();
        return new Evidence(modalities, cosines, typical, spread, steady);
    }

    /** What comes nearest in any modality and has them all; as where nothing but the subject was asked for. */
    private List<Candidate> candidates(
            List<SubjectVector> vectors, List<Subjects.Found> found, boolean stocks, Optional<DateRange> past) {
        int all = vectors.stream().mapToInt(vector -> vector.modality().bit()).reduce(0, (a, b) -> a | b);
        Set<Candidate> candidates = new LinkedHashSet<>();
        for (SubjectVector vector : vectors) {
            SearchRequest nearest = new SearchRequest(
                    List.of(vector),
                    found.stream().map(Subjects.Found::row).toList(),
                    stocks,
                    OptionalInt.of(PROPOSED),
                    OptionalDouble.empty(),
                    past,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    false,
                    stocks ? OptionalInt.of(SimilarSearch.APART_FOR_STOCKS) : OptionalInt.empty(),
                    IndexChoice.AUTO,
                    SearchParameters.DEFAULT);
            for (Hit hit : searcher.search(nearest).hits()) {
                if ((hit.segment().narrow().present(hit.ordinal()) & all) == all) {
                    candidates.add(new Candidate(hit.segment(), hit.ordinal()));
                }
            }
        }
        return List.copyOf(candidates);
    }

    /** A row, once however many modalities propose it. */
    private record Candidate(Segment segment, int ordinal) {
        double cosine(SubjectVector vector) {
            return segment.matrix(vector.modality()).dot(ordinal, vector.vector());
        }
    }

    private static String words(List<WeightedModality> on) {
        return on.stream()
                .map(each -> String.format(Locale.ROOT, "%s %s", each.modality().word(), shortest(each.weight())))
                .collect(Collectors.joining(", "));
    }

    private static String shortest(double weight) {
        return weight == Math.rint(weight) ? Long.toString((long) weight) : String.format(Locale.ROOT, "%.2f", weight);
    }
}
