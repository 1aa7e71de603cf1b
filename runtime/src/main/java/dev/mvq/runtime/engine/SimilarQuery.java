package dev.mvq.runtime.engine;

import dev.mvq.runtime.index.Distinct;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.index.SearchParameters;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.vector.RowPredicate;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * {@code SIMILAR TO}: which rows are most alike.
 *
 * @param subjects one instrument, or several of one kind whose embeddings are averaged
 * @param at the day that dates the subject; empty: its newest day with an embedding
 * @param on modalities and weights, each modality once, weights >= 0 and not all 0; empty where the subject decides
 * @param k how many; empty with a threshold: all, up to 10,000; empty without: 20
 * @param threshold least similarity, -1..1
 * @param during bounds the answers
 * @param where condition on the answers, applied before k are counted
 * @param distinct best row of each
 * @param includeSelf whether the subject's own contract may answer (never the identical day)
 * @param allowMissing whether a row or subject without one of the modalities counts, with cosine 0 there
 * @param acrossUnderlyings whether only other underlyings answer
 * @param apart least distance in trading days from the subject's day
 * @param onlyPast whether only rows of days before every subject\'s day answer
 * @param using which index proposes
 * @param parameters search parameters; 0 means chosen by the engine
 * @param asOf the generation that is searched, as the user names it; empty: the current one
 * @param weighing where the weights come from
 * @param given market data that the question brings along: subjects that it has rows of are encoded from them
 */
public record SimilarQuery(
        List<Instrument> subjects,
        Optional<LocalDate> at,
        List<WeightedModality> on,
        OptionalInt k,
        OptionalDouble threshold,
        Optional<DateRange> during,
        Optional<RowPredicate> where,
        Optional<Distinct> distinct,
        boolean includeSelf,
        boolean allowMissing,
        boolean acrossUnderlyings,
        OptionalInt apart,
        boolean onlyPast,
        IndexChoice using,
        SearchParameters parameters,
        Optional<String> asOf,
        Weighing weighing,
        List<GivenMarket> given) {
    public SimilarQuery {
        given = List.copyOf(given);
    }

    /** A question that gives its weights itself. */
    public SimilarQuery(
            List<Instrument> subjects,
            Optional<LocalDate> at,
            List<WeightedModality> on,
            OptionalInt k,
            OptionalDouble threshold,
            Optional<DateRange> during,
            Optional<RowPredicate> where,
            Optional<Distinct> distinct,
            boolean includeSelf,
            boolean allowMissing,
            boolean acrossUnderlyings,
            OptionalInt apart,
            boolean onlyPast,
            IndexChoice using,
            SearchParameters parameters,
            Optional<String> asOf) {
        this(
                subjects,
                at,
                on,
                k,
                threshold,
                during,
                where,
                distinct,
                includeSelf,
                allowMissing,
                acrossUnderlyings,
                apart,
                onlyPast,
                using,
                parameters,
                asOf,
                Weighing.GIVEN,
                List.of());
    }

    /** The same with these weights. */
    SimilarQuery on(List<WeightedModality> weights) {
        return new SimilarQuery(
                subjects,
                at,
                weights,
                k,
                threshold,
                during,
                where,
                distinct,
                includeSelf,
                allowMissing,
                acrossUnderlyings,
                apart,
                onlyPast,
                using,
                parameters,
                asOf,
                Weighing.GIVEN,
                given);
    }
}
