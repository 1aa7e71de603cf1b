package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Value;
import dev.mvq.runtime.engine.Setting;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The range of a setting that takes a whole number, as its description gives it. */
record SettingRange(long least, long most) {
    private static final Pattern RANGE = Pattern.compile("([0-9]+) \\.\\. ([0-9]+)");

    static Optional<SettingRange> of(Setting setting) {
        Matcher range = RANGE.matcher(setting.description());
        return range.find()
                ? Optional.of(new SettingRange(Long.parseLong(range.group(1)), Long.parseLong(range.group(2))))
                : Optional.empty();
    }

    void check(Setting setting, Value value, Problems problems) {
        String digits = value.text().replace("_", "");
        boolean whole = digits.matches("-?[0-9]{1,18}");
        long number = whole ? Long.parseLong(digits) : 0;
        if (!whole || number < least || number > most) {
            problems.add(Diagnostic.of(
                    value.span(),
                    setting.word() + " is a whole number from " + StatementChecker.grouped(least) + " to "
                            + StatementChecker.grouped(most) + ", not " + value.text()));
        }
    }
}
