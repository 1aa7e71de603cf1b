package dev.mvq.dsl.syntax;

import dev.mvq.dsl.diagnostic.Span;
import java.util.List;
import java.util.Optional;

/** One step of a pipeline: rows in, rows out. */
public sealed interface Stage extends Node {
    /** The word it begins with. */
    String keyword();

    /** What rows are sorted by. */
    record Key(Expression value, boolean descending, Span span) implements Node {}

    /** {@code from AS to}. */
    record Renaming(Name from, Name to, Span span) implements Node {}

    /** {@code column = value}. */
    record Derivation(Name column, Expression value, Span span) implements Node {}

    /** {@code value [AS name]}. */
    record Named(Expression value, Optional<Name> name, Span span) implements Node {}

    /** {@code WHERE predicate}: the rows it holds for. */
    record Where(Expression condition, Span span) implements Stage {
        @Override
        public String keyword() {
            return "WHERE";
        }
    }

    /** {@code SORT BY col [ASC | DESC], …}: nulls last. */
    record Sort(List<Key> keys, Span span) implements Stage {
        public Sort {
            keys = List.copyOf(keys);
        }

        @Override
        public String keyword() {
            return "SORT";
        }
    }

    /** {@code LIMIT n}: the first rows. */
    record Limit(Num rows, Span span) implements Stage {
        @Override
        public String keyword() {
            return "LIMIT";
        }
    }

    /** {@code KEEP col, …}: these columns, in this order. */
    record Keep(List<Name> columns, Span span) implements Stage {
        public Keep {
            columns = List.copyOf(columns);
        }

        @Override
        public String keyword() {
            return "KEEP";
        }
    }

    /** {@code DROP col, …}: all columns but these. */
    record Drop(List<Name> columns, Span span) implements Stage {
        public Drop {
            columns = List.copyOf(columns);
        }

        @Override
        public String keyword() {
            return "DROP";
        }
    }

    /** {@code RENAME a AS b, …}. */
    record Rename(List<Renaming> renamings, Span span) implements Stage {
        public Rename {
            renamings = List.copyOf(renamings);
        }

        @Override
        public String keyword() {
            return "RENAME";
        }
    }

    /** {@code DERIVE col = expr, …}: each sees those before it; a column of that name is replaced. */
    record Derive(List<Derivation> derivations, Span span) implements Stage {
        public Derive {
            derivations = List.copyOf(derivations);
        }

        @Override
        public String keyword() {
            return "DERIVE";
        }
    }

    /** {@code STATS agg(col) [AS name], … [BY col, …]}. */
    record Stats(List<Named> statistics, List<Named> groups, Span span) implements Stage {
        public Stats {
            statistics = List.copyOf(statistics);
            groups = List.copyOf(groups);
        }

        @Override
        public String keyword() {
            return "STATS";
        }
    }

    /** {@code OUTCOME n, … DAYS}: what came next. */
    record Outcome(List<Num> horizons, Span span) implements Stage {
        public Outcome {
            horizons = List.copyOf(horizons);
        }

        @Override
        public String keyword() {
            return "OUTCOME";
        }
    }

    /** {@code PLOT [kind] [TO 'file']}. */
    record Plot(Optional<Name> kind, Optional<Value> file, Span span) implements Stage {
        @Override
        public String keyword() {
            return "PLOT";
        }
    }

    /** {@code SAVE TO 'file'}; passes the rows on. */
    record Save(Value file, Span span) implements Stage {
        @Override
        public String keyword() {
            return "SAVE";
        }
    }
}
