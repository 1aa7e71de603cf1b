package dev.mvq.dsl.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What SHOW shows. */
public enum ShowTopic {
    CONTRACTS(true, "the contracts and stocks the store knows"),
    COVERAGE(true, "days and rows by underlying and source, and how many are encoded"),
    INDICES(true, "the indices that were built"),
    GENERATIONS(true, "the generations of embeddings the store keeps"),
    ENCODERS(true, "the encoders and the days they were trained on"),
    SETTINGS(true, "what SET can change"),
    SOURCES(true, "what FROM can name"),
    FORMATS(true, "what IMPORT reads"),
    PATTERNS(true, "what ANALYZE can look at"),
    COLUMNS(true, "the columns of a source, or those that WHERE can ask for"),
    VARIABLES(true, "LET names, results and parameters"),
    HISTORY(true, "what was run in this session");

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

    /** Names of all topics. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
