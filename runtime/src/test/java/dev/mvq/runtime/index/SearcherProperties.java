package dev.mvq.runtime.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.index.SearchFixture.Row;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.vector.RowPredicate;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is asked, the answer is that of a naive reading of the question. */
class SearcherProperties {
    /** Made before the properties; static because jqwik makes an instance a try. */
    @SuppressWarnings("NullAway.Init")
    private static SearchFixture fixture;

    @BeforeContainer
    static void makeAStore() throws IOException {
        fixture = new SearchFixture(Files.createTempDirectory("mvq-searcher"), 13, 5, 60, 15, Map.of());
    }

    @AfterContainer
    static void closeTheStore() {
        fixture.close();
    }

    /** Choices from which a request about a row of the store is made. */
    record Choice(
            int row,
            List<Double> weights,
            Optional<Integer> k,
            Optional<Double> threshold,
            Conditions conditions,
            Optional<Distinct> distinct) {}

    record Conditions(
            Optional<List<Integer>> during,
            Optional<Integer> where,
            boolean includeSelf,
            boolean across,
            Optional<Integer> apart) {}

    @Property(tries = 300)
    void exact_search_is_the_naive_reading_of_the_question(@ForAll("choices") Choice choice) {
        SearchRequest request = request(choice);
        List<Scored> expected = naive(request);
        try (Searcher searcher = new Searcher(fixture.generation(), SearchFixture.CALENDAR, FaissLibrary.system())) {
            SearchResult result = searcher.search(request);
            assertEquals(names(expected.stream().limit(request.wanted()).toList()), hits(result));
            long beyond = Math.max(0, expected.size() - request.wanted());
            assertEquals(request.wantsAll() ? beyond : 0, result.leftOut());
            assertTrue(result.statistics().certified());
            for (int i = 0; i < result.hits().size(); i++) {
                assertEquals(expected.get(i).similarity(), result.hits().get(i).similarity(), 0);
                assertEquals(request.on().size(), result.hits().get(i).cosines().size());
                assertMissingIsEmpty(
                        request, expected.get(i).row(), result.hits().get(i));
            }
        }
    }

    private static void assertMissingIsEmpty(SearchRequest request, Row row, Hit hit) {
        for (SubjectVector of : request.on()) {
            boolean both = !of.isAbsent() && of.modality().in(row.present());
            assertEquals(both, !Double.isNaN(hit.cosines().getOrDefault(of.modality(), 0.0)));
        }
    }

    @Provide
    Arbitrary<Choice> choices() {
        Arbitrary<Conditions> conditions = Combinators.combine(
                        Arbitraries.integers().between(0, 14).list().ofSize(2).optional(0.4),
                        Arbitraries.integers().between(0, 2).optional(0.4),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 6).optional(0.4))
                .as(Conditions::new);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.of(0.0, 0.0, 0.5, 1.0, 3.0, -1.0, -1.0)
                                .list()
                                .ofSize(5),
                        Arbitraries.integers().between(1, 40).optional(0.7),
                        Arbitraries.of(-1.0, 0.3, 0.5, 0.6, 0.999).optional(0.5),
                        conditions,
                        Arbitraries.of(Distinct.values()).optional(0.4))
                .as(Choice::new);
    }

    private static SearchRequest request(Choice choice) {
        boolean allowMissing = choice.row() % 3 == 0;
        List<Row> whole = fixture.rows().stream()
                .filter(row -> row.present() == 31 || (allowMissing && Modality.FUSED.in(row.present())))
                .toList();
        Row row = whole.get(choice.row() % whole.size());
        List<SubjectVector> on = new ArrayList<>();
        List<Modality> modalities = List.of(Modality.values());
        for (int i = 0; i < modalities.size(); i++) {
            if (choice.weights().get(i) >= 0) {
                on.add(vector(row, modalities.get(i), choice.weights().get(i)));
            }
        }
        if (on.stream().noneMatch(vector -> vector.on().weight() > 0 && !vector.isAbsent())) {
            on.removeIf(vector -> vector.modality() == Modality.FUSED);
            on.add(fixture.vector(row, Modality.FUSED, 1));
        }
        Conditions conditions = choice.conditions();
        return new SearchRequest(
                on,
                List.of(SearchFixture.subject(row)),
                row.type() == 'S',
                choice.k().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                choice.threshold().map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                conditions.during().map(SearcherProperties::period),
                conditions.where().map(SearcherProperties::predicate),
                choice.distinct(),
                conditions.includeSelf(),
                allowMissing,
                conditions.across(),
                conditions.apart().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                choice.row() % 2 == 0 ? IndexChoice.EXACT : IndexChoice.AUTO,
                SearchParameters.DEFAULT);
    }

    private static SubjectVector vector(Row row, Modality modality, double weight) {
        return modality.in(row.present())
                ? fixture.vector(row, modality, weight)
                : SubjectVector.absent(new WeightedModality(modality, weight));
    }

    private static DateRange period(List<Integer> days) {
        return new DateRange(
                SearchFixture.FIRST.plusDays(Math.min(days.get(0), days.get(1))),
                SearchFixture.FIRST.plusDays(Math.max(days.get(0), days.get(1))));
    }

    private static RowPredicate predicate(int number) {
        return switch (number) {
            case 0 -> new RowPredicate("type = ?", List.of("C"), "type = 'C'");
            case 1 -> new RowPredicate("strike > ?", List.of(115.0), "strike > 115");
            default -> new RowPredicate("underlying_id = ?", List.of("META"), "underlying_id = 'META'");
        };
    }

    private static boolean meets(RowPredicate where, Row row) {
        return switch (where.sql()) {
            case "type = ?" -> row.type() == 'C';
            case "strike > ?" -> row.strike() > 115;
            default -> row.underlyingId().equals("META");
        };
    }

    private record Scored(Row row, double similarity) {}

    private static List<Scored> naive(SearchRequest request) {
        SubjectRow subject = request.subjects().getFirst();
        List<Scored> scored = fixture.rows().stream()
                .filter(row -> admits(request, row))
                .filter(row -> (row.type() == 'S') == request.stocks())
                .filter(row ->
                        !(row.lineage().equals(subject.lineage()) && row.date().equals(subject.day())))
                .filter(row -> request.stocks()
                        || request.includeSelf()
                        || !row.lineage().equals(subject.lineage()))
                .filter(row ->
                        !request.acrossUnderlyings() || !row.underlyingId().equals(subject.underlyingId()))
                .filter(row -> request.during()
                        .map(period -> period.contains(row.date()))
                        .orElse(true))
                .filter(row -> request.where().map(where -> meets(where, row)).orElse(true))
                .filter(row -> request.apart().isEmpty()
                        || sessions(subject, row) >= request.apart().getAsInt())
                .map(row -> new Scored(row, similarity(request, row)))
                .filter(row -> row.similarity() >= request.threshold().orElse(-2))
                .sorted(Comparator.comparingDouble((Scored of) -> -of.similarity())
                        .thenComparing(of -> of.row().date(), Comparator.reverseOrder())
                        .thenComparing(of -> of.row().name()))
                .toList();
        Set<Object> seen = new HashSet<>();
        return scored.stream()
                .filter(of -> request.distinct()
                        .map(distinct -> seen.add(key(distinct, of.row())))
                        .orElse(true))
                .toList();
    }

    /** All modalities that are asked for; where some may be missing, one that counts and that both have. */
    private static boolean admits(SearchRequest request, Row row) {
        return request.allowMissing()
                ? request.on().stream()
                        .anyMatch(of -> of.on().weight() > 0
                                && !of.isAbsent()
                                && of.modality().in(row.present()))
                : request.on().stream().allMatch(of -> of.modality().in(row.present()));
    }

    private static Object key(Distinct distinct, Row row) {
        return switch (distinct) {
            case CONTRACT -> row.name();
            case UNDERLYING -> row.underlyingId();
            case DATE -> row.date();
        };
    }

    /** Trading days between, counted one by one. */
    private static long sessions(SubjectRow subject, Row row) {
        return fixture.rows().stream()
                .map(Row::date)
                .distinct()
                .filter(day -> day.isAfter(min(subject, row)) && !day.isAfter(max(subject, row)))
                .count();
    }

    private static LocalDate min(SubjectRow subject, Row row) {
        return subject.day().isBefore(row.date()) ? subject.day() : row.date();
    }

    private static LocalDate max(SubjectRow subject, Row row) {
        return subject.day().isBefore(row.date()) ? row.date() : subject.day();
    }

    private static double similarity(SearchRequest request, Row row) {
        double weights =
                request.on().stream().mapToDouble(of -> of.on().weight()).sum();
        double sum = 0;
        for (SubjectVector of : request.on()) {
            if (of.isAbsent() || !of.modality().in(row.present())) {
                continue;
            }
            sum += of.on().weight()
                    / weights
                    * fixture.segment(row.segment()).matrix(of.modality()).dot(row.ordinal(), of.vector());
        }
        return sum;
    }

    private static List<String> names(List<Scored> rows) {
        return rows.stream().map(of -> of.row().date() + " " + of.row().name()).toList();
    }

    private static List<String> hits(SearchResult result) {
        return result.hits().stream().map(hit -> hit.date() + " " + hit.name()).toList();
    }
}
