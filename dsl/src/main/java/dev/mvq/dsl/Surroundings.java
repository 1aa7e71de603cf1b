package dev.mvq.dsl;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * What a session of the language stands in.
 *
 * @param workingFolder what relative paths of SAVE and, from the console, of RUN are relative to
 * @param parameters values of {@code :name}: texts, numbers, booleans, dates, lists, table rows
 * @param words understands ASK, where anything does
 * @param clock says what day it is
 */
public record Surroundings(
        Path workingFolder, Map<String, Object> parameters, Optional<PlainWords> words, Clock clock) {
    public Surroundings {
        parameters = Map.copyOf(parameters);
    }

    /** Without parameters, by the machine's clock; today is today in New York, where the sessions are. */
    public static Surroundings of(Path workingFolder) {
        return new Surroundings(workingFolder, Map.of(), Optional.empty(), Clock.system(ZoneId.of("America/New_York")));
    }

    /** With these parameters. */
    public Surroundings with(Map<String, Object> given) {
        return new Surroundings(workingFolder, given, words, clock);
    }

    /** Plain words understood by this. */
    public Surroundings with(PlainWords understood) {
        return new Surroundings(workingFolder, parameters, Optional.of(understood), clock);
    }
}
