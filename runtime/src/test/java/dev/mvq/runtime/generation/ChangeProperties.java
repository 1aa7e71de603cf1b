package dev.mvq.runtime.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.generation.ChangingStore.Found;
import dev.mvq.runtime.generation.ChangingStore.Question;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.vector.SegmentSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever days are added and corrected, and whatever index proposes, answers are those of the days as they now are. */
class ChangeProperties {
    private static final int OPTIONS = 97;
    private static final SegmentSizes SIZES = new SegmentSizes(6 * (OPTIONS + 3), 0);
    private static final int DAYS = 12;

    /**
     * A day taken in.
     *
     * @param commit whether a generation is made then
     */
    record Change(int day, int version, boolean commit) {}

    // A fixed seed: of random vectors, two are as good as equally alike once in some thousand tries.
    @Property(tries = 9, seed = "20261126", shrinking = ShrinkingMode.OFF)
    void no_row_of_a_corrected_day_ever_answers(
            @ForAll("changes") List<Change> changes, @ForAll("choices") IndexChoice using) throws IOException {
        FaissLibrary.system().require();
        try (ChangingStore store =
                new ChangingStore(Files.createTempDirectory("mvq-change"), OPTIONS, SIZES).days(0, 6)) {
            store.commit();
            store.build(type(using));
            for (Change change : changes) {
                store.day(change.day(), change.version());
                if (change.commit()) {
                    store.commit();
                }
            }
            store.commit();
            questions(using).forEach(question -> assertRight(store, question));
        }
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, DAYS - 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(true, false))
                .as(Change::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<IndexChoice> choices() {
        return Arbitraries.of(IndexChoice.EXACT, IndexChoice.HNSW, IndexChoice.IVF);
    }

    private static Optional<String> type(IndexChoice using) {
        return switch (using) {
            case HNSW -> Optional.of("HNSW16");
            case IVF -> Optional.of("IVF4,Flat");
            case EXACT, AUTO -> Optional.empty();
        };
    }

    private static List<Question> questions(IndexChoice using) {
        DateRange middle = new DateRange(ChangingStore.FIRST.plusDays(1), ChangingStore.FIRST.plusDays(8));
        List<Question> questions = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            questions.add(Question.of(Modality.GREEKS, using, 10, seed));
            questions.add(new Question(Modality.PRICE, using, 10, Optional.of(middle), false, Optional.empty(), seed));
            questions.add(new Question(Modality.FUSED, using, 10, Optional.empty(), true, Optional.of("AAPL"), seed));
        }
        return questions;
    }

    private static void assertRight(ChangingStore store, Question question) {
        Found found = store.ask(question);
        if (question.using() == IndexChoice.EXACT) {
            assertEquals(store.naive(question).rows(), found.rows());
        }
        assertEquals(question.k(), found.rows().size());
        Question all = new Question(
                question.modality(),
                question.using(),
                10_000,
                question.during(),
                question.calls(),
                question.across(),
                question.seed());
        Found every = store.naive(all);
        Map<String, Double> similarities = new HashMap<>();
        for (int i = 0; i < every.rows().size(); i++) {
            similarities.put(every.rows().get(i), every.similarities().get(i));
        }
        for (int i = 0; i < found.rows().size(); i++) {
            String row = found.rows().get(i);
            assertTrue(similarities.containsKey(row), row + " does not meet the conditions");
            assertEquals(similarities.get(row), found.similarities().get(i), 1e-5, row);
        }
    }
}
