package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.dsl.syntax.Stage;
import dev.mvq.dsl.syntax.Statement;
import dev.mvq.runtime.engine.BuildIndexQuery;
import dev.mvq.runtime.engine.GivenMarket;
import dev.mvq.runtime.engine.RowQuery;
import dev.mvq.runtime.engine.Setting;
import dev.mvq.runtime.engine.SimulationQuery;
import dev.mvq.runtime.engine.Weighing;
import dev.mvq.runtime.index.Distinct;
import dev.mvq.runtime.index.IndexChoice;
import dev.mvq.runtime.index.SearchParameters;
import dev.mvq.runtime.index.WeightedModality;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.source.RowKind;
import dev.mvq.runtime.vector.RowPredicate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** A checked statement: what will be asked of the engine, with days and periods still as written. */
public sealed interface Plan {
    /** {@code SIMILAR TO}; fields as in {@link dev.mvq.runtime.engine.SimilarQuery}. */
    record Similar(
            List<Instrument> subjects,
            Optional<Day> at,
            List<WeightedModality> on,
            OptionalInt k,
            OptionalDouble threshold,
            Optional<Period> during,
            Optional<RowPredicate> where,
            Optional<Distinct> distinct,
            boolean includeSelf,
            boolean allowMissing,
            boolean acrossUnderlyings,
            OptionalInt apart,
            boolean onlyPast,
            IndexChoice using,
            SearchParameters parameters,
            Optional<String> asOf,
            Weighing weighing,
            List<GivenMarket> given)
            implements Plan {
        public Similar {
            given = List.copyOf(given);
            subjects = List.copyOf(subjects);
            on = List.copyOf(on);
        }
    }

    /** {@code DESCRIBE}. */
    record Describe(Instrument subject, Optional<Day> at) implements Plan {}

    /** {@code IMPORT 'glob'}. */
    record ImportFiles(String glob, Optional<String> format, Optional<RowKind> kind, Optional<Period> during)
            implements Plan {}

    /** {@code IMPORT SIMULATED}. */
    record ImportSimulated(SimulationQuery query) implements Plan {}

    /** {@code GENERATE}; fields as in {@link dev.mvq.runtime.engine.GenerateQuery}. */
    record Generate(
            List<Instrument> subjects,
            Optional<Period> during,
            boolean restart,
            boolean fullIndex,
            boolean testAfterYear,
            OptionalInt batchSize,
            OptionalInt maxWorkers)
            implements Plan {
        public Generate {
            subjects = List.copyOf(subjects);
        }
    }

    /** {@code BUILD INDEX}. */
    record BuildIndex(BuildIndexQuery query) implements Plan {}

    /** {@code TEST EMBEDDINGS}. */
    record TestEmbeddings(Optional<Period> during) implements Plan {}

    /**
     * {@code TRAIN ENCODERS}.
     *
     * @param modalities which are trained; none: all
     * @param numbers options that are numbers, as given
     * @param texts options that are words, as given
     */
    record Train(
            List<Modality> modalities, Optional<Period> during, Map<String, Long> numbers, Map<String, String> texts)
            implements Plan {
        public Train {
            modalities = List.copyOf(modalities);
            numbers = Map.copyOf(numbers);
            texts = Map.copyOf(texts);
        }
    }

    /** {@code SHOW}. */
    record Show(ShowTopic topic, Optional<String> like, Optional<Day> at, Optional<String> of) implements Plan {}

    /** {@code SET}. */
    record Change(Setting setting, String value) implements Plan {}

    /** {@code RESET}. */
    record Restore(Setting setting) implements Plan {}

    /** {@code FROM}; the source in lower case. */
    record From(
            String source,
            boolean stored,
            Optional<Day> at,
            Optional<Period> during,
            Optional<Condition> where,
            Optional<String> asOf)
            implements Plan {}

    /** A condition on a source's rows, and as the user wrote it. */
    record Condition(RowQuery query, String text) {}

    /** {@code statement | stage …}. */
    record Piped(Plan source, Statement statement, List<Stage> stages, Pipeline pipeline) implements Plan {
        public Piped {
            stages = List.copyOf(stages);
        }
    }

    /** {@code LET name = statement}. */
    record Let(String name, Plan value) implements Plan {}

    /** {@code RUN 'file'}; the path as written. */
    record RunFile(String path, Span place) implements Plan {}

    /** {@code ASK 'plain words'}; the place is that of the words. */
    record Ask(String words, Span place) implements Plan {}

    /** {@code EXPLAIN [ANALYZE]}. */
    record Explain(boolean analyze, Plan explained, Statement statement) implements Plan {}

    /**
     * What is checked and cannot be run yet.
     *
     * @param words what it is, such as {@code COMPARE} or {@code AS OF}
     * @param place where those words stand
     * @param meaning what it will do, in a line
     */
    record Unbuilt(String words, Span place, String meaning) implements Plan {}

    /** {@code HELP}; the topic's words, upper case. */
    record Help(List<String> topic) implements Plan {
        public Help {
            topic = List.copyOf(topic);
        }
    }

    /** Whether it answers with a table, that a pipeline can go on with. */
    default boolean givesRows() {
        return switch (this) {
            case Change p -> false;
            case Restore p -> false;
            case Explain p -> false;
            case Help p -> false;
            case Let p -> false;
            case RunFile p -> false;
            default -> true;
        };
    }
}
