package dev.mvq.repl;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code --param name=value}: what {@code :name} stands for. Values are read as the language writes them. */
final class GivenParameters {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+(\\.[0-9]+)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern QUOTED = Pattern.compile("'([^']|'')*'");

    private GivenParameters() {}

    /** The values by name. */
    static Map<String, Object> of(List<String> given) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String each : given) {
            int equal = each.indexOf('=');
            String name = equal < 0 ? each : each.substring(0, equal);
            if (equal < 0 || !NAME.matcher(name).matches()) {
                throw new UsageException("--param takes name=value, such as --param k=20, not '%s'".formatted(each));
            }
            if (values.putIfAbsent(name, value(each.substring(equal + 1))) != null) {
                throw new UsageException("--param gives '%s' twice".formatted(name));
            }
        }
        return values;
    }

    /** A number, a date, true or false; anything else, and what stands in single quotes, is a text. */
    private static Object value(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Long.valueOf(text);
        }
        if (NUMBER.matcher(text).matches()) {
            return Double.valueOf(text);
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (QUOTED.matcher(text).matches()) {
            return text.substring(1, text.length() - 1).replace("''", "'");
        }
        return DATE.matcher(text).matches() ? date(text) : text;
    }

    /** What only looks like a date is refused where it is used. */
    private static Object date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return text;
        }
    }
}
