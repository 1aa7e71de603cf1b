package dev.mvq.runtime.storage.cache;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the cache is and how large it may grow.
 *
 * @param folder of this user alone
 * @param bytes the most it keeps, but for what is in use
 * @param notice what the user should know of the folder; empty where it is the usual one or was named
 */
record CacheSettings(Path folder, long bytes, String notice) {
    private static final Path USUAL = Path.of("/tmp/embeddings_cache");
    private static final String USUAL_SIZE = "10GB";
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(MB|GB|TB)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

    /** What {@code MVQ_CACHE} and {@code MVQ_CACHE_SIZE} say, else what is usual. */
    static CacheSettings of(Map<String, String> environment) {
        String size = environment.getOrDefault("MVQ_CACHE_SIZE", "").strip();
        long bytes = bytes(size.isEmpty() ? USUAL_SIZE : size);
        String named = environment.getOrDefault("MVQ_CACHE", "").strip();
        if (!named.isEmpty()) {
            return new CacheSettings(folder(named), bytes, "");
        }
        if (!liesInMemory(USUAL)) {
            return new CacheSettings(USUAL, bytes, "");
        }
        Path other = userFolder(environment);
        return new CacheSettings(
                other,
                bytes,
                "the cache is in " + other + ", since /tmp lies in memory; MVQ_CACHE names another place");
    }

    private static Path folder(String named) {
        try {
            return Path.of(named).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new MvqException("MVQ_CACHE names no folder: " + e.getReason(), "it takes a path", e);
        }
    }

    private static Path userFolder(Map<String, String> environment) {
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "/")));
        return (caches.startsWith("/") ? Path.of(caches) : home.resolve(".cache")).resolve("mvq/embeddings_cache");
    }

    private static boolean liesInMemory(Path folder) {
        try {
            Path there = Files.exists(folder) ? folder : folder.getParent();
            return there != null && IN_MEMORY.contains(Files.getFileStore(there).type());
        } catch (IOException e) {
            return false;
        }
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new MvqException("MVQ_CACHE_SIZE is no size: '" + text + "'", "it looks like 500MB, 10GB or 1TB");
        }
        long unit = switch (Character.toUpperCase(matcher.group(2).charAt(0))) {
            case 'M' -> 1_000_000L;
            case 'G' -> 1_000_000_000L;
            default -> 1_000_000_000_000L;
        };
        return Long.parseLong(matcher.group(1)) * unit;
    }
}
