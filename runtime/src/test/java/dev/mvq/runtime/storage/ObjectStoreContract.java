package dev.mvq.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store does. A kind of store passes when a test class of its own implements this. */
public interface ObjectStoreContract {
    /** A store over the same place for each call within a test, empty at a test's beginning. */
    ObjectStore open();

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same version; when it was written is told by the store, and not always by the put. */
    private static void assertSame(ObjectInfo put, ObjectInfo head) {
        assertEquals(List.of(put.key(), put.size(), put.etag()), List.of(head.key(), head.size(), head.etag()));
    }

    @Test
    default void what_was_put_is_read_by_another_store_of_the_same_place() {
        ObjectInfo info = open().put("a/b/c.txt", text("hello"), Precondition.NONE);
        assertEquals("a/b/c.txt", info.key());
        assertEquals(5, info.size());
        assertSame(info, open().head("a/b/c.txt").orElseThrow());
        assertArrayEquals(text("hello"), open().read("a/b/c.txt"));
    }

    @Test
    default void an_object_and_a_listing_say_alike_when_it_was_written() {
        Instant before = Instant.now().minusSeconds(1);
        open().put("a/b", text("hello"), Precondition.NONE);
        ObjectInfo head = open().head("a/b").orElseThrow();
        assertEquals(List.of(head), open().list("a/"));
        assertFalse(head.modified().isBefore(before), () -> head.modified() + " is before " + before);
        assertFalse(head.modified().isAfter(Instant.now()), () -> head.modified() + " is to come");
    }

    @Test
    default void a_file_is_put_and_left_where_it_is(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("source"), new byte[100_000]);
        assertEquals(100_000, open().put("from/file", file, Precondition.NONE).size());
        assertArrayEquals(new byte[100_000], open().read("from/file"));
        assertTrue(Files.exists(file));
    }

    @Test
    default void an_empty_object_is_an_object() {
        open().put("empty", new byte[0], Precondition.NONE);
        assertEquals(0, open().head("empty").orElseThrow().size());
        assertEquals(0, open().read("empty").length);
    }

    @Test
    default void a_fetched_file_holds_the_object() throws IOException {
        ObjectStore store = open();
        store.put("a/file", text("mapped"), Precondition.NONE);
        assertArrayEquals(text("mapped"), Files.readAllBytes(store.fetch("a/file")));
    }

    @Test
    default void what_is_not_there_is_empty_or_named_in_the_failure() {
        assertTrue(open().head("no/such").isEmpty());
        assertEquals(List.of(), open().list(""));
        assertEquals(List.of(), open().list("no/"));
        assertTrue(assertThrows(MvqException.class, () -> open().read("no/such"))
                .getMessage()
                .contains("no/such"));
        assertThrows(MvqException.class, () -> open().fetch("no/such"));
        open().delete("no/such");
    }

    @Test
    default void the_beginning_of_a_key_is_not_an_object() {
        open().put("a/b", text("x"), Precondition.NONE);
        assertTrue(open().head("a").isEmpty());
        assertTrue(open().head("a/b/c").isEmpty());
    }

    @Test
    default void ranges_end_where_the_object_ends() {
        ObjectStore store = open();
        store.put("range", text("0123456789"), Precondition.NONE);
        assertArrayEquals(text("234"), store.read("range", 2, 3));
        assertArrayEquals(text("89"), store.read("range", 8, 100));
        assertEquals(0, store.read("range", 10, 5).length);
        assertEquals(0, store.read("range", 50, 5).length);
        assertEquals(0, store.read("range", 3, 0).length);
    }

    @Test
    default void a_range_of_what_is_not_there_is_a_failure() {
        ObjectStore store = open();
        assertThrows(MvqException.class, () -> store.read("no/such", 0, 4));
        assertThrows(MvqException.class, () -> store.read("no/such", 0, 0));
        assertThrows(IllegalArgumentException.class, () -> store.read("no/such", -1, 4));
    }

    @Test
    default void the_checksum_is_that_of_the_content() {
        ObjectStore store = open();
        store.put("sum", text("content"), Precondition.NONE);
        assertEquals(Checksum.of(text("content")), store.checksum("sum"));
        assertThrows(MvqException.class, () -> store.checksum("no/such"));
    }

    @Test
    default void several_objects_are_fetched_in_the_order_asked_for() throws IOException {
        ObjectStore store = open();
        List<String> keys = List.of("z", "a", "m/n", "b");
        for (String key : keys) {
            store.put(key, text("content of " + key), Precondition.NONE);
        }
        List<Path> files = store.fetch(keys);
        for (int i = 0; i < keys.size(); i++) {
            assertEquals("content of " + keys.get(i), Files.readString(files.get(i)));
        }
        assertThrows(MvqException.class, () -> store.fetch(List.of("a", "no/such", "b")));
    }

    @Test
    default void an_object_of_20_megabytes_is_whole_by_bytes_by_file_and_by_range(@TempDir Path folder)
            throws IOException {
        byte[] large = new byte[20_000_000];
        new Random(4).nextBytes(large);
        ObjectStore store = open();
        ObjectInfo info = store.put("large/bytes", large, Precondition.ABSENT);
        assertSame(info, store.head("large/bytes").orElseThrow());
        assertSame(info, store.list("large/").getFirst());
        assertArrayEquals(large, store.read("large/bytes"));
        Path file = Files.write(folder.resolve("large"), large);
        store.put("large/bytes", file, new Precondition.Matches(info.etag()));
        assertThrows(
                PreconditionFailedException.class,
                () -> store.put("large/bytes", file, new Precondition.Matches("of another version")));
        assertThrows(PreconditionFailedException.class, () -> store.put("large/bytes", large, Precondition.ABSENT));
        assertEquals(-1, Files.mismatch(file, store.fetch("large/bytes")));
        assertArrayEquals(
                Arrays.copyOfRange(large, 10_000_000, 10_000_100), store.read("large/bytes", 10_000_000, 100));
        assertArrayEquals(
                Arrays.copyOfRange(large, 19_999_990, 20_000_000), store.read("large/bytes", 19_999_990, 100));
    }

    @Test
    default void an_etag_changes_with_every_change_even_of_equal_size() {
        ObjectStore store = open();
        String before = store.put("tag", text("version 0"), Precondition.NONE).etag();
        for (int i = 1; i < 10; i++) {
            String after =
                    store.put("tag", text("version " + i), Precondition.NONE).etag();
            assertNotEquals(before, after);
            assertEquals(after, open().head("tag").orElseThrow().etag());
            before = after;
        }
    }

    @Test
    default void a_put_on_condition_of_absence_happens_once() {
        open().put("once", text("first"), Precondition.ABSENT);
        assertThrows(PreconditionFailedException.class, () -> open().put("once", text("second"), Precondition.ABSENT));
        assertArrayEquals(text("first"), open().read("once"));
    }

    @Test
    default void a_put_on_condition_of_an_etag_needs_just_that_version() {
        ObjectStore store = open();
        ObjectInfo first = store.put("root", text("first"), Precondition.NONE);
        store.put("root", text("second"), new Precondition.Matches(first.etag()));
        assertThrows(
                PreconditionFailedException.class,
                () -> store.put("root", text("third"), new Precondition.Matches(first.etag())));
        assertThrows(
                PreconditionFailedException.class,
                () -> store.put("none", text("third"), new Precondition.Matches(first.etag())));
        assertArrayEquals(text("second"), store.read("root"));
        assertTrue(store.head("none").isEmpty());
    }

    @Test
    default void of_many_writers_on_one_condition_exactly_one_wins() {
        ObjectInfo first = open().put("race", text("start"), Precondition.NONE);
        long winners = IntStream.range(0, 16)
                .parallel()
                .filter(i -> {
                    try {
                        open().put("race", text("writer " + i), new Precondition.Matches(first.etag()));
                        return true;
                    } catch (PreconditionFailedException e) {
                        return false;
                    }
                })
                .count();
        assertEquals(1, winners);
    }

    @Test
    default void of_many_writers_on_condition_of_absence_exactly_one_wins() {
        List<Integer> winners = IntStream.range(0, 16)
                .parallel()
                .filter(i -> {
                    try {
                        open().put("first", text("writer " + i), Precondition.ABSENT);
                        return true;
                    } catch (PreconditionFailedException e) {
                        return false;
                    }
                })
                .boxed()
                .toList();
        assertEquals(1, winners.size());
        assertArrayEquals(text("writer " + winners.getFirst()), open().read("first"));
    }

    @Test
    default void readers_see_the_old_object_or_the_new_one_and_never_a_part() {
        byte[] zeros = new byte[300_000];
        byte[] ones = new byte[300_000];
        Arrays.fill(ones, (byte) 1);
        ObjectStore store = open();
        store.put("big", zeros, Precondition.NONE);
        IntStream.range(0, 30).parallel().forEach(i -> {
            if (i % 3 == 0) {
                store.put("big", i % 2 == 0 ? ones : zeros, Precondition.NONE);
            }
            byte[] read = store.read("big");
            assertEquals(300_000, read.length);
            assertArrayEquals(read[0] == 0 ? zeros : ones, read);
        });
    }

    @Test
    default void a_list_holds_the_keys_of_a_prefix_in_order() {
        ObjectStore store = open();
        for (String key : List.of("b/2", "a/1", "b/10", "b/1/x", "bb/1", "c")) {
            store.put(key, text(key), Precondition.NONE);
        }
        assertEquals(List.of("b/1/x", "b/10", "b/2"), keys(store.list("b/")));
        assertEquals(List.of("b/1/x", "b/10"), keys(store.list("b/1")));
        assertEquals(List.of("b/1/x", "b/10", "b/2", "bb/1"), keys(store.list("b")));
        assertEquals(6, store.list("").size());
        assertEquals(store.head("c").orElseThrow(), store.list("c").getFirst());
    }

    @Test
    default void a_list_is_in_the_order_of_the_keys_as_java_compares_them() {
        ObjectStore store = open();
        // UTF-8, by which buckets order, has the emoji behind U+FFFD, and UTF-16 before it.
        List<String> keys =
                List.of("o/\uD83D\uDE00", "o/\uFFFD", "o/a", "o/B", "o/a-", "o/a.b/c", "o/ä", "o/_", "o/10");
        keys.forEach(key -> store.put(key, text(key), Precondition.NONE));
        assertEquals(keys.stream().sorted().toList(), keys(store.list("o/")));
    }

    @Test
    default void a_deleted_object_is_gone() {
        ObjectStore store = open();
        store.put("gone", text("x"), Precondition.NONE);
        store.delete("gone");
        assertFalse(store.head("gone").isPresent());
        assertEquals(List.of(), store.list(""));
        store.put("gone", text("y"), Precondition.ABSENT);
    }

    @Test
    default void keys_that_climb_hide_or_are_absolute_are_refused() {
        ObjectStore store = open();
        for (String key : List.of("", "/a", "a/", "a//b", ".", "..", "a/../b", "../a", "a/.", "a\\b", "a\0b", "a\nb")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.put(key, text("x"), Precondition.NONE),
                    "'" + key + "'");
            assertThrows(IllegalArgumentException.class, () -> store.head(key), "'" + key + "'");
        }
    }

    @Test
    default void odd_but_harmless_keys_work() {
        ObjectStore store = open();
        for (String key : List.of("a b", "ä/ö", "*?[x]", "it's", "..a/b..", ".hidden", "a=1,b=2")) {
            store.put(key, text(key), Precondition.NONE);
            assertArrayEquals(text(key), store.read(key));
            assertEquals(List.of(key), keys(store.list(key)));
        }
    }

    private static List<String> keys(List<ObjectInfo> infos) {
        return infos.stream().map(ObjectInfo::key).toList();
    }
}
