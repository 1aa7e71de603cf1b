package dev.mvq.runtime.generation;

import dev.mvq.runtime.index.RandomPairs;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.DuckDatabase;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.ParquetTables;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.ScratchFile;
import java.sql.SQLException;

/** Random pairs of each generation, kept beside its encoder's parameters. */
public final class PercentileFiles implements AutoCloseable {
    private final ObjectStore store;
    private final DuckDatabase duck = DuckDatabase.ordered();
    private final ParquetTables tables = new ParquetTables(duck);

    /** Files kept in {@code store}, which stays the caller's to close. */
    public PercentileFiles(ObjectStore store) {
        this.store = store;
    }

    void write(String encoderVersion, String generation, RandomPairs pairs) {
        ScratchFile.parquet(
                tables, pairs.table(), file -> store.put(key(encoderVersion, generation), file, Precondition.NONE));
    }

    /** The pairs of a committed generation. */
    public RandomPairs read(String encoderVersion, String generation) {
        String key = key(encoderVersion, generation);
        if (store.head(key).isEmpty()) {
            throw new MvqException(key + " is gone from " + store.location(), "BUILD INDEX makes it again");
        }
        try {
            return RandomPairs.of(tables.read(store.fetch(key), RandomPairs.columns()));
        } catch (SQLException e) {
            throw new MvqException(key + " is damaged", "BUILD INDEX makes it again", e);
        }
    }

    private static String key(String encoderVersion, String generation) {
        return "comprehensive_vectors/models/" + encoderVersion + "/random_pairs/" + generation + ".parquet";
    }

    @Override
    public void close() {
        duck.close();
    }
}
