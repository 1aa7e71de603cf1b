package dev.mvq.runtime.jfaiss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFinderTest {
    private static final Set<String> AVX2 = Set.of("avx2", "fma", "f16c", "popcnt");

    @TempDir
    Path cache;

    @Test
    void the_named_file_comes_before_the_cache() throws IOException {
        built("1.12.0-generic-abc", 1);
        Path named = Files.writeString(cache.resolve("mine.so"), "");
        assertEquals(
                List.of(named),
                finder(Map.of("MVQ_FAISS_LIBRARY", named.toString()), AVX2).candidates());
    }

    @Test
    void a_named_file_that_is_not_there_is_not_replaced_by_another() throws IOException {
        built("1.12.0-generic-abc", 1);
        LibraryFinder finder = finder(Map.of("MVQ_FAISS_LIBRARY", "/nowhere/libjfaiss.so"), AVX2);
        assertEquals(List.of(), finder.candidates());
        assertTrue(finder.missing()
                .getMessage()
                .contains("MVQ_FAISS_LIBRARY names /nowhere/libjfaiss.so, which is no file"));
    }

    @Test
    void the_newest_build_of_this_version_comes_first() throws IOException {
        Path old = built("1.12.0-avx2-aaa", 1);
        Path fresh = built("1.12.0-generic-bbb", 2);
        built("1.11.0-avx2-ccc", 3);
        built(".build-x1y2", 4);
        assertEquals(List.of(fresh, old), finder(Map.of(), AVX2).candidates());
    }

    @Test
    void a_level_that_this_cpu_cannot_run_is_passed_over() throws IOException {
        Path generic = built("1.12.0-generic-aaa", 1);
        built("1.12.0-avx2-bbb", 2);
        built("1.12.0-avx512-ccc", 3);
        assertEquals(List.of(generic), finder(Map.of(), Set.of("sse4_2")).candidates());
    }

    @Test
    void without_a_cache_variable_the_usual_folders_are_looked_into() throws IOException {
        Path key = Files.createDirectories(cache.resolve(".cache/mvq/native/1.12.0-generic-abc"));
        Path library = Files.writeString(key.resolve("libjfaiss.so"), "");
        LibraryFinder finder = new LibraryFinder(Map.of("HOME", cache.toString())::get, AVX2);
        assertEquals(List.of(library), finder.candidates());
    }

    @Test
    void a_missing_library_is_named_with_where_it_was_looked_for_and_the_command_that_builds_it() {
        FaissLibrary library = new FaissLibrary(finder(Map.of(), AVX2));
        MvqException e = assertThrows(MvqException.class, library::require);
        assertEquals(
                "the native library of vector search is not there: looked for libjfaiss.so (FAISS 1.12.0) in "
                        + cache.resolve("native"),
                e.getMessage());
        assertEquals(
                "build it once with scripts/native/build-faiss, or set MVQ_FAISS_LIBRARY to a built libjfaiss.so",
                e.remedy());
    }

    @Test
    void a_file_that_is_no_library_is_named_with_the_loader_s_reason() throws IOException {
        Path named = Files.writeString(cache.resolve("mine.so"), "no library at all");
        FaissLibrary library = new FaissLibrary(finder(Map.of("MVQ_FAISS_LIBRARY", named.toString()), AVX2));
        MvqException e = assertThrows(MvqException.class, library::require);
        assertTrue(e.getMessage().contains(named.toString()), e.getMessage());
        assertTrue(e.remedy().contains("scripts/native/build-faiss"));
    }

    @Test
    void a_library_of_another_build_is_told_so() {
        Path libm = Path.of("/lib/x86_64-linux-gnu/libm.so.6");
        Assumptions.assumeTrue(Files.exists(libm), "skipped: no " + libm);
        FaissLibrary library = new FaissLibrary(finder(Map.of("MVQ_FAISS_LIBRARY", libm.toString()), AVX2));
        MvqException e = assertThrows(MvqException.class, library::require);
        assertTrue(e.getMessage().contains(libm + " is of another build"), e.getMessage());
    }

    @Test
    void a_library_that_becomes_there_after_a_failure_is_found() throws IOException {
        FaissLibrary library = new FaissLibrary(finder(Map.of(), AVX2));
        assertTrue(library.path().isEmpty());
        built("1.12.0-generic-abc", 1);
        assertTrue(library.path().isPresent());
    }

    private LibraryFinder finder(Map<String, String> variables, Set<String> cpu) {
        return new LibraryFinder(name -> name.equals("MVQ_CACHE_HOME") ? cache.toString() : variables.get(name), cpu);
    }

    private Path built(String key, int age) throws IOException {
        Path file =
                Files.createDirectories(cache.resolve("native").resolve(key)).resolve("libjfaiss.so");
        Files.writeString(file, "");
        return Files.setLastModifiedTime(file, FileTime.fromMillis(1_000L * age));
    }
}
