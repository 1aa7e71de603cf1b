package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** What can be run. */
public sealed interface Statement extends Node {
    /** The clauses in the order they were written. */
    default List<Clause> clauses() {
        return List.of();
    }

    /** A subject, or several whose mean is taken, on a day. */
    record Dated(List<Subject> subjects, Optional<Clause.At> at, Span span) implements Node {
        public Dated {
            subjects = List.copyOf(subjects);
        }
    }

    /** {@code SIMILAR TO subject …}. */
    record SimilarTo(List<Subject> subjects, List<Clause> clauses, Span span) implements Statement {
        public SimilarTo {
            subjects = List.copyOf(subjects);
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code SIMILAR TO EACH (FROM …) …}: every row of a source is a subject. */
    record SimilarToEach(Statement rows, List<Clause> clauses, Span span) implements Statement {
        public SimilarToEach {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code COMPARE subject [AT day] WITH subject [AT day] [ON …]}. */
    record Compare(Dated left, Dated right, List<Clause> clauses, Span span) implements Statement {
        public Compare {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code DESCRIBE subject [AT day]}. */
    record Describe(Subject subject, List<Clause> clauses, Span span) implements Statement {
        public Describe {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code FIND REGIME CHANGES …}. */
    record FindRegimeChanges(List<Clause> clauses, Span span) implements Statement {
        public FindRegimeChanges {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code FIND ARBITRAGE …}. */
    record FindArbitrage(List<Clause> clauses, Span span) implements Statement {
        public FindArbitrage {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code FIND ANOMALIES …}. */
    record FindAnomalies(List<Clause> clauses, Span span) implements Statement {
        public FindAnomalies {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code ANALYZE pattern …}. */
    record Analyze(Name pattern, List<Clause> clauses, Span span) implements Statement {
        public Analyze {
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

    /** {@code GENERATE FULL INDEX …}. */
    record GenerateFullIndex(List<Clause> clauses, Span span) implements Statement {
        public GenerateFullIndex {
            clauses = List.copyOf(clauses);
        }
    }

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

    /** {@code TRAIN ENCODERS …}. */
    record TrainEncoders(List<Clause> clauses, Span span) implements Statement {
        public TrainEncoders {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code FROM source …}: contracts, bars, embeddings, or a result by its name. */
    record From(Name source, List<Clause> clauses, Span span) implements Statement {
        public From {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code SHOW topic …}. */
    record Show(Name topic, List<Clause> clauses, Span span) implements Statement {
        public Show {
            clauses = List.copyOf(clauses);
        }
    }

    /** {@code SET name = value}. */
    record SetSetting(Name setting, Value value, Span span) implements Statement {}

    /** {@code RESET name}. */
    record ResetSetting(Name setting, Span span) implements Statement {}

    /** {@code LET name = statement}. */
    record Let(Name name, Statement statement, Span span) implements Statement {}

    /** {@code EXPLAIN [ANALYZE] statement}. */
    record Explain(boolean analyze, Statement explained, Span span) implements Statement {}

    /** {@code RUN 'file.mvq'}. */
    record RunFile(Value path, Span span) implements Statement {}

    /** {@code ASK 'plain words'}. */
    record Ask(Value words, Span span) implements Statement {}

    /** {@code HELP [topic …]}. */
    record Help(List<Name> topic, Span span) implements Statement {
        public Help {
            topic = List.copyOf(topic);
        }
    }

    /** {@code statement | stage | …}; a pipeline without a statement goes on with {@code FROM last}. */
    record Piped(Statement source, List<Stage> stages, Span span) implements Statement {
        public Piped {
            stages = List.copyOf(stages);
        }
    }
}
