package dev.mvq.runtime.source;

import dev.mvq.runtime.market.MvqException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Arrays;
import java.util.regex.PatternSyntaxException;

/** A pattern as {@link SourceFiles} knows them, for names that are not in a folder: keys of a bucket. */
public final class SourcePattern {
    private final String pattern;
    private final PathMatcher matcher;

    private SourcePattern(String pattern) {
        this.pattern = pattern;
        this.matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + SourceFiles.glob(Arrays.asList(pattern.split("/"))));
    }

    /** @throws MvqException where it is malformed */
    public static SourcePattern of(String pattern) {
        try {
            return new SourcePattern(pattern);
        } catch (PatternSyntaxException malformed) {
            throw new MvqException(
                    "'" + pattern + "' is no pattern of files: " + malformed.getDescription(),
                    "patterns hold * ? [ab] {a,b} and **",
                    malformed);
        }
    }

    /** What every name that matches begins with. */
    public String literalHead() {
        int end = 0;
        while (end < pattern.length() && !SourceFiles.isPattern(pattern.substring(end, end + 1))) {
            end++;
        }
        return pattern.substring(0, end);
    }

    /** Whether the slash-separated name is meant. */
    public boolean matches(String name) {
        try {
            return name.equals(pattern) || matcher.matches(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return pattern;
    }
}
