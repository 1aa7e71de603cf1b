package dev.mvq.repl;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time on the command line: {@code 7d}, {@code 12h}, {@code 30m}, {@code 90s}, {@code 0}. */
final class Grace {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,5}) *([dhms])|0");

    private Grace() {}

    static Duration parse(String text) {
        Matcher matcher = TIME.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException("--grace takes a time such as 7d, 12h or 30m, not '%s'".formatted(text));
        }
        if (matcher.group(1) == null) {
            return Duration.ZERO;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(count);
            case "h" -> Duration.ofHours(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofSeconds(count);
        };
    }
}
