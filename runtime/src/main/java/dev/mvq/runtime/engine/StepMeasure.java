package dev.mvq.runtime.engine;

import dev.mvq.runtime.storage.Stoppable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.duckdb.DuckDBConnection;

/** Runs a question step by step, each over the rows that the step before it put down, and measures each. */
final class StepMeasure {
    /** Rows that are put down; what gives more is counted, and done together with the next step. */
    private static final long MOST = 2_000_000;

    private final DuckDBConnection connection;
    private final List<String> made = new ArrayList<>();
    private String from;
    private RowQuery pending = RowQuery.ALL;

    /** @param relation the rows that the first step is asked of */
    StepMeasure(DuckDBConnection connection, String relation) {
        this.connection = connection;
        this.from = relation;
    }

    /** The rows themselves, then each step. */
    List<MeasuredStep> run(RowQuery query) throws SQLException {
        try {
            List<MeasuredStep> measured = new ArrayList<>(List.of(step(RowQuery.ALL)));
            for (RowQuery part : query.parts()) {
                measured.add(step(part));
            }
            return measured;
        } finally {
            for (String table : made) {
                RowEngine.execute(connection, "DROP TABLE IF EXISTS temp." + table);
            }
        }
    }

    private MeasuredStep step(RowQuery next) throws SQLException {
        pending = pending.then(next);
        long rows = count();
        if (rows > MOST) {
            return new MeasuredStep(rows, OptionalDouble.empty());
        }
        String table = "\"step " + made.size() + "\"";
        made.add(table);
        long start = System.nanoTime();
        try (PreparedStatement statement =
                prepared("CREATE OR REPLACE TEMP TABLE " + table + " AS " + pending.over(from))) {
            Stoppable.run(statement, statement::execute);
        }
        double millis = (System.nanoTime() - start) / 1e6;
        from = "SELECT * FROM temp." + table;
        pending = RowQuery.ALL;
        return new MeasuredStep(rows, OptionalDouble.of(millis));
    }

    private long count() throws SQLException {
        try (PreparedStatement statement = prepared("SELECT count(*) FROM (" + pending.over(from) + ")")) {
            return Stoppable.run(statement, () -> {
                try (ResultSet result = statement.executeQuery()) {
                    result.next();
                    return result.getLong(1);
                }
            });
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        RowEngine.bind(statement, pending, List.of());
        return statement;
    }
}
