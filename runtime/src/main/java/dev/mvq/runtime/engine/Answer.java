package dev.mvq.runtime.engine;

import java.util.List;
import tech.tablesaw.api.Table;

/**
 * Rows, and what the user should know about how they came to be.
 *
 * @param rows the table; dates are Tablesaw local dates, missing numbers are missing cells
 * @param messages one sentence each: "2024-01-15 is a holiday: 2024-01-12 is taken"
 */
public record Answer(Table rows, List<String> messages) {
    public Answer {
        messages = List.copyOf(messages);
    }
}
