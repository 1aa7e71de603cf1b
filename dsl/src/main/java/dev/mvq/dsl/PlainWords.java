package dev.mvq.dsl;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/** Understands plain words: what somebody asks, as statements of the language. A wrong statement is worse than a refusal. */
public interface PlainWords {
    /**
     * What is asked.
     *
     * @param text as it was typed
     * @param today the day that words such as "yesterday" count from
     * @param days first and last day with data, empty where there are none
     * @param names tickers that the store knows
     */
    record Question(String text, LocalDate today, Supplier<List<LocalDate>> days, Supplier<List<String>> names) {}

    /**
     * One way to understand it.
     *
     * @param statement in the language, dates resolved, without a {@code ;}
     * @param score above 0; of two readings the higher is the better
     */
    record Reading(String statement, double score) {}

    /**
     * What was understood.
     *
     * @param readings best first; one is run, several that are close are shown and asked about, none declines
     * @param reason why there is none, in the user's words; else empty
     * @param nearest what would be nearest to it, in the language; may be empty
     */
    record Understanding(List<Reading> readings, String reason, String nearest) {
        public Understanding {
            readings = List.copyOf(readings);
        }
    }

    /** Reads the question. */
    Understanding read(Question question);
}
