package dev.mvq.runtime.index;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.vector.RowPredicate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What to search for, among which rows, and how.
 *
 * @param on vectors of the asked modalities, each modality once; weights not all 0
 * @param subjects whose vectors these are (their mean, where several)
 * @param stocks whether the subjects are stocks: like finds like
 * @param k how many, at least 1; empty with a threshold: all, up to {@link #MOST}; empty without: {@link #DEFAULT_K}
 * @param threshold least similarity, -1..1
 * @param during bounds the answers
 * @param where condition on the answers
 * @param distinct best row of each
 * @param includeSelf whether a subject's own contract may answer on other days; stocks always may
 * @param allowMissing whether a row that lacks some of the modalities answers too, with cosine 0 there
 * @param acrossUnderlyings whether only other underlyings answer
 * @param apart least distance in trading days from every subject's day
 * @param using which kind of index proposes
 * @param parameters how hard it looks; 0 means chosen here
 */
public record SearchRequest(
        List<SubjectVector> on,
        List<SubjectRow> subjects,
        boolean stocks,
        OptionalInt k,
        OptionalDouble threshold,
        Optional<DateRange> during,
        Optional<RowPredicate> where,
        Optional<Distinct> distinct,
        boolean includeSelf,
        boolean allowMissing,
        boolean acrossUnderlyings,
        OptionalInt apart,
        IndexChoice using,
        SearchParameters parameters) {
    /** Rows wanted where nothing is said. */
    public static final int DEFAULT_K = 20;

    /** The most rows of an answer. */
    public static final int MOST = 10_000;

    public SearchRequest {
        on = List.copyOf(on);
        subjects = List.copyOf(subjects);
        Set<Modality> asked = EnumSet.noneOf(Modality.class);
        double weights = 0;
        for (SubjectVector vector : on) {
            weights += vector.on().weight();
            if (!asked.add(vector.modality())) {
                throw new IllegalArgumentException(vector.modality().word() + " is asked for twice");
            }
        }
        if (on.stream().allMatch(SubjectVector::isAbsent)) {
            throw new IllegalArgumentException("the subject has none of the modalities");
        }
        if (!(weights > 0)) {
            throw new IllegalArgumentException("at least one weight must be above 0");
        }
        if (k.isPresent() && (k.getAsInt() < 1 || k.getAsInt() > MOST)) {
            throw new IllegalArgumentException("k must be 1 to " + MOST);
        }
    }

    /** The most rows that are returned. */
    public int wanted() {
        return k.orElse(threshold.isPresent() ? MOST : DEFAULT_K);
    }

    /** Whether every row at or above the threshold is asked for. */
    boolean wantsAll() {
        return k.isEmpty() && threshold.isPresent();
    }

    /** Whether a row that has these modalities (as bits) may answer: it has all that are asked, or one of them that counts. */
    boolean admits(int present) {
        return allowMissing
                ? weighted().anyMatch(vector -> vector.modality().in(present))
                : on.stream().allMatch(vector -> vector.modality().in(present));
    }

    /** The vectors that have a say in which rows are best. */
    Stream<SubjectVector> weighted() {
        return on.stream().filter(vector -> vector.on().weight() > 0 && !vector.isAbsent());
    }

    /** Numbers multiplied to score a row. */
    int dimensions() {
        return on.stream().mapToInt(vector -> vector.modality().dimension()).sum();
    }
}
