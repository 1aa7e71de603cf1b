package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.MvqException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.duckdb.DuckDBConnection;

/**
 * One in-memory DuckDB and the connections to it, made when needed and used again: making the first takes some milliseconds. Safe
 * for use by several threads, each borrowing a connection of its own. Nothing of a user's text is ever part of its SQL but
 * expressions the language has checked; DuckDB loads no extensions and spills nowhere.
 */
public final class DuckDatabase implements AutoCloseable {
    private final DuckDBConnection first;
    private final LentTables tables;
    private final ConcurrentLinkedQueue<DuckDBConnection> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** What is done with a borrowed connection. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it. */
        T run(DuckDBConnection connection) throws SQLException;
    }

    /** For writing: one thread a statement and joins in the order written, so that rows keep their order and files their bytes. */
    public static DuckDatabase ordered() {
        return new DuckDatabase(1, "SET disabled_optimizers = 'join_order,build_side_probe_side'");
    }

    /** For questions: up to {@code threads} threads a statement; rows come in order only where asked to. Footers of files are kept. */
    public static DuckDatabase parallel(int threads) {
        return new DuckDatabase(threads, "SET parquet_metadata_cache = true");
    }

    private DuckDatabase(int threads, String setting) {
        try {
            this.first = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = first.createStatement()) {
                statement.execute("SET threads = " + threads);
                statement.execute(setting);
                statement.execute("SET preserve_insertion_order = true");
                statement.execute("SET temp_directory = ''");
                statement.execute("SET autoinstall_known_extensions = false");
                statement.execute("SET autoload_known_extensions = false");
                statement.execute("SET enable_external_file_cache = false");
            }
            this.tables = LentTables.register(first);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not start", e);
        } catch (LinkageError e) {
            // DuckDB unpacks its native library into the temporary folder when its driver is first used.
            String folder = System.getProperty("java.io.tmpdir", "/tmp");
            throw new MvqException(
                    "DuckDB could not unpack its library into " + folder,
                    "free 100 MB there, or name another folder with -Djava.io.tmpdir=…",
                    e);
        }
    }

    /** Lends a connection to {@code work}. */
    public <T> T with(Work<T> work) throws SQLException {
        DuckDBConnection connection = idle.poll();
        if (connection == null) {
            connection = duplicate();
        }
        try {
            return work.run(connection);
        } finally {
            if (closed) {
                connection.close();
            } else {
                idle.add(connection);
            }
        }
    }

    /** Lets every connection read the table until it is given back. */
    LentTables.Lent lend(ColumnTable table) {
        return tables.lend(table);
    }

    private synchronized DuckDBConnection duplicate() throws SQLException {
        return first.duplicate();
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
                connection.close();
            }
            first.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB did not close", e);
        }
    }
}
