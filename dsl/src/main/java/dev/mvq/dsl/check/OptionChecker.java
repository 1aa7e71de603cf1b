package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Clause;
import dev.mvq.dsl.syntax.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code WITH (name = value, …)} against the options that a statement knows, whole numbers and texts of a list. */
final class OptionChecker {
    private final Problems problems;

    OptionChecker(Problems problems) {
        this.problems = problems;
    }

    /**
     * Options as they were given.
     *
     * @param numbers whole numbers by name
     * @param texts texts by name, as the list of the known ones spells them
     */
    record Given(Map<String, Long> numbers, Map<String, String> texts) {}

    /** The options that were given, of a statement that knows numbers only. */
    Map<String, Long> check(Clauses clauses, Map<String, OptionRange> known) {
        return check(clauses, known, Map.of()).numbers();
    }

    /**
     * The options that were given.
     *
     * @param numbers ranges of options that are whole numbers
     * @param texts what options that are texts may be
     */
    Given check(Clauses clauses, Map<String, OptionRange> numbers, Map<String, List<String>> texts) {
        Given given = new Given(new LinkedHashMap<>(), new LinkedHashMap<>());
        List<Clause.Option> options =
                clauses.find(Clause.With.class).map(Clause.With::options).orElse(List.of());
        for (Clause.Option option : options) {
            String name = option.name().lower();
            OptionRange range = numbers.get(name);
            List<String> choices = texts.get(name);
            if (given.numbers.containsKey(name) || given.texts.containsKey(name)) {
                problems.add(Diagnostic.of(option.name().span(), name + " stands twice"));
            } else if (range != null) {
                given.numbers.put(name, whole(name, option.value(), range));
            } else if (choices != null) {
                given.texts.put(name, choice(name, option.value(), choices));
            } else {
                unknown(option, numbers.keySet(), texts.keySet());
            }
        }
        return given;
    }

    private void unknown(Clause.Option option, Collection<String> numbers, Collection<String> texts) {
        List<String> known = new ArrayList<>(numbers);
        known.addAll(texts);
        problems.add(Diagnostic.misspelled(
                option.name().span(),
                "unknown option '" + option.name().text() + "'",
                option.name().lower(),
                known));
    }

    /** The text, as known; where it is none of those that is told, and the first stands in for it. */
    private String choice(String name, Value value, List<String> choices) {
        if (value.kind() != Value.Kind.TEXT && value.kind() != Value.Kind.WORD) {
            problems.add(
                    Diagnostic.of(value.span(), name + " is a text, not " + value.text(), "one of " + quoted(choices)));
            return choices.getFirst();
        }
        Optional<String> known = choices.stream()
                .filter(each -> each.equalsIgnoreCase(value.text()))
                .findFirst();
        if (known.isEmpty()) {
            problems.add(Diagnostic.misspelled(
                    value.span(), name + " cannot be '" + value.text() + "'", value.text(), choices));
        }
        return known.orElse(choices.getFirst());
    }

    private static String quoted(List<String> choices) {
        return choices.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", "));
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
