package dev.mvq.dsl.check;

import dev.mvq.dsl.syntax.StatementKind;
import dev.mvq.grammar.Keywords;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What HELP prints, made from the lists that the language itself reads. */
public final class HelpPages {
    private static final List<String> OTHERS = List.of(
            "COLUMNS",
            "CONTRACTS",
            "DATES",
            "EXPRESSIONS",
            "FORMATS",
            "FUNCTIONS",
            "MODALITIES",
            "PERIODS",
            "SETTINGS");

    private HelpPages() {}

    /** Every topic, upper case. */
    public static List<String> topics() {
        List<String> topics = new ArrayList<>();
        for (StatementKind kind : StatementKind.values()) {
            topics.add(kind.words());
        }
        topics.addAll(OTHERS);
        return List.copyOf(topics);
    }

    /** Whether there is a page on these words, upper case. */
    static boolean knows(List<String> words) {
        String topic = String.join(" ", words);
        return words.isEmpty()
                || OTHERS.contains(topic)
                || !statements(topic).isEmpty()
                || !parts(topic).isEmpty();
    }

    /** The page on these words, upper case; without words, the list of all statements. */
    public static String page(List<String> words, Names names) {
        if (words.isEmpty()) {
            return overview();
        }
        String topic = String.join(" ", words);
        List<StatementKind> statements = statements(topic);
        if (!statements.isEmpty()) {
            return statements.stream().map(HelpPages::statement).collect(Collectors.joining("\n\n"));
        }
        return switch (topic) {
            case "COLUMNS" -> "Columns that WHERE can ask for:\n" + listed(new TreeMap<>(names.columns()));
            case "CONTRACTS" -> contracts();
            case "DATES", "PERIODS" -> periods();
            case "EXPRESSIONS", "FUNCTIONS" -> expressions();
            case "FORMATS" -> "Formats that IMPORT reads:\n" + listed(names.formats());
            case "MODALITIES" -> modalities();
            case "SETTINGS" -> settings();
            default -> topic + " is part of:\n" + String.join("\n", parts(topic));
        };
    }

    /** Statements that open with these words; all of one opener where only that is given. */
    private static List<StatementKind> statements(String topic) {
        return Arrays.stream(StatementKind.values())
                .filter(kind -> kind.words().equals(topic) || kind.opener().equals(topic))
                .toList();
    }

    /** Where words stand inside statements: each with the line of its syntax. */
    private static List<String> parts(String topic) {
        Pattern word = Pattern.compile("(?<![A-Z])" + Pattern.quote(topic) + "(?![A-Z])");
        return Arrays.stream(StatementKind.values())
                .flatMap(kind -> kind.syntax()
                        .lines()
                        .filter(line -> word.matcher(line).find() && !topic.isBlank())
                        .map(line -> String.format(Locale.ROOT, "  %-20s %s", kind.words(), line.strip())))
                .toList();
    }

    private static String overview() {
        StringBuilder text = new StringBuilder("Statements end with ';'. HELP and a statement's words say more.\n");
        Arrays.stream(StatementKind.values())
                .forEach(kind -> text.append(String.format(Locale.ROOT, "\n  %-20s %s", kind.words(), kind.summary())));
        String others = OTHERS.stream().map(each -> "HELP " + each).collect(Collectors.joining(", "));
        text.append("\n\nAlso: ").append(others).append("\n\nFor a start:");
        text.append("\n  ").append(StatementKind.SIMILAR_TO.examples().getFirst());
        return text.toString();
    }

    private static String statement(StatementKind kind) {
        String examples = kind.examples().stream().map(each -> "\n  " + each).collect(Collectors.joining());
        return kind.words() + ": " + kind.summary() + "\n\n" + indented(kind.syntax()) + "\n\nFor example:" + examples;
    }

    private static String indented(String text) {
        return text.lines().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }

    private static String listed(Map<String, String> entries) {
        return entries.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "  %-18s %s", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String modalities() {
        String listed = Arrays.stream(Modality.values())
                .map(each -> String.format(Locale.ROOT, "  %-16s %3d numbers", each.word(), each.dimension()))
                .collect(Collectors.joining("\n"));
        return "Modalities, for ON:\n" + listed
                + "\n\nSeveral are weighed: ON fused WEIGHT 2, greeks. The similarity is the weighted mean of the cosines.";
    }

    private static String settings() {
        String listed = Arrays.stream(Setting.values())
                .map(each -> String.format(
                        Locale.ROOT,
                        "  %-12s %s; %s (default %s)",
                        each.word(),
                        each.description(),
                        range(each),
                        each.initial()))
                .collect(Collectors.joining("\n"));
        return "Settings, for SET and RESET:\n" + listed;
    }

    private static String range(Setting setting) {
        if (setting.isDate()) {
            return "a date";
        }
        if (setting.isName()) {
            return "a name";
        }
        return setting.choices().isEmpty() ? setting.range().toString() : String.join(" | ", setting.choices());
    }

    private static String contracts() {
        return """
            A contract is one word, in any of three spellings and any case:
              AAPL_20240119_150_C      root, expiry, strike, C or P
              AAPL240119C00150000      OCC: the strike x 1000 in eight digits; also padded, 'AAPL  240119C00150000'
              O:AAPL240119C00150000
            A ticker is up to six letters and digits: AAPL, SPY, BRK.B. These words are written in double quotes as tickers:
            """ + "  " + String.join(" ", new TreeSet<>(Keywords.NOT_TICKERS));
    }

    private static String periods() {
        return """
            A day, for AT:            2024-01-15   LATEST (newest day with data)   TODAY
            A period, for DURING:     2024   2024-Q1   2024-03   2024-03-07   LATEST
              from .. to:             2023-Q4 .. 2024-02   2024 .. LATEST
              back from LATEST:       LAST 30 DAYS   LAST 2 WEEKS   LAST 1 YEAR""";
    }

    private static String expressions() {
        return """
            A condition, for WHERE:
              = <> != < <= > >=      [NOT] BETWEEN a AND b      [NOT] IN (a, b)      [NOT] LIKE 'AAPL%'      IS [NOT] NULL
              AND OR NOT             + - * / %                  2% is 0.02           type = 'call', type = 'put'
              'text'   2024-01-15    AAPL_20240119_150_C        "column"
            """ + "Functions: " + String.join(" ", FunctionCompiler.FUNCTIONS)
                + "\n  log is the natural logarithm; where a number has no value, as x / 0, it is null"
                + "\nFor example:\n  dte BETWEEN 20 AND 40 AND abs(delta) < 0.3 AND iv > 25%";
    }
}
