package dev.mvq.dsl.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What SHOW shows. */
public enum ShowTopic {
    CONTRACTS(true, "the contracts and stocks the store knows"),
    COVERAGE(true, "days and rows by underlying and source, and how many are encoded"),
    INDICES(true, "the indices that were built"),
    SETTINGS(true, "what SET can change"),
    FORMATS(true, "what IMPORT reads"),
    COLUMNS(true, "what WHERE can ask for"),
    GENERATIONS(false, ""),
    ENCODERS(false, ""),
    SOURCES(false, ""),
    PATTERNS(false, ""),
    VARIABLES(false, ""),
    HISTORY(false, "");

    private final boolean built;
    private final String meaning;

    ShowTopic(boolean built, String meaning) {
        this.built = built;
        this.meaning = meaning;
    }

    /** Whether it can be shown. */
    public boolean built() {
        return built;
    }

    /** What it shows, in a line. */
    public String meaning() {
        return meaning;
    }

    /** The topic of that name, in any case. */
    static Optional<ShowTopic> of(String word) {
        return Arrays.stream(values())
                .filter(topic -> topic.name().equalsIgnoreCase(word))
                .findFirst();
    }

    /** Names of the topics that can be shown. */
    public static List<String> names() {
        return Arrays.stream(values()).filter(ShowTopic::built).map(Enum::name).toList();
    }
}
