package dev.mvq.runtime.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.BitSet;

/** Rows of a segment that no longer count, by ordinal: their day was written anew elsewhere. Immutable; written as runs. */
public final class Tombstones {
    /** No row. */
    public static final Tombstones NONE = new Tombstones(new BitSet());

    private final BitSet rows;

    private Tombstones(BitSet rows) {
        this.rows = rows;
    }

    /** These and the rows {@code from} to {@code to - 1}. */
    public Tombstones with(int from, int to) {
        BitSet more = copy();
        more.set(from, to);
        return new Tombstones(more);
    }

    /** Whether the row does not count. */
    public boolean has(int ordinal) {
        return rows.get(ordinal);
    }

    /** Whether every row from {@code from} to {@code to - 1} does not count; never so of no rows. */
    public boolean hasAll(int from, int to) {
        return to > from && rows.nextClearBit(from) >= to;
    }

    /** Whether every row counts. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Number of rows that do not count. */
    public int size() {
        return rows.cardinality();
    }

    /** Takes the rows out of a set. */
    public void removeFrom(BitSet ordinals) {
        ordinals.andNot(rows);
    }

    private BitSet copy() {
        return (BitSet) rows.clone();
    }

    /** Runs as pairs of first ordinal and the one behind the last. */
    ArrayNode json() {
        ArrayNode runs = Json.object().putArray("runs");
        for (int from = rows.nextSetBit(0); from >= 0; from = rows.nextSetBit(rows.nextClearBit(from))) {
            runs.addArray().add(from).add(rows.nextClearBit(from));
        }
        return runs;
    }

    /**
     * Reads runs.
     *
     * @param count rows of the segment
     * @throws IllegalArgumentException where a run is not of its rows
     */
    static Tombstones of(JsonNode runs, int count) {
        BitSet rows = new BitSet();
        for (JsonNode run : runs) {
            int from = run.required(0).intValue();
            int to = run.required(1).intValue();
            if (from < 0 || to <= from || to > count) {
                throw new IllegalArgumentException("tombstones %d to %d are not of %d rows".formatted(from, to, count));
            }
            rows.set(from, to);
        }
        return rows.isEmpty() ? NONE : new Tombstones(rows);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tombstones tombstones && tombstones.rows.equals(rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    @Override
    public String toString() {
        return rows.toString();
    }
}
