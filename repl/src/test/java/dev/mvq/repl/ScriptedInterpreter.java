package dev.mvq.repl;

import dev.mvq.dsl.Interpreter;
import dev.mvq.dsl.Output;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/** Stands for the language: answers statements it was told, remembers what it was asked. */
public final class ScriptedInterpreter implements Interpreter {
    private final LinkedHashMap<String, Function<Output, Integer>> answers = new LinkedHashMap<>();
    private final List<String> heard = new ArrayList<>();

    /** Answers texts that begin with {@code beginning}; later ones first. */
    public ScriptedInterpreter when(String beginning, Function<Output, Integer> answer) {
        answers.putFirst(beginning, answer);
        return this;
    }

    /** {@code name: text} of every run so far. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public int run(String name, String text, Output output) {
        heard.add(name + ": " + text);
        return answers.entrySet().stream()
                .filter(entry -> text.startsWith(entry.getKey()))
                .findFirst()
                .map(entry -> entry.getValue().apply(output))
                .orElse(OK);
    }

    @Override
    public boolean isIncomplete(String text) {
        return text.stripTrailing().endsWith(",") || text.stripTrailing().endsWith("ON");
    }

    @Override
    public List<String> complete(String text, int cursor) {
        return "SIMILAR".startsWith(text.substring(0, cursor)) ? List.of("SIMILAR", "SHOW") : List.of();
    }
}
