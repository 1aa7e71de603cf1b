package dev.mvq.runtime.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.Precondition;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of a vector store that were made to harm, and bytes that changed where nobody was asked. */
class HostileStoreTest {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 2);

    @TempDir
    Path folder;

    private LocalObjectStore objects() {
        return new LocalObjectStore(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f2', 'fortran_order': False, 'shape': (1099511627776, 64), }",
                "{'descr': '<f2', 'fortran_order': False, 'shape': (999999999, 999999999), }",
                "{'descr': '<f2', 'fortran_order': False, 'shape': (-4, 64), }",
                "{'descr': '<f2', 'fortran_order': True, 'shape': (4, 64), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 64), }",
                "{'descr': '|O', 'fortran_order': False, 'shape': (4, 64), }",
                "{'descr': '<f2', 'fortran_order': False, 'shape': (4, 64, 1), }",
                "{'descr': '<f2', 'fortran_order': False, 'shape': (4, 64), } or __import__('os')",
                "{'shape': (4, 64)}"
            })
    void a_numpy_header_that_lies(String dictionary) {
        byte[] header = NpyHeader.encode(4, 64);
        byte[] file = Arrays.copyOf(header, header.length + 2 * 4 * 64);
        byte[] text = dictionary.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(file, 10, header.length - 1, (byte) ' ');
        System.arraycopy(text, 0, file, 10, Math.min(text.length, header.length - 11));
        assertThrows(IllegalArgumentException.class, () -> NpyHeader.parse(file, file.length));
    }

    @Test
    void a_numpy_header_whose_length_lies() {
        for (int length : new int[] {0, 1, 54, 117, 119, 182, 0xffff}) {
            byte[] file = Arrays.copyOf(NpyHeader.encode(4, 64), 128 + 2 * 4 * 64);
            file[8] = (byte) length;
            file[9] = (byte) (length >> 8);
            assertThrows(IllegalArgumentException.class, () -> NpyHeader.parse(file, file.length), "length " + length);
        }
    }

    @Test
    void vectors_with_any_byte_changed_are_refused_and_never_give_another_row() throws IOException {
        Random random = new Random(11);
        try (VectorStore store = new VectorStore(objects())) {
            DayRef day = SampleStore.write(store, 1, 5).getFirst();
            SegmentDraft draft = store.draft(List.of(day));
            Path file = objects().fetch(day.file("greeks.npy").key());
            byte[] whole = Files.readAllBytes(file);
            float[] before = row(store, draft);
            for (int i = 0; i < 100; i++) {
                byte[] changed = whole.clone();
                int at = random.nextInt(changed.length);
                changed[at] ^= (byte) (1 << random.nextInt(8));
                replace(file, changed);
                MvqException e = assertThrows(MvqException.class, () -> row(store, draft), "byte " + at);
                assertTrue(e.getMessage().startsWith(day.file("greeks.npy").key() + " is damaged"), e.getMessage());
                assertEquals("GENERATE EMBEDDINGS DURING 2024-01-02 RESTART writes it again", e.remedy());
            }
            replace(file, whole);
            assertArrayEquals(before, row(store, draft));
        }
    }

    @Test
    void days_written_before_there_was_a_second_checksum_are_read_as_they_are() {
        StoredFile old = Json.file(
                "comprehensive_vectors/x",
                Json.parse("{\"bytes\": 3, \"checksum\": \"abc\"}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(new StoredFile("comprehensive_vectors/x", 3, "abc", ""), old);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../etc/passwd",
                "..",
                "/etc/passwd",
                "a\u0000b",
                "\u001b[2J",
                "CON",
                "",
                "0123456789abcdef/../../x"
            })
    void a_root_that_names_manifests_elsewhere(String manifest) {
        String text = """
            {"format_version": 1, "generation": {"name": "g0001-x", "number": 1, "created": "2024-01-01T00:00:00Z",
             "encoder_version": "e", "manifests": ["%s"]}}
            """.formatted(manifest.replace("\u0000", "\\u0000").replace("\u001b", "\\u001b"));
        assertRootRefused(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "encoder_version", "generation"})
    void a_root_with_names_that_would_become_keys_elsewhere(String field) {
        for (String name :
                List.of("../../x", "..", "/etc", "a/b", "", "a\\\\b", "\\u0000", "\\u001b[2J", "x".repeat(2000))) {
            String text = """
                {"format_version": 1, "generation": {"name": "g0001-x", "number": 1, "created": "2024-01-01T00:00:00Z",
                 "encoder_version": "e", "random_pairs": {"generation": "g0001-x"}, "manifests": []}}
                """;
            String written = "\"" + field + "\": \"";
            int at = text.lastIndexOf(written) + written.length();
            assertRootRefused(text.substring(0, at) + name + text.substring(text.indexOf('"', at)));
        }
    }

    @Test
    void a_described_generation_with_a_name_elsewhere_is_named_with_what_to_do() {
        String key = Layout.generation("g0001-x");
        String text = """
            {"format_version": 1, "name": "../../metadata", "number": 1, "created": "2024-01-01T00:00:00Z",
             "encoder_version": "e", "manifests": []}
            """;
        objects().put(key, text.getBytes(StandardCharsets.UTF_8), Precondition.NONE);
        try (VectorStore store = new VectorStore(objects())) {
            MvqException e = assertThrows(MvqException.class, store::generations);
            assertTrue(e.getMessage().startsWith(key + " is damaged: name is not a name"), e.getMessage());
            assertTrue(e.remedy().startsWith("delete it"), e.remedy());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"format_version\": \"1\"}",
                "{\"format_version\": 1, \"format_version\": 1}",
                "{\"format_version\": 1} {}",
                "{\"format_version\": 1, \"generation\": 7}",
                "{\"format_version\": 1, \"generation\": {\"name\": 1}}",
                "{\"format_version\": 1e400}",
                "nul",
                "\u0000",
                "[[[[[[[["
            })
    void a_root_of_other_kinds_of_value(String text) {
        assertRootRefused(text);
    }

    @Test
    void a_root_nested_a_million_deep() {
        assertRootRefused("[".repeat(1_000_000) + "]".repeat(1_000_000));
        assertRootRefused("{\"a\":".repeat(1_000_000) + "1" + "}".repeat(1_000_000));
    }

    @Test
    void a_root_too_large_to_be_read() throws IOException {
        Path file = folder.resolve(Layout.ROOT);
        Files.createDirectories(file.getParent());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        try (VectorStore store = new VectorStore(objects())) {
            MvqException e = assertThrows(MvqException.class, store::root);
            assertTrue(e.getMessage().startsWith(Layout.ROOT + " is damaged: it has 1,099,511,627,776 bytes"));
        }
    }

    @Test
    void a_manifest_that_names_files_elsewhere() {
        for (String key :
                List.of("../x", "/etc/passwd", "market/2024/x", "comprehensive_vectors/../x", "a b", "\u001b")) {
            byte[] json = Json.bytes(Json.object().put("bytes", 1).put("checksum", "x"));
            assertThrows(IllegalArgumentException.class, () -> Json.file(key, Json.parse(json)), key);
        }
    }

    @Test
    void a_folder_of_a_day_that_is_none_is_not_ours() {
        for (String date : List.of("2024-13-45", "2023-02-29", "0000-00-00")) {
            assertTrue(Layout.folder("comprehensive_vectors/vectors/2024/" + date + "/0123/day.json")
                    .isEmpty());
        }
    }

    @Test
    void a_list_of_a_day_s_files_that_is_too_large_counts_as_not_written() throws IOException {
        try (VectorStore store = new VectorStore(objects())) {
            DayRef day = SampleStore.write(store, 1, 5).getFirst();
            Path file = folder.resolve(Layout.day(DAY, day.hash()) + Layout.DAY);
            try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                sparse.setLength(1L << 40);
            }
            assertTrue(store.days().isEmpty());
        }
    }

    @Test
    void a_clock_that_went_back_between_runs_loses_nothing_and_generations_stay_in_order() {
        List<DayRef> days;
        try (VectorStore later = new VectorStore(objects(), at("2031-05-01T00:00:00Z"))) {
            days = SampleStore.write(later, 3, 5);
            later.commit(later.root(), "g0001-a", List.of(later.attach(later.draft(days.subList(0, 2)), List.of())));
        }
        List<String> before = keys();
        try (VectorStore earlier = new VectorStore(objects(), at("2019-01-01T00:00:00Z"))) {
            assertEquals(days, earlier.days());
            earlier.commit(earlier.root(), "g0002-b", List.of(earlier.attach(earlier.draft(days), List.of())));
        }
        assertTrue(keys().containsAll(before));
        try (VectorStore again = new VectorStore(objects());
                Generation current = again.open().orElseThrow()) {
            assertEquals("g0002-b", current.name());
            assertEquals(2, current.head().number());
            assertEquals(3, current.days().size());
            assertEquals(days, again.days());
        }
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    private List<String> keys() {
        return objects().list("").stream().map(ObjectInfo::key).toList();
    }

    private static float[] row(VectorStore store, SegmentDraft draft) {
        float[] row = new float[Modality.GREEKS.dimension()];
        try (Segment segment = store.open(draft)) {
            segment.matrix(Modality.GREEKS).read(2, row);
        }
        return row;
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Files.move(Files.write(file.resolveSibling("fresh"), content), file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void assertRootRefused(String text) {
        objects().put(Layout.ROOT, text.getBytes(StandardCharsets.UTF_8), Precondition.NONE);
        try (VectorStore store = new VectorStore(objects())) {
            MvqException e = assertThrows(MvqException.class, store::open);
            assertTrue(e.getMessage().startsWith(Layout.ROOT + " is damaged: "), e.getMessage());
            assertFalse(e.getMessage().chars().anyMatch(Character::isISOControl), e.getMessage());
            assertTrue(e.remedy().startsWith("delete it and run GENERATE EMBEDDINGS"), e.remedy());
        }
    }
}
