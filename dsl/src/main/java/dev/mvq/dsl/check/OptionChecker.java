package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code WITH (name = value, …)} against the options that a statement knows, all of them whole numbers. */
final class OptionChecker {
    private final Problems problems;

    OptionChecker(Problems problems) {
        this.problems = problems;
    }

    /** The options that were given. */
    Map<String, Long> check(Clauses clauses, Map<String, OptionRange> known) {
        Map<String, Long> given = new LinkedHashMap<>();
        List<Clause.Option> options =
                clauses.find(Clause.With.class).map(Clause.With::options).orElse(List.of());
        for (Clause.Option option : options) {
            String name = option.name().lower();
            OptionRange range = known.get(name);
            if (range == null) {
                problems.add(Diagnostic.misspelled(
                        option.name().span(),
                        "unknown option '" + option.name().text() + "'",
                        name,
                        List.copyOf(known.keySet())));
            } else if (given.containsKey(name)) {
                problems.add(Diagnostic.of(option.name().span(), name + " stands twice"));
            } else {
                given.put(name, whole(name, option.value(), range));
            }
        }
        return given;
    }

    /** The value; where it is not whole or out of range that is told, and something in range stands in for it. */
    long whole(String name, Value value, OptionRange range) {
        if (value.isParameter()) {
            return range.least();
        }
        // An option that is a day is handed on as YYYYMMDD.
        boolean day = name.endsWith("_day") && value.kind() == Value.Kind.DAY;
        String digits = value.text().replace(day ? "-" : "_", "");
        boolean whole = (day || value.kind() == Value.Kind.NUMBER) && digits.matches("[+-]?[0-9]{1,18}");
        long number = whole ? Long.parseLong(digits) : Long.MIN_VALUE;
        if (!whole || number < range.least() || number > range.most()) {
            problems.add(Diagnostic.of(
                    value.span(),
                    name + " is a whole number from " + StatementChecker.grouped(range.least()) + " to "
                            + StatementChecker.grouped(range.most()) + ", not " + value.text()));
            return range.least();
        }
        return number;
    }
}
