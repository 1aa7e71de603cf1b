package dev.mvq.runtime.engine;

import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Rows that a question gave.
 *
 * @param table at most {@link #MOST} rows
 * @param complete whether these are all
 * @param messages what the user should know about how they came to be
 */
public record Rows(Table table, boolean complete, List<String> messages) {
    /** Most rows that are held at once: at forty columns some hundred megabytes. More can be saved to a file, or summed up. */
    public static final int MOST = 500_000;

    public Rows {
        messages = List.copyOf(messages);
    }
}
