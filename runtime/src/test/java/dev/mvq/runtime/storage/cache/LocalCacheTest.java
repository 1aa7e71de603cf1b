package dev.mvq.runtime.storage.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.Checksum;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCacheTest {
    private static final int SIZE = 100_000;

    @TempDir
    Path folder;

    private final AtomicInteger brought = new AtomicInteger();

    private LocalCache open(long bytes) {
        return LocalCache.open(new CacheSettings(folder.resolve("cache"), bytes, ""));
    }

    private Path get(LocalCache cache, String identity) {
        byte[] content = content(identity);
        return cache.get(identity, content.length, Optional.of(Checksum.of(content)), part -> {
            brought.incrementAndGet();
            Files.write(part, content);
        });
    }

    private static byte[] content(String identity) {
        return Arrays.copyOf(identity.getBytes(StandardCharsets.UTF_8), SIZE);
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache/objects"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Makes all copies look as if they were last used that long ago. */
    private void age(int minutes) throws IOException {
        for (Path copy : copies()) {
            Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minusSeconds(60L * minutes)));
        }
    }

    @Test
    void what_was_brought_once_is_there_for_all_who_open_the_cache() throws IOException {
        try (LocalCache one = open(10 * SIZE);
                LocalCache other = open(10 * SIZE)) {
            assertEquals(-1, Files.mismatch(get(one, "a"), get(other, "a")));
            assertTrue(other.holds("a"));
            assertFalse(other.holds("b"));
        }
        try (LocalCache later = open(10 * SIZE)) {
            assertEquals("a", Files.readString(get(later, "a")).strip().replace("\0", ""));
        }
        assertEquals(1, brought.get());
    }

    @Test
    void of_many_who_ask_at_once_one_brings_it() throws IOException {
        try (LocalCache cache = open(10 * SIZE)) {
            IntStream.range(0, 16).parallel().forEach(i -> get(cache, "a"));
        }
        assertEquals(1, brought.get());
    }

    @Test
    void above_its_limit_what_was_not_used_for_longest_goes() throws IOException {
        try (LocalCache cache = open(10 * SIZE)) {
            for (int i = 0; i < 8; i++) {
                get(cache, "old " + i);
            }
        }
        age(60);
        try (LocalCache cache = open(10 * SIZE)) {
            get(cache, "old 3");
            for (int i = 0; i < 5; i++) {
                get(cache, "new " + i);
            }
            assertTrue(copies().size() <= 10, () -> "copies");
            assertTrue(cache.holds("old 3"));
            IntStream.range(0, 5).forEach(i -> assertTrue(cache.holds("new " + i)));
        }
    }

    @Test
    void what_anybody_has_in_use_stays_however_full_the_cache_is() throws IOException {
        try (LocalCache one = open(3 * SIZE);
                LocalCache other = open(3 * SIZE)) {
            Path inUse = get(one, "in use");
            age(60);
            for (int i = 0; i < 6; i++) {
                get(other, "new " + i);
            }
            assertTrue(other.holds("in use"));
            assertEquals(SIZE, Files.size(inUse));
        }
        try (LocalCache later = open(3 * SIZE)) {
            get(later, "another");
            assertTrue(copies().size() <= 3, () -> "what nobody uses any more goes");
        }
    }

    @Test
    void a_copy_that_was_shortened_or_changed_is_brought_again() throws IOException {
        try (LocalCache cache = open(10 * SIZE)) {
            get(cache, "a");
        }
        Files.write(copies().getFirst(), new byte[7]);
        try (LocalCache cache = open(10 * SIZE)) {
            assertEquals(Checksum.of(content("a")), Checksum.of(get(cache, "a")));
        }
        Files.write(copies().getFirst(), content("b"));
        try (LocalCache cache = open(10 * SIZE)) {
            assertEquals(Checksum.of(content("a")), Checksum.of(get(cache, "a")));
        }
        assertEquals(3, brought.get());
    }

    @Test
    void a_mapped_file_stays_readable_when_the_cache_is_deleted() throws IOException {
        try (LocalCache cache = open(10 * SIZE);
                FileChannel channel = FileChannel.open(get(cache, "a"))) {
            var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, SIZE);
            try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
                for (Path file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
            assertEquals('a', mapped.get(0));
            assertEquals(Checksum.of(content("a")), Checksum.of(get(cache, "a")));
        }
        assertEquals(2, brought.get());
    }

    @Test
    void what_a_killed_process_had_in_use_is_let_go() throws IOException {
        Path left = Files.createDirectories(folder.resolve("cache/open/999999999-1-x"));
        Files.createFile(folder.resolve("cache/open/999999999-1-x.lock"));
        Files.write(left.resolve("copy"), new byte[1]);
        Files.setPosixFilePermissions(folder.resolve("cache"), PosixFilePermissions.fromString("rwx------"));
        open(SIZE).close();
        try (Stream<Path> rest = Files.list(folder.resolve("cache/open"))) {
            assertEquals(List.of(), rest.toList());
        }
    }

    @Test
    void only_its_owner_may_look_into_it() throws IOException {
        open(SIZE).close();
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cache"))));
        Files.setPosixFilePermissions(folder.resolve("cache"), PosixFilePermissions.fromString("rwxr-xr-x"));
        open(SIZE).close();
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("cache"))));
    }

    @Test
    void a_link_in_its_place_is_refused() throws IOException {
        Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("cache"), folder.resolve("elsewhere"));
        assertEquals(
                "the cache " + folder.resolve("cache") + " is a symbolic link, and links are not followed there",
                refusal().getMessage());
    }

    @Test
    void a_folder_that_others_may_write_to_is_refused() throws IOException {
        Files.createDirectory(folder.resolve("cache"));
        Files.setPosixFilePermissions(folder.resolve("cache"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(refusal().getMessage().startsWith("others may write to the cache"));
    }

    @Test
    void a_folder_of_somebody_else_is_refused() throws IOException {
        Files.createDirectory(folder.resolve("cache"));
        try {
            Files.setAttribute(folder.resolve("cache"), "unix:uid", 12_345);
        } catch (IOException e) {
            throw new org.opentest4j.TestAbortedException("only root may give a folder to somebody else", e);
        }
        assertTrue(
                refusal().getMessage().contains(" belongs to "), () -> refusal().getMessage());
    }

    private MvqException refusal() {
        MvqException refusal = assertThrows(MvqException.class, () -> open(SIZE));
        assertTrue(refusal.remedy().contains("MVQ_CACHE names another folder"), refusal::remedy);
        return refusal;
    }

    @Test
    void its_usual_place_is_in_tmp_unless_tmp_lies_in_memory() {
        CacheSettings usual = CacheSettings.of(Map.of("HOME", "/home/ada"));
        if (usual.notice().isEmpty()) {
            assertEquals(Path.of("/tmp/embeddings_cache"), usual.folder());
        } else {
            assertEquals(Path.of("/home/ada/.cache/mvq/embeddings_cache"), usual.folder());
            assertTrue(usual.notice().contains("since /tmp lies in memory"), usual.notice());
        }
        assertEquals(10_000_000_000L, usual.bytes());
        CacheSettings named = CacheSettings.of(Map.of("MVQ_CACHE", "/var/cache/mvq", "MVQ_CACHE_SIZE", "500 mb"));
        assertEquals(new CacheSettings(Path.of("/var/cache/mvq"), 500_000_000L, ""), named);
    }
}
