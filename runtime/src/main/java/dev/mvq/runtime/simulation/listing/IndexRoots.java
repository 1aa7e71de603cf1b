package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.simulation.path.Roster;

/** Which names are indices, and the second root under which an index's options settle at the close (Cboe: SPXW, RUTW, NDXP). */
final class IndexRoots {
    private IndexRoots() {}

    static boolean isIndex(Roster.Name name) {
        return switch (name.ticker()) {
            case "SPX", "NDX", "RUT" -> true;
            default -> false;
        };
    }

    static String settledAtTheClose(String root) {
        return root.equals("NDX") ? "NDXP" : root + "W";
    }
}
