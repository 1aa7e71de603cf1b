package dev.mvq.runtime.jfaiss;

import static dev.mvq.runtime.jfaiss.IndexFileCursor.require;

import dev.mvq.runtime.jfaiss.IndexFileCursor.Elements;

/**
 * The graph of an HNSW index: rows have 1 to {@code levels} levels, and on each a fixed number of places for links, -1 where one
 * is free. Every link is followed by FAISS without a look, so each is looked at here: about a second for a billion.
 */
final class GraphCheck {
    private static final int MOST_LEVELS = 64;
    private static final int MOST_BREADTH = 1 << 20;

    private final IndexFileCursor file;

    GraphCheck(IndexFileCursor file) {
        this.file = file;
    }

    /** @param rows how many rows the graph must have */
    void check(int rows) {
        file.elements(Double.BYTES); // chances of the levels
        int[] places = places();
        Elements levels = file.elements(Integer.BYTES).holding(rows, "levels of rows");
        Elements offsets = file.elements(Long.BYTES).holding(rows + 1L, "places of rows");
        offsets(levels, offsets, places);
        Elements links = file.elements(Integer.BYTES).holding(offsets.number(rows), "links");
        entry(levels, file.whole(), file.whole());
        for (String breadth : new String[] {"efConstruction", "efSearch"}) {
            int value = file.whole();
            require(value > 0 && value <= MOST_BREADTH, "its " + breadth + " is " + value);
        }
        file.whole(); // no longer used
        for (int row = 0; row < rows; row++) {
            links(links, offsets.number(row), places, levels, levels.whole(row));
        }
    }

    /** Places for links up to each level, of which a row with n levels has {@code places[n]}. */
    private int[] places() {
        Elements all = file.elements(Integer.BYTES);
        require(all.count() > 1 && all.count() <= MOST_LEVELS + 1, "its graph has " + (all.count() - 1) + " levels");
        int[] places = new int[(int) all.count()];
        for (int level = 0; level < places.length; level++) {
            places[level] = all.whole(level);
            require(
                    level == 0 ? places[0] == 0 : places[level] >= places[level - 1],
                    "its graph has " + places[level] + " places for links up to level " + level);
        }
        return places;
    }

    private static void offsets(Elements levels, Elements offsets, int[] places) {
        long at = 0;
        for (long row = 0; row < levels.count(); row++) {
            int level = levels.whole(row);
            if (level <= 0 || level >= places.length) {
                throw new IllegalArgumentException("row " + row + " has " + level + " levels");
            }
            if (offsets.number(row) != at) {
                throw new IllegalArgumentException("the links of row " + row + " are elsewhere");
            }
            at += places[level];
        }
        require(offsets.number(levels.count()) == at, "the links of its rows are elsewhere");
    }

    /** A search begins at a row of the top level. */
    private static void entry(Elements levels, int entry, int top) {
        if (levels.count() == 0) {
            require(entry == -1, "its empty graph begins at row " + entry);
            return;
        }
        require(entry >= 0 && entry < levels.count(), "its graph begins at row " + entry);
        require(levels.whole(entry) == top + 1, "its graph begins on level " + top);
    }

    private static void links(Elements links, long from, int[] places, Elements levels, int ofRow) {
        int rows = (int) levels.count();
        for (int place = 0; place < places[ofRow]; place++) {
            int to = links.whole(from + place);
            if (to < -1 || to >= rows) {
                throw new IllegalArgumentException("a link leads to row " + to);
            }
            // Every row is on the lowest level.
            if (place >= places[1] && to >= 0 && place >= places[levels.whole(to)]) {
                throw new IllegalArgumentException("a link leads to row " + to + ", which is not on its level");
            }
        }
    }
}
