package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** A part of a statement that begins with its own keyword. Clauses come in any order, each at most once. */
public sealed interface Clause extends Node {
    /** The words it begins with, as the reference prints them. */
    String keyword();

    /** {@code AT day}. */
    record At(Day day, Span span) implements Clause {
        @Override
        public String keyword() {
            return "AT";
        }
    }

    /** {@code ON modality [WEIGHT w], …}. */
    record On(List<Weighted> modalities, Span span) implements Clause {
        public On {
            modalities = List.copyOf(modalities);
        }

        @Override
        public String keyword() {
            return "ON";
        }
    }

    /** A modality and its share. */
    record Weighted(Name modality, Optional<Num> weight, Span span) implements Node {}

    /** {@code K n}. */
    record Limit(Num k, Span span) implements Clause {
        @Override
        public String keyword() {
            return "K";
        }
    }

    /** {@code THRESHOLD s}. */
    record Threshold(Num least, Span span) implements Clause {
        @Override
        public String keyword() {
            return "THRESHOLD";
        }
    }

    /** {@code DURING period}. */
    record During(Period period, Span span) implements Clause {
        @Override
        public String keyword() {
            return "DURING";
        }
    }

    /** {@code WHERE predicate}. */
    record Where(Expression condition, Span span) implements Clause {
        @Override
        public String keyword() {
            return "WHERE";
        }
    }

    /** {@code DISTINCT contract | underlying | date}. */
    record DistinctBy(Name by, Span span) implements Clause {
        @Override
        public String keyword() {
            return "DISTINCT";
        }
    }

    /** {@code INCLUDE SELF}. */
    record IncludeSelf(Span span) implements Clause {
        @Override
        public String keyword() {
            return "INCLUDE SELF";
        }
    }

    /** {@code ACROSS UNDERLYINGS}. */
    record AcrossUnderlyings(Span span) implements Clause {
        @Override
        public String keyword() {
            return "ACROSS UNDERLYINGS";
        }
    }

    /** {@code APART n DAYS}. */
    record Apart(Num days, Span span) implements Clause {
        @Override
        public String keyword() {
            return "APART";
        }
    }

    /** {@code USING EXACT | IVF | HNSW | AUTO}. */
    record Using(Name index, Span span) implements Clause {
        @Override
        public String keyword() {
            return "USING";
        }
    }

    /** {@code WITH (name = value, …)}. */
    record With(List<Option> options, Span span) implements Clause {
        public With {
            options = List.copyOf(options);
        }

        @Override
        public String keyword() {
            return "WITH";
        }
    }

    /** One {@code name = value} of WITH. */
    record Option(Name name, Value value, Span span) implements Node {}

    /** {@code FORMAT name}. */
    record Format(Name name, Span span) implements Clause {
        @Override
        public String keyword() {
            return "FORMAT";
        }
    }

    /** {@code RESUME} or {@code RESTART}. */
    record Again(boolean restart, Span span) implements Clause {
        @Override
        public String keyword() {
            return restart ? "RESTART" : "RESUME";
        }
    }

    /** {@code TYPE 'IVF1024,PQ64'}. */
    record IndexType(String factory, Span span) implements Clause {
        @Override
        public String keyword() {
            return "TYPE";
        }
    }

    /** {@code LIKE 'AAPL%'}. */
    record Like(String pattern, Span span) implements Clause {
        @Override
        public String keyword() {
            return "LIKE";
        }
    }
}
