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

    /** {@code ALLOW MISSING}. */
    record AllowMissing(Span span) implements Clause {
        @Override
        public String keyword() {
            return "ALLOW MISSING";
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

    /** {@code ONLY PAST}. */
    record OnlyPast(Span span) implements Clause {
        @Override
        public String keyword() {
            return "ONLY PAST";
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

    /** {@code AS OF generation}. */
    record AsOf(Value generation, Span span) implements Clause {
        @Override
        public String keyword() {
            return "AS OF";
        }
    }

    /** {@code IN ticker, …}; without tickers {@code IN MARKET}. */
    record In(List<Subject> tickers, Span span) implements Clause {
        public In {
            tickers = List.copyOf(tickers);
        }

        @Override
        public String keyword() {
            return "IN";
        }
    }

    /** {@code OF ticker, …}. */
    record OfTickers(List<Subject> tickers, Span span) implements Clause {
        public OfTickers {
            tickers = List.copyOf(tickers);
        }

        @Override
        public String keyword() {
            return "OF";
        }
    }

    /** {@code SENSITIVITY x}, in standard deviations. */
    record Sensitivity(Num deviations, Span span) implements Clause {
        @Override
        public String keyword() {
            return "SENSITIVITY";
        }
    }

    /** {@code METHOD pelt | …}. */
    record Method(Name name, Span span) implements Clause {
        @Override
        public String keyword() {
            return "METHOD";
        }
    }

    /** {@code MIN SPREAD x}, in currency per share. */
    record MinSpread(Num least, Span span) implements Clause {
        @Override
        public String keyword() {
            return "MIN SPREAD";
        }
    }

    /** {@code MAX RISK y}, 0 .. 1. */
    record MaxRisk(Num most, Span span) implements Clause {
        @Override
        public String keyword() {
            return "MAX RISK";
        }
    }

    /** {@code KIND vertical, …}. */
    record Kinds(List<Name> names, Span span) implements Clause {
        public Kinds {
            names = List.copyOf(names);
        }

        @Override
        public String keyword() {
            return "KIND";
        }
    }

    /** {@code BY DAY | WEEK | MONTH | QUARTER | YEAR}. */
    record By(Name unit, Span span) implements Clause {
        @Override
        public String keyword() {
            return "BY";
        }
    }

    /** {@code FORMAT name}. */
    record Format(Name name, Span span) implements Clause {
        @Override
        public String keyword() {
            return "FORMAT";
        }
    }

    /** {@code AS options | bars | quotes}. */
    record AsKind(Name kind, Span span) implements Clause {
        @Override
        public String keyword() {
            return "AS";
        }
    }

    /** {@code FOR ticker | contract, …}. */
    record For(List<Subject> subjects, Span span) implements Clause {
        public For {
            subjects = List.copyOf(subjects);
        }

        @Override
        public String keyword() {
            return "FOR";
        }
    }

    /** {@code TEST AFTER YEAR}. */
    record TestAfterYear(Span span) implements Clause {
        @Override
        public String keyword() {
            return "TEST AFTER YEAR";
        }
    }

    /** {@code RESUME} or {@code RESTART}. */
    record Again(boolean restart, Span span) implements Clause {
        @Override
        public String keyword() {
            return restart ? "RESTART" : "RESUME";
        }
    }

    /** {@code ON LOCAL}, or {@code ON SPARK 'master'}. */
    record Place(Optional<Value> master, Span span) implements Clause {
        @Override
        public String keyword() {
            return "ON";
        }
    }

    /** {@code TYPE 'IVF1024,PQ64'}. */
    record IndexType(Value factory, Span span) implements Clause {
        @Override
        public String keyword() {
            return "TYPE";
        }
    }

    /** {@code LIKE 'AAPL%'}. */
    record Like(Value pattern, Span span) implements Clause {
        @Override
        public String keyword() {
            return "LIKE";
        }
    }

    /** {@code OF source}. */
    record OfSource(Name source, Span span) implements Clause {
        @Override
        public String keyword() {
            return "OF";
        }
    }
}
