package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.DeepStack;
import dev.mvq.runtime.storage.DuckDatabase;
import dev.mvq.runtime.storage.ParquetTables;
import dev.mvq.runtime.storage.Stoppable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import tech.tablesaw.api.Table;

/**
 * Asks rows questions, in one DuckDB with one thread: the same question over the same rows gives the same numbers to the last bit and the
 * same order, which sums over several threads would not. Safe for use by several threads, one after the other.
 */
public final class RowEngine implements AutoCloseable {
    /** A condition may nest 500 deep and a pipeline have 100 stages: DuckDB's own limit of 1,000 is meant against stacks that overflow. */
    private static final int DEEPEST = 2_500;

    /** What rows hold is known only once they are there where a statement gives what it likes. */
    private static final Pattern NOT_FITTING = Pattern.compile("(Binder|Conversion|Parser) Error");

    private static final Pattern MISSING_COLUMN = Pattern.compile("[Cc]olumn \"([^\"]+)\".* not found");

    private final DuckDatabase duck = DuckDatabase.ordered();

    /** Asks a table. */
    public synchronized Rows ask(Table table, RowQuery query) {
        try {
            return DeepStack.run(() -> duck.with(connection -> {
                TableLoader.load(connection, table);
                try {
                    return rows(connection, TableLoader.RELATION, List.of(), query);
                } finally {
                    TableLoader.unload(connection);
                }
            }));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Asks a table step by step, and measures each: first the table itself. */
    public synchronized List<MeasuredStep> measure(Table table, RowQuery query) {
        try {
            return DeepStack.run(() -> duck.with(connection -> {
                TableLoader.load(connection, table);
                try {
                    return measured(connection, TableLoader.RELATION, query);
                } finally {
                    TableLoader.unload(connection);
                }
            }));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Asks a relation of ours step by step, and measures each: first reading the relation. */
    synchronized List<MeasuredStep> measure(String relation, RowQuery query) {
        try {
            return DeepStack.run(() -> duck.with(connection -> measured(connection, relation, query)));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static List<MeasuredStep> measured(DuckDBConnection connection, String relation, RowQuery query)
            throws SQLException {
        execute(connection, "SET max_expression_depth = " + DEEPEST);
        return new StepMeasure(connection, relation).run(query);
    }

    /** Writes a table to a file. */
    public synchronized void save(Table table, RowFile file) {
        try {
            DeepStack.run(() -> duck.with(connection -> {
                TableLoader.load(connection, table);
                try {
                    return copy(connection, TableLoader.RELATION, RowQuery.ALL, file);
                } finally {
                    TableLoader.unload(connection);
                }
            }));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Asks a relation of ours. */
    synchronized Rows ask(String relation, List<Object> parameters, RowQuery query) {
        try {
            return DeepStack.run(() -> duck.with(connection -> rows(connection, relation, parameters, query)));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Writes what a relation of ours answers to a file, without ever holding all of it. */
    synchronized long save(String relation, RowQuery query, RowFile file) {
        try {
            return DeepStack.run(() -> duck.with(connection -> copy(connection, relation, query, file)));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static Rows rows(DuckDBConnection connection, String relation, List<Object> parameters, RowQuery query)
            throws SQLException {
        execute(connection, "SET max_expression_depth = " + DEEPEST);
        String sql = "SELECT * FROM (" + query.over(relation) + ") LIMIT " + (Rows.MOST + 1);
        try (DuckDBPreparedStatement statement =
                connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class)) {
            bind(statement, query, parameters);
            Table table = Stoppable.run(statement, () -> ResultTable.read(statement));
            boolean complete = table.rowCount() <= Rows.MOST;
            return new Rows(complete ? table : table.first(Rows.MOST), complete, List.of());
        }
    }

    static void bind(PreparedStatement statement, RowQuery query, List<Object> between) throws SQLException {
        List<Object> all = new ArrayList<>(query.leading());
        all.addAll(between);
        all.addAll(query.trailing());
        for (int at = 0; at < all.size(); at++) {
            statement.setObject(at + 1, all.get(at));
        }
    }

    /** Beside the file first, so that nobody sees half of it. */
    private static long copy(DuckDBConnection connection, String relation, RowQuery query, RowFile file)
            throws SQLException {
        Path folder = file.path().toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new MvqException("there is no folder " + folder, "make it first");
        }
        Path unfinished = folder.resolve("." + file.path().getFileName() + ".unfinished");
        try {
            long written = file.format() == RowFile.Format.MD
                    ? MarkdownFile.write(
                            rows(connection, relation, List.of(), query).table(), unfinished)
                    : copyTo(connection, query.over(relation), query, unfinished, file.format());
            Files.move(unfinished, file.path(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (IOException e) {
            throw new MvqException(file.path() + " cannot be written: " + e.getMessage(), "", e);
        } finally {
            delete(unfinished);
        }
    }

    private static long copyTo(DuckDBConnection connection, String sql, RowQuery query, Path to, RowFile.Format format)
            throws SQLException {
        execute(connection, "SET max_expression_depth = " + DEEPEST);
        String copy = "COPY (" + sql + ") TO " + ParquetTables.literal(to) + " " + format.options();
        try (PreparedStatement statement = connection.prepareStatement(copy)) {
            bind(statement, query, List.of());
            return Stoppable.run(statement, statement::executeLargeUpdate);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // What is left over is hidden and small.
        }
    }

    private static RuntimeException failed(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Out of Memory")) {
            return new MvqException(
                    "there is not enough memory to sort or group this many rows",
                    "narrow it down with DURING or WHERE, or KEEP fewer columns first",
                    failure);
        }
        if (message.contains("IO Error") || message.contains("Invalid Input Error: No magic bytes")) {
            return new MvqException(
                    "a file cannot be read or written: "
                            + message.lines().findFirst().orElse(""),
                    "",
                    failure);
        }
        Matcher missing = MISSING_COLUMN.matcher(message);
        if (missing.find()) {
            return new MvqException(
                    "these rows have no column '" + missing.group(1) + "'",
                    "run it without the stages to see which they have",
                    failure);
        }
        if (NOT_FITTING.matcher(message).find()) {
            return new MvqException(
                    "these rows are of other kinds than the stages need: "
                            + message.lines().findFirst().orElse(""),
                    "run it without the stages to see what they hold",
                    failure);
        }
        return new IllegalStateException(message, failure);
    }

    @Override
    public void close() {
        duck.close();
    }

    /** What loads tables uses an appender of the connection. */
    static DuckDBAppender appender(DuckDBConnection connection, String table) throws SQLException {
        return connection.createAppender("temp", "main", table);
    }

    static void execute(DuckDBConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
