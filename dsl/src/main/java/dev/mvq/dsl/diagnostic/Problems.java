package dev.mvq.dsl.diagnostic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the problems of a text. Of several at one place the first is kept: the others follow from it. */
public final class Problems {
    private final Map<Span, Diagnostic> bySpan = new LinkedHashMap<>();

    /** Takes note of a problem. */
    public void add(Diagnostic problem) {
        bySpan.putIfAbsent(problem.span(), problem);
    }

    /** Takes note of all. */
    public void addAll(List<Diagnostic> problems) {
        problems.forEach(this::add);
    }

    /** Whether nothing is wrong. */
    public boolean isEmpty() {
        return bySpan.isEmpty();
    }

    /** The problems as they were found. */
    public List<Diagnostic> list() {
        return List.copyOf(bySpan.values());
    }
}
