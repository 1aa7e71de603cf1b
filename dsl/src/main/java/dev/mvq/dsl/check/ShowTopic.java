package dev.mvq.dsl.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What SHOW shows. */
public enum ShowTopic {
    CONTRACTS("the contracts and stocks the store knows"),
    COVERAGE("days and rows by underlying and source, and how many are encoded"),
    INDICES("the indices that were built"),
    GENERATIONS("the generations of embeddings the store keeps"),
    ENCODERS("the encoders and the days they were trained on"),
    SETTINGS("what SET can change"),
    SOURCES("what FROM can name"),
    FORMATS("what IMPORT reads"),
    PATTERNS("what ANALYZE can look at"),
    COLUMNS("the columns of a source, or those that WHERE can ask for"),
    VARIABLES("LET names, results and parameters"),
    HISTORY("what was run in this session");

    private final String meaning;

    ShowTopic(String meaning) {
        this.meaning = meaning;
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
