package dev.mvq.dsl.ask;

import dev.mvq.dsl.syntax.Statement;

/**
 * A statement that a sentence may mean.
 *
 * @param statement what it is
 * @param slots what it used
 * @param likeness how well its kind fits the words, above 0
 */
record Draft(Statement statement, Slots slots, double likeness) {
    double score() {
        return likeness * slots.covered();
    }
}
