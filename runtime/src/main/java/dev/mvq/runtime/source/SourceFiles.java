package dev.mvq.runtime.source;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the files that a pattern names: {@code *} and {@code ?} within a name, {@code [ab]}, {@code {a,b}}, and {@code **} for
 * any number of folders, none included. Patterns are relative to the working folder.
 */
final class SourceFiles {
    private final Path workingFolder;

    SourceFiles(Path workingFolder) {
        this.workingFolder = workingFolder;
    }

    /**
     * The files, in the order of their paths.
     *
     * @throws MvqException where there are none
     */
    List<Path> matching(String pattern) {
        try {
            Path literal = workingFolder.resolve(pattern).normalize();
            if (Files.isDirectory(literal)) {
                throw new MvqException("'" + pattern + "' is a folder", "name its files: '" + pattern + "/*.csv'");
            }
            if (Files.exists(literal) && !Files.isRegularFile(literal)) {
                throw new MvqException("'" + pattern + "' is no plain file", "save what it gives to a file first");
            }
            return Files.exists(literal) ? List.of(literal) : search(pattern);
        } catch (InvalidPathException malformed) {
            throw new MvqException("'" + pattern + "' cannot be a path: " + malformed.getReason(), "", malformed);
        } catch (PatternSyntaxException malformed) {
            throw new MvqException(
                    "'" + pattern + "' is no pattern of files: " + malformed.getDescription(),
                    "patterns hold * ? [ab] {a,b} and **",
                    malformed);
        }
    }

    private List<Path> search(String pattern) {
        List<String> names = Arrays.asList(pattern.split("/"));
        int literal = 0;
        while (literal < names.size() - 1 && !isPattern(names.get(literal))) {
            literal++;
        }
        String head = String.join("/", names.subList(0, literal));
        List<String> tail = names.subList(literal, names.size());
        Path base = workingFolder
                .resolve(pattern.startsWith("/") ? head + "/" : head)
                .normalize();
        List<Path> files = Files.isDirectory(base) ? walk(base, tail) : List.of();
        if (files.isEmpty()) {
            throw new MvqException(
                    "no file matches '" + pattern + "'",
                    "looked in " + base + "; paths are relative to " + workingFolder);
        }
        return files;
    }

    private static List<Path> walk(Path base, List<String> tail) {
        boolean deep = tail.stream().anyMatch(name -> name.contains("**"));
        PathMatcher matcher = base.getFileSystem().getPathMatcher("glob:" + glob(tail));
        try (Stream<Path> found =
                Files.walk(base, deep ? Integer.MAX_VALUE : tail.size(), FileVisitOption.FOLLOW_LINKS)) {
            return found.filter(path -> matcher.matches(base.relativize(path)))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            throw new MvqException("cannot look for files in " + base, "is the folder readable?", unreadable);
        }
    }

    /** Java's {@code **} stands for one folder at least where it is a whole name. */
    static String glob(List<String> names) {
        return names.stream()
                .map(name -> name.equals("**") ? "{,**/}" : name + "/")
                .collect(Collectors.joining())
                .replaceFirst("/$", "");
    }

    static boolean isPattern(String name) {
        return name.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }
}
