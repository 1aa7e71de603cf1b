package dev.mvq.dsl.check;

import dev.mvq.dsl.syntax.Clause;
import java.util.Optional;

/** Clauses that are checked and cannot be run yet, each with what it will do. */
final class Unbuilts {
    private Unbuilts() {}

    static Optional<Plan.Unbuilt> first(Clauses clauses) {
        return clauses.all().stream().flatMap(clause -> of(clause).stream()).findFirst();
    }

    private static Optional<Plan.Unbuilt> of(Clause clause) {
        return switch (clause) {
            case Clause.Place c
            when c.master().isPresent() ->
                Optional.of(new Plan.Unbuilt("ON SPARK", c.span(), "encodes on a Spark cluster"));
            default -> Optional.empty();
        };
    }
}
