package dev.mvq.runtime.generation;

import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.DuckDatabase;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ParquetTables;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.ScratchFile;
import dev.mvq.runtime.vector.Root;
import java.sql.SQLException;

/** Random pairs of generations, kept beside its encoder's parameters. */
public final class PercentileFiles implements AutoCloseable {
    private final ObjectStore store;
    private final DuckDatabase duck = DuckDatabase.ordered();
    private final ParquetTables tables = new ParquetTables(duck);

    /** Files kept in {@code store}, which stays the caller's to close. */
    public PercentileFiles(ObjectStore store) {
        this.store = store;
    }

    /** Writes pairs under {@link Root.Head#pairsKey}. */
    void write(String key, RandomPairs pairs) {
        ScratchFile.parquet(tables, pairs.table(), file -> store.put(key, file, Precondition.NONE));
    }

    /** Whether there are pairs under the key. */
    boolean has(String key) {
        return store.head(key).isPresent();
    }

    /** The pairs of a committed generation. */
    public RandomPairs read(Root.Head generation) {
        String key = generation.pairsKey();
        if (!has(key)) {
            throw new MvqException(key + " is gone from " + store.location(), "BUILD INDEX makes it again");
        }
        try {
            return RandomPairs.of(tables.read(store.fetch(key), RandomPairs.columns()));
        } catch (SQLException e) {
            throw new MvqException(key + " is damaged", "BUILD INDEX makes it again", e);
        }
    }

    @Override
    public void close() {
        duck.close();
    }
}
