package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.simulation.path.Roster;
import java.util.Set;

/** Which names' options may be exercised before expiry: those on stocks and funds, not those on indices. */
final class ExerciseStyle {
    private static final Set<String> INDICES = Set.of("SPX", "NDX", "RUT");

    private ExerciseStyle() {}

    static boolean isAmerican(Roster.Name name) {
        return !INDICES.contains(name.ticker());
    }
}
