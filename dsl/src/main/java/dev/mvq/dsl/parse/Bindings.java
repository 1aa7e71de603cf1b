package dev.mvq.dsl.parse;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** What parameters and names of results stand for when a statement's turn has come. */
public interface Bindings {
    /** Before the turn of any statement: nothing is known, and parameters stay what they are. */
    Bindings UNKNOWN = new Bindings() {
        @Override
        public boolean known() {
            return false;
        }

        @Override
        public Optional<Object> parameter(String name) {
            return Optional.empty();
        }

        @Override
        public Collection<String> parameters() {
            return List.of();
        }

        @Override
        public Optional<Table> result(String name) {
            return Optional.empty();
        }

        @Override
        public Collection<String> results() {
            return List.of();
        }
    };

    /** Whether the turn has come, so that what is not found is missing. */
    boolean known();

    /** The value of the variable of exactly that name. */
    Optional<Object> parameter(String name);

    /** Names of the variables there are. */
    Collection<String> parameters();

    /** The rows called {@code last}, {@code $3}, or by a LET name, in any case. */
    Optional<Table> result(String name);

    /** Names of the results there are. */
    Collection<String> results();
}
