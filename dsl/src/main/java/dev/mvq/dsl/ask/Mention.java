package dev.mvq.dsl.ask;

import java.util.List;

/**
 * A stretch of words and what it may mean.
 *
 * @param from first word
 * @param to one past the last
 * @param meanings one or more; which of them holds is decided by the statement that takes it
 */
record Mention(int from, int to, List<Meaning> meanings) {
    Mention {
        meanings = List.copyOf(meanings);
    }

    static Mention of(int from, int to, Meaning meaning) {
        return new Mention(from, to, List.of(meaning));
    }

    int length() {
        return to - from;
    }
}
