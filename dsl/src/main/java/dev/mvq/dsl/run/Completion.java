package dev.mvq.dsl.run;

import dev.mvq.dsl.check.FunctionCompiler;
import dev.mvq.dsl.check.HelpPages;
import dev.mvq.dsl.check.ShowTopic;
import dev.mvq.dsl.syntax.StatementKind;
import dev.mvq.grammar.Keywords;
import dev.mvq.grammar.StatementParser;
import dev.mvq.grammar.StatementSplitter;
import dev.mvq.grammar.SyntaxFailure;
import dev.mvq.grammar.generated.MvqLexer;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.engine.RowSource;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.index.Distinct;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.market.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;

/** What may stand at the cursor: the parser is asked what it would take after the tokens before it. */
final class Completion {
    private static final int MOST = 50;

    private final Supplier<? extends Mvq> engine;

    private final Session session;

    Completion(Supplier<? extends Mvq> engine, Session session) {
        this.engine = engine;
        this.session = session;
    }

    /** Whole words that begin with what stands before the cursor; names before keywords. */
    List<String> complete(String text, int cursor) {
        String before = text.substring(0, Math.clamp(cursor, 0, text.length()));
        String prefix = prefix(before);
        List<Token> tokens = lastStatement(before.substring(0, before.length() - prefix.length()));
        if (tokens.stream().anyMatch(Completion::isOpenEnded)) {
            return List.of();
        }
        Set<String> found = new LinkedHashSet<>();
        for (String candidate : candidates(tokens, prefix)) {
            if (candidate.toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT))) {
                found.add(candidate);
            }
        }
        return found.stream().limit(MOST).toList();
    }

    /** The part of a word that was typed: letters, digits, and what contracts are made of. */
    private static String prefix(String before) {
        int start = before.length();
        while (start > 0 && isWordPart(before.charAt(start - 1))) {
            start--;
        }
        return before.substring(start);
    }

    private static boolean isWordPart(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == ':');
    }

    private static boolean isOpenEnded(Token token) {
        return switch (token.getType()) {
            case MvqLexer.UNCLOSED_STRING, MvqLexer.UNCLOSED_QUOTED, MvqLexer.UNCLOSED_COMMENT -> true;
            default -> false;
        };
    }

    private static List<Token> lastStatement(String text) {
        List<Token> tokens = new ArrayList<>();
        for (Token token : StatementSplitter.tokens(text)) {
            if (token.getType() == MvqLexer.SEMICOLON) {
                tokens.clear();
            } else {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private List<String> candidates(List<Token> tokens, String prefix) {
        if (!tokens.isEmpty() && tokens.getFirst().getType() == MvqLexer.HELP) {
            return HelpPages.topics();
        }
        SyntaxFailure standing = StatementParser.standing(tokens, 0);
        if (standing.expected().isEmpty() || standing.offending().getType() != MvqLexer.UNRECOGNIZED) {
            return List.of();
        }
        List<String> all = new ArrayList<>(names(standing.begun(), tokens, prefix));
        boolean onlyNames = standing.begun().stream().anyMatch(rule -> isName(rule));
        if (standing.begun().stream().anyMatch(Set.of("condition", "value")::contains)) {
            all.addAll(List.of("FALSE", "NOT", "NULL", "TRUE"));
        } else if (!onlyNames) {
            all.addAll(keywords(standing.expected()));
        }
        return all;
    }

    private static boolean isName(String rule) {
        return Set.of(
                        "subject",
                        "about",
                        "dated",
                        "modality",
                        "distinctBy",
                        "indexKind",
                        "showTopic",
                        "setting",
                        "settingValue",
                        "optionName",
                        "formatName",
                        "rowSource",
                        "columnName")
                .contains(rule);
    }

    private List<String> names(List<String> rules, List<Token> tokens, String prefix) {
        return rules.stream().flatMap(rule -> names(rule, tokens, prefix)).toList();
    }

    private Stream<String> names(String rule, List<Token> tokens, String prefix) {
        return switch (rule) {
            case "command" -> StatementKind.openers().stream();
            case "subject", "about", "dated" -> engine.get().complete(prefix, MOST).stream();
            case "modality" -> Arrays.stream(Modality.values()).map(Modality::word);
            case "rowSource" ->
                Stream.concat(Arrays.stream(RowSource.values()).map(RowSource::word), session.results().stream());
            case "columnName" -> engine.get().columns().keySet().stream();
            case "distinctBy" ->
                Arrays.stream(Distinct.values()).map(each -> each.name().toLowerCase(Locale.ROOT));
            case "indexKind" -> Arrays.stream(IndexChoice.values()).map(Enum::name);
            case "showTopic" -> ShowTopic.names().stream();
            case "setting" -> Arrays.stream(Setting.values()).map(Setting::word);
            case "settingValue" -> choices(tokens);
            case "formatName" -> engine.get().formats().keySet().stream();
            case "optionName" -> options(tokens);
            case "value", "condition" ->
                Stream.of(engine.get().columns().keySet(), FunctionCompiler.FUNCTIONS)
                        .flatMap(Collection::stream);
            default -> Stream.of();
        };
    }

    private static Stream<String> choices(List<Token> tokens) {
        return tokens.size() < 2
                ? Stream.of()
                : Arrays.stream(Setting.values())
                        .filter(setting ->
                                setting.word().equalsIgnoreCase(tokens.get(1).getText()))
                        .flatMap(setting -> setting.choices().stream());
    }

    private static Stream<String> options(List<Token> tokens) {
        return switch (tokens.getFirst().getType()) {
            case MvqLexer.SIMILAR -> Stream.of("nprobe", "ef", "refine");
            case MvqLexer.GENERATE -> Stream.of("batch_size", "max_workers");
            case MvqLexer.TRAIN -> Stream.of("epochs", "seed", "rows", "size", "threads", "restart");
            case MvqLexer.IMPORT ->
                Stream.of("seed", "underlyings", "days", "contracts_per_day", "history", "last_day");
            default -> Stream.of();
        };
    }

    private static List<String> keywords(Set<Integer> types) {
        return types.stream()
                .map(Keywords::of)
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }
}
