package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import java.util.List;

/** What can be run. */
public sealed interface Statement extends Node {
    /** The clauses in the order they were written. */
    default List<Clause> clauses() {
        return List.of();
    }

    /** {@code SIMILAR TO subject …}. */
    record SimilarTo(List<Subject> subjects, List<Clause> clauses, Span span) implements Statement {
        public SimilarTo {
            subjects = List.copyOf(subjects);
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code IMPORT 'path or glob' …}. */
    record ImportFiles(Value path, List<Clause> clauses, Span span) implements Statement {
        public ImportFiles {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code IMPORT SIMULATED …}. */
    record ImportSimulated(List<Clause> clauses, Span span) implements Statement {
        public ImportSimulated {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code GENERATE EMBEDDINGS …}. */
    record GenerateEmbeddings(List<Clause> clauses, Span span) implements Statement {
        public GenerateEmbeddings {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code GENERATE FULL INDEX}. */
    record GenerateFullIndex(Span span) implements Statement {}

    /** {@code BUILD INDEX …}. */
    record BuildIndex(List<Clause> clauses, Span span) implements Statement {
        public BuildIndex {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code TEST EMBEDDINGS …}. */
    record TestEmbeddings(List<Clause> clauses, Span span) implements Statement {
        public TestEmbeddings {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code SHOW topic …}. */
    record Show(Name topic, List<Clause> clauses, Span span) implements Statement {
        public Show {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code DESCRIBE subject [AT day]}. */
    record Describe(Subject subject, List<Clause> clauses, Span span) implements Statement {
        public Describe {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code SET name = value}. */
    record SetSetting(Name setting, Value value, Span span) implements Statement {}

    /** {@code RESET name}. */
    record ResetSetting(Name setting, Span span) implements Statement {}

    /** {@code EXPLAIN statement}. */
    record Explain(Statement explained, Span span) implements Statement {}

    /** {@code HELP [topic …]}. */
    record Help(List<Name> topic, Span span) implements Statement {
        public Help {
            topic = List.copyOf(topic);
        }
    }
}
