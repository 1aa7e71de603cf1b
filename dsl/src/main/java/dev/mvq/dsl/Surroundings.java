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
 * @param consent asks before what should not happen unasked
 */
public record Surroundings(
        Path workingFolder, Map<String, Object> parameters, Optional<PlainWords> words, Clock clock, Consent consent) {
    public Surroundings {
        parameters = Map.copyOf(parameters);
    }

    /** Where nobody can be asked. */
    public Surroundings(Path workingFolder, Map<String, Object> parameters, Optional<PlainWords> words, Clock clock) {
        this(workingFolder, parameters, words, clock, Consent.OF_NOBODY);
    }

    /** Without parameters, by the machine's clock; today is today in New York, where the sessions are. */
    public static Surroundings of(Path workingFolder) {
        return new Surroundings(workingFolder, Map.of(), Optional.empty(), Clock.system(ZoneId.of("America/New_York")));
    }

    /** With these parameters. */
    public Surroundings with(Map<String, Object> given) {
        return new Surroundings(workingFolder, given, words, clock, consent);
    }

    /** Plain words understood by this. */
    public Surroundings with(PlainWords understood) {
        return new Surroundings(workingFolder, parameters, Optional.of(understood), clock, consent);
    }

    /** With somebody to ask. */
    public Surroundings asking(Consent asked) {
        return new Surroundings(workingFolder, parameters, words, clock, asked);
    }
}
