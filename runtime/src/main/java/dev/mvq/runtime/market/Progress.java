package dev.mvq.runtime.market;

import java.util.Map;

/** Hears how long work goes on. Calls may come from any thread, one at a time. */
public interface Progress {
    /** Hears nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void begin(String task, long total, String unit) {}

        @Override
        public void advance(long done, String detail) {}

        @Override
        public void end() {}
    };

    /**
     * A task begins; tasks do not nest.
     *
     * @param task what is done, such as {@code encoding}
     * @param total how many units, or -1 where unknown
     * @param unit name of a unit, such as {@code rows}
     */
    void begin(String task, long total, String unit);

    /**
     * The task stands at {@code done} units.
     *
     * @param done units done since {@link #begin}
     * @param detail what is in hand, such as a day; may be empty
     */
    void advance(long done, String detail);

    /**
     * As {@link #advance(long, String)}, for those who read figures rather than words.
     *
     * @param figures what the detail says, by name: texts and numbers
     */
    default void advance(long done, String detail, Map<String, Object> figures) {
        advance(done, detail);
    }

    /** Something to know that does not wait for the end, such as that a part of the work is safe. May come between tasks. */
    default void tell(String message) {}

    /** The task ended, well or not. */
    void end();
}
