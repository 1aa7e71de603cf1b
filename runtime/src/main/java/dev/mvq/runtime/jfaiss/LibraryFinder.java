package dev.mvq.runtime.jfaiss;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code libjfaiss.so} is: the file that {@code MVQ_FAISS_LIBRARY} names, else those in the cache folder that
 * {@code scripts/native/build-faiss} fills, for this version of FAISS and a level this CPU can run.
 */
final class LibraryFinder {
    static final String VARIABLE = "MVQ_FAISS_LIBRARY";
    static final String FAISS_VERSION = "1.12.0";
    static final String BUILD_COMMAND = "scripts/native/build-faiss";
    private static final String FILE = "libjfaiss.so";
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private final Function<String, @Nullable String> environment;
    private final Set<String> cpuFlags;

    /**
     * @param environment value of a variable, or null where it is not set
     * @param cpuFlags the CPU's abilities by Linux's names
     */
    LibraryFinder(Function<String, @Nullable String> environment, Set<String> cpuFlags) {
        this.environment = environment;
        this.cpuFlags = cpuFlags;
    }

    /** Looks into system properties first, then the process's environment. */
    static LibraryFinder system() {
        return new LibraryFinder(
                name -> Optional.ofNullable(System.getProperty(name)).orElseGet(() -> System.getenv(name)),
                readCpuFlags());
    }

    /** Libraries worth trying, best first; empty where there is none. */
    List<Path> candidates() {
        Optional<Path> named = named();
        if (named.isPresent()) {
            return named.filter(Files::isRegularFile).stream().toList();
        }
        Path folder = cacheFolder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> keys = Files.list(folder)) {
            List<Path> found = new ArrayList<>(keys.filter(this::suits)
                    .map(key -> key.resolve(FILE))
                    .filter(Files::isRegularFile)
                    .toList());
            found.sort(Comparator.comparing(LibraryFinder::modified).reversed());
            return found;
        } catch (IOException e) {
            throw new MvqException("the cache folder " + folder + " cannot be read: " + e.getMessage(), "", e);
        }
    }

    /** Says what was looked for and where. */
    MvqException missing() {
        String where = named().map(path -> VARIABLE + " names " + path + ", which is no file")
                .orElseGet(() -> "looked for " + FILE + " (FAISS " + FAISS_VERSION + ") in " + cacheFolder());
        return new MvqException(
                "the native library of vector search is not there: " + where,
                "build it once with " + BUILD_COMMAND + ", or set " + VARIABLE + " to a built " + FILE);
    }

    private Optional<Path> named() {
        return value(VARIABLE).map(Path::of);
    }

    private Path cacheFolder() {
        return value("MVQ_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> value("XDG_CACHE_HOME")
                        .map(Path::of)
                        .orElseGet(() -> Path.of(value("HOME").orElse(System.getProperty("user.home")), ".cache"))
                        .resolve("mvq"))
                .resolve("native");
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
    }

    /** A folder's name is version-level-checksum. */
    private boolean suits(Path folder) {
        String[] parts = folder.getFileName().toString().split("-", 3);
        return parts.length == 3 && parts[0].equals(FAISS_VERSION) && runs(parts[1]);
    }

    private boolean runs(String level) {
        return switch (level) {
            case "generic" -> true;
            case "avx2" -> cpuFlags.containsAll(Set.of("avx2", "fma", "f16c", "popcnt"));
            case "avx512" -> cpuFlags.containsAll(Set.of("avx512f", "avx512cd", "avx512vl", "avx512dq", "avx512bw"));
            default -> false;
        };
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(
                    0); // gone between listing and looking: tried last, and its failure to load is told
        }
    }

    private static Set<String> readCpuFlags() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line ->
                            Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                    .orElse(Set.of());
        } catch (IOException e) {
            return Set.of(); // no such file on this system: only the generic level is known to run
        }
    }
}
