package dev.mvq.grammar;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The language for editors that colour by TextMate grammars, made from the lexer's keywords. What is made is kept in
 * {@code src/main/textmate/mvql.tmLanguage.json}; a test holds the two together.
 */
public final class TextMateGrammar {
    private static final Set<String> CONSTANTS = Set.of("FALSE", "LATEST", "NULL", "TODAY", "TRUE");
    private static final Set<String> OPERATORS = Set.of("AND", "BETWEEN", "IN", "IS", "LIKE", "NOT", "OR");

    private record Rule(String scope, String match) {}

    private TextMateGrammar() {}

    /** The grammar as JSON. */
    public static String json() {
        List<Rule> rules = List.of(
                new Rule("comment.line.mvql", "(--|//).*$"),
                new Rule("variable.parameter.mvql", ":[A-Za-z_][A-Za-z0-9_]*"),
                new Rule("variable.language.result.mvql", "\\$[0-9]+"),
                new Rule("constant.other.contract.mvql", "\\b[A-Z0-9.]+_[0-9]{8}_[0-9.]+_[CP]\\b"),
                new Rule("constant.other.contract.mvql", "\\b(O:)?[A-Z0-9.]{1,6} *[0-9]{6}[CP][0-9]{8}\\b"),
                new Rule("constant.other.date.mvql", "\\b[0-9]{4}-([0-9]{2}-[0-9]{2}|[0-9]{2}|Q[1-4])\\b"),
                new Rule("constant.numeric.mvql", "(\\b[0-9][0-9_]*(\\.[0-9]+)?|\\.[0-9]+)(E[+-]?[0-9]+)?%?"),
                new Rule("constant.language.mvql", words(CONSTANTS::contains)),
                new Rule("keyword.operator.word.mvql", words(OPERATORS::contains)),
                new Rule("support.function.mvql", "\\b[A-Za-z_]+(?=\\()"),
                new Rule("keyword.control.mvql", words(word -> !CONSTANTS.contains(word) && !OPERATORS.contains(word))),
                new Rule("keyword.operator.mvql", "!=|<>|<=|>=|\\.\\.|[=<>+*/%|-]"));
        return """
            {
              "name": "MVQL",
              "scopeName": "source.mvql",
              "fileTypes": ["mvq"],
              "patterns": [
                { "name": "comment.block.mvql", "begin": "/\\\\*", "end": "\\\\*/" },
                { "name": "string.quoted.single.mvql", "begin": "'", "end": "'" },
                { "name": "entity.name.quoted.mvql", "begin": "\\"", "end": "\\"" },
            """ + rules.stream().map(TextMateGrammar::rule).collect(Collectors.joining(",\n")) + "\n  ]\n}\n";
    }

    private static String words(Predicate<String> wanted) {
        return Keywords.all().stream().filter(wanted).collect(Collectors.joining("|", "\\b(", ")\\b"));
    }

    private static String rule(Rule rule) {
        return "    { \"name\": \"" + rule.scope + "\", \"match\": \"(?i)" + rule.match.replace("\\", "\\\\") + "\" }";
    }
}
