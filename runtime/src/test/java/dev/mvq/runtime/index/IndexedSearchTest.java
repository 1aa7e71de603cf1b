package dev.mvq.runtime.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.index.SearchFixture.Row;
import dev.mvq.runtime.jfaiss.FaissIndex;
import dev.mvq.runtime.jfaiss.FaissLibrary;
import dev.mvq.runtime.jfaiss.FaissSearchParameters;
import dev.mvq.runtime.jfaiss.FaissSelector;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.vector.RowPredicate;
import dev.mvq.runtime.vector.Segment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Search with real indices, and their building, over two segments of some thousand rows. */
class IndexedSearchTest {
    @TempDir
    static Path folder;

    private static SearchFixture fixture;
    private static Searcher searcher;
    private static Searcher unwillingToScan;

    @BeforeAll
    static void makeAStore() {
        FaissLibrary library = FaissLibrary.system();
        Assumptions.assumeTrue(
                library.path().isPresent(),
                "skipped: no libjfaiss.so; build it with scripts/native/build-faiss or set MVQ_FAISS_LIBRARY");
        Map<Modality, String> types = Map.of(
                Modality.FUSED,
                "HNSW32",
                Modality.GREEKS,
                "HNSW16",
                Modality.PRICE,
                "IVF32,Flat",
                Modality.TECHNICAL,
                "Flat");
        fixture = new SearchFixture(folder, 8, 4, 900, 0, types);
        searcher = new Searcher(fixture.generation(), SearchFixture.CALENDAR, library);
        unwillingToScan = new Searcher(fixture.generation().segments(), SearchFixture.CALENDAR, library, 0);
    }

    @AfterAll
    static void closeTheStore() {
        if (fixture != null) {
            searcher.close();
            unwillingToScan.close();
            fixture.close();
        }
    }

    @Test
    void hnsw_finds_what_the_exact_scan_finds_over_two_modalities() {
        double recall = recall(IndexChoice.HNSW, Map.of(Modality.FUSED, 2.0, Modality.GREEKS, 1.0), 10);
        assertTrue(recall >= 0.95, "recall " + recall);
    }

    @Test
    void ivf_finds_what_the_exact_scan_finds() {
        double recall = recall(IndexChoice.IVF, Map.of(Modality.PRICE, 1.0), 10);
        assertTrue(recall >= 0.9, "recall " + recall);
    }

    @Test
    void a_modality_of_no_weight_needs_no_index_and_is_shown() {
        Row row = rows(1).getFirst();
        SearchResult result = searcher.search(
                request(row, Map.of(Modality.FUSED, 1.0, Modality.TECHNICAL, 0.0), 5, IndexChoice.HNSW));
        assertEquals(
                Set.of(Modality.FUSED, Modality.TECHNICAL),
                result.hits().getFirst().cosines().keySet());
    }

    @Test
    void auto_lets_indices_propose_where_a_scan_is_dear_and_says_it_is_not_certified() {
        SearchRequest request = request(rows(1).getFirst(), Map.of(Modality.FUSED, 1.0), 5, IndexChoice.AUTO);
        SearchStatistics statistics = unwillingToScan.search(request).statistics();
        assertEquals("HNSW32 proposals", statistics.method());
        assertFalse(statistics.certified());
        assertTrue(statistics.rounds() >= 2);
        assertTrue(statistics.scored() < statistics.eligible());
        assertTrue(unwillingToScan.plan(request).stream()
                .allMatch(plan -> plan.index().equals(Optional.of("HNSW32"))));
    }

    @Test
    void auto_scans_where_that_is_cheap_or_an_index_is_flat_or_missing() {
        Row row = rows(1).getFirst();
        SearchRequest cheap = request(row, Map.of(Modality.FUSED, 1.0), 5, IndexChoice.AUTO);
        assertEquals("exact scan", searcher.search(cheap).statistics().method());
        SearchRequest flat = request(row, Map.of(Modality.TECHNICAL, 1.0), 5, IndexChoice.AUTO);
        assertTrue(unwillingToScan.search(flat).statistics().certified());
        SearchRequest missing =
                request(row, Map.of(Modality.MICROSTRUCTURE, 1.0, Modality.FUSED, 1.0), 5, IndexChoice.AUTO);
        assertTrue(unwillingToScan.search(missing).statistics().certified());
    }

    @Test
    void auto_scans_where_conditions_leave_few_rows() {
        Row row = rows(1).getFirst();
        SearchRequest all = request(row, Map.of(Modality.FUSED, 1.0), 5, IndexChoice.AUTO);
        SearchRequest few = where(all, new RowPredicate("strike BETWEEN ? AND ?", List.of(100.0, 104.0), "few"));
        SearchResult result = unwillingToScan.search(few);
        assertEquals("exact scan", result.statistics().method());
        assertTrue(result.statistics().certified());
    }

    @ParameterizedTest
    @EnumSource(Distinct.class)
    void proposals_go_deep_enough_for_every_place_to_be_filled(Distinct distinct) {
        for (Row row : rows(5)) {
            SearchRequest of = request(row, Map.of(Modality.FUSED, 1.0), 3, IndexChoice.HNSW);
            SearchRequest request = new SearchRequest(
                    of.on(),
                    of.subjects(),
                    false,
                    of.k(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(distinct),
                    true,
                    false,
                    false,
                    OptionalInt.empty(),
                    of.using(),
                    of.parameters());
            assertEquals(3, searcher.search(request).hits().size());
        }
    }

    @Test
    void conditions_hold_for_proposals_too() {
        for (Row row : rows(5)) {
            SearchRequest of = request(row, Map.of(Modality.FUSED, 1.0), 20, IndexChoice.HNSW);
            DateRange during = new DateRange(SearchFixture.FIRST.plusDays(1), SearchFixture.FIRST.plusDays(7));
            SearchRequest request = new SearchRequest(
                    of.on(),
                    of.subjects(),
                    false,
                    of.k(),
                    OptionalDouble.empty(),
                    Optional.of(during),
                    Optional.of(new RowPredicate("type = ?", List.of("C"), "calls")),
                    Optional.empty(),
                    false,
                    false,
                    true,
                    OptionalInt.empty(),
                    of.using(),
                    of.parameters());
            SearchResult result = searcher.search(request);
            assertEquals(20, result.hits().size());
            for (Hit hit : result.hits()) {
                Row found = find(hit);
                assertEquals('C', found.type());
                assertTrue(during.contains(found.date()));
                assertFalse(found.underlyingId().equals(row.underlyingId()));
            }
        }
    }

    @Test
    void where_everything_must_be_scored_everything_is() {
        SearchRequest request = request(rows(1).getFirst(), Map.of(Modality.FUSED, 1.0), 3_000, IndexChoice.HNSW);
        SearchResult result = searcher.search(request);
        assertEquals(3_000, result.hits().size());
        assertTrue(result.statistics().certified());
    }

    @Test
    void an_index_of_another_kind_than_asked_for_is_named_with_the_statement_that_builds_it() {
        SearchRequest request = request(rows(1).getFirst(), Map.of(Modality.PRICE, 1.0), 5, IndexChoice.HNSW);
        MvqException e = assertThrows(MvqException.class, () -> searcher.search(request));
        assertEquals("there is no HNSW index of price: the one that was built is IVF32,Flat", e.getMessage());
        assertEquals("BUILD INDEX ON price TYPE 'HNSW32' builds one; USING EXACT needs none", e.remedy());
        SearchRequest none = request(rows(1).getFirst(), Map.of(Modality.MICROSTRUCTURE, 1.0), 5, IndexChoice.IVF);
        MvqException missing = assertThrows(MvqException.class, () -> searcher.search(none));
        assertEquals("there is no IVF index of microstructure", missing.getMessage());
        assertTrue(missing.remedy().contains("BUILD INDEX ON microstructure TYPE 'IVF1024,PQ64'"));
    }

    @Test
    void an_index_from_elsewhere_is_refused(@TempDir Path other) {
        try (SearchFixture damaged = new SearchFixture(other, 2, 2, 300, 0, Map.of(Modality.FUSED, "HNSW8"));
                Searcher search = new Searcher(
                        damaged.generation().segments(), SearchFixture.CALENDAR, FaissLibrary.system(), 0)) {
            Segment segment = damaged.segment(0);
            Path file = segment.indexPath(segment.index(Modality.FUSED).orElseThrow());
            BuiltIndex strange = damaged.build(segment, Modality.PRICE, "HNSW8");
            padded(strange.file(), file);
            Row row = damaged.rows().stream()
                    .filter(of -> of.present() == 31 && of.type() != 'S')
                    .findFirst()
                    .orElseThrow();
            SearchRequest request = new SearchRequest(
                    List.of(damaged.vector(row, Modality.FUSED, 1)),
                    List.of(SearchFixture.subject(row)),
                    false,
                    OptionalInt.of(5),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    false,
                    false,
                    OptionalInt.empty(),
                    IndexChoice.AUTO,
                    SearchParameters.DEFAULT);
            MvqException e = assertThrows(MvqException.class, () -> search.search(request));
            assertTrue(
                    e.getMessage().contains("/fused.faiss is damaged: it is not the one that was built"),
                    e.getMessage());
            assertTrue(e.remedy().startsWith("BUILD INDEX"));
        }
    }

    @Test
    void an_index_holds_the_rows_that_have_its_modality_under_their_ordinals() {
        Segment segment = fixture.segment(0);
        for (Modality modality : List.of(Modality.FUSED, Modality.PRICE, Modality.TECHNICAL)) {
            int present = segment.description().present().getOrDefault(modality, -1);
            try (FaissIndex index = FaissIndex.read(
                    FaissLibrary.system(),
                    segment.indexPath(segment.index(modality).orElseThrow()))) {
                assertEquals(present, index.size());
                for (Row row : rows(10)) {
                    if (row.segment() == 0) {
                        float[] vector = fixture.vector(row, modality, 1).vector();
                        FaissSearchParameters hard = new FaissSearchParameters(32, 64, 0);
                        assertEquals(
                                row.ordinal(),
                                index.search(vector, 1, hard, FaissSelector.ALL).ids()[0]);
                    }
                }
            }
        }
    }

    @Test
    void a_build_is_repeatable_byte_for_byte(@TempDir Path one, @TempDir Path two) throws IOException {
        IndexBuilder builder = new IndexBuilder(FaissLibrary.system());
        List<Modality> all = List.of(Modality.values());
        List<BuiltIndex> first = builder.build(fixture.segment(0), all, Optional.of("HNSW8"), one, 2, Progress.SILENT);
        List<BuiltIndex> second = builder.build(fixture.segment(0), all, Optional.of("HNSW8"), two, 1, Progress.SILENT);
        assertEquals(all, first.stream().map(BuiltIndex::modality).toList());
        for (int i = 0; i < all.size(); i++) {
            assertEquals(
                    -1,
                    Files.mismatch(first.get(i).file(), second.get(i).file()),
                    all.get(i).word());
            assertEquals("40", first.get(i).parameters().get("efConstruction"));
        }
    }

    @Test
    void fewer_lists_are_told_and_types_that_cannot_be_built_carry_faiss_s_words() {
        BuiltIndex fewer = fixture.build(fixture.segment(0), Modality.GREEKS, "IVF1024,PQ8np");
        assertEquals("IVF" + Long.highestOneBit(fewer.rows() / 39) + ",PQ8", fewer.factory());
        assertTrue(
                fewer.notes().getFirst().startsWith("greeks: IVF1024 wants 39,936 training vectors"),
                fewer.notes().getFirst());
        MvqException e =
                assertThrows(MvqException.class, () -> fixture.build(fixture.segment(0), Modality.GREEKS, "HNSV32"));
        assertTrue(e.getMessage().contains("could not parse index string HNSV32"), e.getMessage());
    }

    @Test
    void progress_is_told_vector_by_vector() {
        long[] seen = new long[2];
        Progress progress = new Progress() {
            @Override
            public void begin(String task, long total, String unit) {
                seen[0] = total;
            }

            @Override
            public void advance(long done, String detail) {
                seen[1] = done;
            }

            @Override
            public void end() {}
        };
        new IndexBuilder(FaissLibrary.system())
                .build(fixture.segment(1), List.of(Modality.values()), Optional.empty(), folder, 2, progress);
        assertTrue(seen[0] > 0);
        assertEquals(seen[0], seen[1]);
    }

    /** Of the same size as the file replaced: its size is checked before. */
    private static void padded(Path from, Path to) {
        try {
            byte[] bytes = Files.readAllBytes(from);
            Files.write(to, Arrays.copyOf(bytes, (int) Files.size(to)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double recall(IndexChoice using, Map<Modality, Double> on, int k) {
        int hits = 0;
        List<Row> rows = rows(30);
        for (Row row : rows) {
            Set<String> truth = names(searcher.search(request(row, on, k, IndexChoice.EXACT)));
            SearchResult found = searcher.search(request(row, on, k, using));
            assertFalse(found.statistics().certified(), "nothing was left to the index");
            truth.retainAll(names(found));
            hits += truth.size();
        }
        return (double) hits / (k * rows.size());
    }

    private static Set<String> names(SearchResult result) {
        return result.hits().stream()
                .map(hit -> hit.date() + " " + hit.name())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<Row> rows(int count) {
        return fixture.rows().stream()
                .filter(row -> row.present() == 31 && row.type() != 'S' && row.ordinal() % 37 == 5)
                .limit(count)
                .toList();
    }

    private static Row find(Hit hit) {
        return fixture.rows().stream()
                .filter(row -> row.ordinal() == hit.ordinal() && fixture.segment(row.segment()) == hit.segment())
                .findFirst()
                .orElseThrow();
    }

    private static SearchRequest request(Row row, Map<Modality, Double> on, int k, IndexChoice using) {
        return new SearchRequest(
                on.entrySet().stream()
                        .map(of -> fixture.vector(row, of.getKey(), of.getValue()))
                        .toList(),
                List.of(SearchFixture.subject(row)),
                false,
                OptionalInt.of(k),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                false,
                false,
                OptionalInt.empty(),
                using,
                SearchParameters.DEFAULT);
    }

    private static SearchRequest where(SearchRequest of, RowPredicate where) {
        return new SearchRequest(
                of.on(),
                of.subjects(),
                of.stocks(),
                of.k(),
                of.threshold(),
                of.during(),
                Optional.of(where),
                of.distinct(),
                of.includeSelf(),
                false,
                of.acrossUnderlyings(),
                of.apart(),
                of.using(),
                of.parameters());
    }
}
