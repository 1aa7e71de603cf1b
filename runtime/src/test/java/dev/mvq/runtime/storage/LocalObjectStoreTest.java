package dev.mvq.runtime.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreTest implements ObjectStoreContract {
    @TempDir
    Path folder;

    @Override
    public LocalObjectStore open() {
        return new LocalObjectStore(folder.resolve("store"));
    }

    @Test
    void looking_into_a_store_makes_no_folder() {
        open().list("");
        open().delete("a");
        assertTrue(open().head("a").isEmpty());
        assertFalse(Files.exists(folder.resolve("store")));
    }

    @Test
    void leftovers_of_killed_writers_are_removed_after_a_day_and_never_listed() throws IOException {
        open().put("a", new byte[1], Precondition.NONE);
        Path writing = folder.resolve("store/.mvq/writing");
        Path old = Files.write(writing.resolve("999999999-old.part"), new byte[9]);
        Path young = Files.write(writing.resolve("999999999-young.part"), new byte[9]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        assertEquals(1, open().list("").size());
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young));
    }

    @Test
    void what_is_being_written_stays_however_old_it_looks_after_the_clock_was_set() throws IOException {
        open().put("a", new byte[1], Precondition.NONE);
        Path part =
                folder.resolve("store/.mvq/writing/" + ProcessHandle.current().pid() + "-x.part");
        Files.write(part, new byte[9]);
        Files.setLastModifiedTime(part, FileTime.from(Instant.EPOCH));
        open().head("a");
        assertTrue(Files.exists(part));
    }

    @Test
    void versions_differ_though_the_clock_went_back_between_them() throws IOException {
        String first = open().put("a", new byte[5], Precondition.NONE).etag();
        Files.setLastModifiedTime(
                folder.resolve("store/a"), FileTime.from(Instant.now().plus(Duration.ofDays(400))));
        String future = open().head("a").orElseThrow().etag();
        String second =
                open().put("a", new byte[5], new Precondition.Matches(future)).etag();
        assertEquals(3, Set.of(first, future, second).size());
    }

    @Test
    void the_stores_own_files_are_no_objects() {
        open().put("a", new byte[1], Precondition.NONE);
        assertThrows(IllegalArgumentException.class, () -> open().read(".mvq/lock"));
        assertThrows(IllegalArgumentException.class, () -> open().put(".mvq/x", new byte[1], Precondition.NONE));
    }

    @Test
    void links_are_not_followed_out_of_the_store() throws IOException {
        open().put("inside/a", new byte[1], Precondition.NONE);
        Path secret = Files.createDirectory(folder.resolve("secret"));
        Files.write(secret.resolve("b"), new byte[1]);
        Files.createSymbolicLink(folder.resolve("store/out"), secret);
        Files.createSymbolicLink(folder.resolve("store/file"), secret.resolve("b"));
        Files.createSymbolicLink(folder.resolve("store/in"), folder.resolve("store/inside"));
        assertThrows(MvqException.class, () -> open().read("out/b"));
        assertThrows(MvqException.class, () -> open().read("file"));
        assertThrows(MvqException.class, () -> open().put("out/c", new byte[1], Precondition.NONE));
        assertFalse(Files.exists(secret.resolve("c")));
        assertEquals(1, open().read("in/a").length);
        assertEquals(
                List.of("inside/a"),
                open().list("").stream().map(ObjectInfo::key).toList());
    }

    @Test
    void the_root_itself_may_be_a_link() throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("store"), folder.resolve("real"));
        open().put("a", new byte[1], Precondition.NONE);
        assertTrue(Files.exists(folder.resolve("real/a")));
    }

    @Test
    void a_root_that_is_a_file_is_refused() throws IOException {
        Files.write(folder.resolve("store"), new byte[1]);
        assertTrue(assertThrows(MvqException.class, this::open).getMessage().contains("is not a folder"));
    }

    @Test
    void a_failed_write_leaves_the_old_object_and_no_leftover() throws IOException {
        open().put("a", new byte[5], Precondition.NONE);
        Path gone = folder.resolve("not there");
        assertThrows(MvqException.class, () -> open().put("a", gone, Precondition.NONE));
        assertEquals(5, open().read("a").length);
        try (var leftovers = Files.list(folder.resolve("store/.mvq/writing"))) {
            assertEquals(0, leftovers.count());
        }
    }

    @Test
    void a_full_disk_is_said_with_the_folder() {
        MvqException failure = StorageFailure.writing(
                "a/b",
                Path.of("/data/store"),
                new FileSystemException("/data/store/x", null, "No space left on device"));
        assertTrue(failure.getMessage().startsWith("the disk that holds /data/store is full: a/b was not written"));
        assertTrue(failure.remedy().contains("free some space"));
    }

    @Test
    void a_forbidden_folder_is_said() {
        MvqException failure =
                StorageFailure.writing("a/b", Path.of("/data/store"), new AccessDeniedException("/data/store/x"));
        assertEquals("no permission to write a/b in /data/store", failure.getMessage());
    }
}
