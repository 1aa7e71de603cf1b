package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Clause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement's clauses, each of which may stand once. */
final class Clauses {
    private final List<Clause> clauses;

    Clauses(List<Clause> clauses, Problems problems) {
        this.clauses = clauses;
        Map<Class<?>, Clause> first = new HashMap<>();
        for (Clause clause : clauses) {
            Clause before = first.putIfAbsent(clause.getClass(), clause);
            if (before != null) {
                problems.add(Diagnostic.of(
                        clause.span().first(clause.keyword().split(" ", -1)[0].length()), twice(before, clause)));
            }
        }
    }

    private static String twice(Clause before, Clause clause) {
        return before.keyword().equals(clause.keyword())
                ? clause.keyword() + " stands twice"
                : before.keyword() + " and " + clause.keyword() + " exclude each other";
    }

    List<Clause> all() {
        return clauses;
    }

    <T extends Clause> Optional<T> find(Class<T> type) {
        return clauses.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** The generation that is asked, as the user names it. */
    Optional<String> asOf() {
        return find(Clause.AsOf.class).map(clause -> clause.generation().text());
    }

    boolean has(Class<? extends Clause> type) {
        return find(type).isPresent();
    }
}
