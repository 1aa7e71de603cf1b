package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.path.Roster.Kind;

/**
 * How the options of a name are listed.
 *
 * @param root root of its monthlies; of everything, except for indices
 * @param closeRoot root of what an index lists beside its monthlies, which settles at the close; else the same
 * @param kind stock, fund or index
 * @param weeklies whether it has weeklies: the more liquid names do
 * @param dailies whether it has expiries on other days than Friday
 * @param cycle month of the quarterly cycle, 1..3
 */
record Style(String root, String closeRoot, Kind kind, boolean weeklies, boolean dailies, int cycle) {
    /** Options of this liquidity and more have weeklies: of the roster's names about two in three. */
    private static final double WEEKLIES_FROM = 0.50;

    static Style of(Roster.Name name) {
        Kind kind = name.kind();
        String root = name.ticker();
        return new Style(
                root,
                kind == Kind.INDEX ? settledAtTheClose(root) : root,
                kind,
                name.liquidity() >= WEEKLIES_FROM,
                kind != Kind.STOCK && name.liquidity() >= WEEKLIES_FROM,
                name.cycle());
    }

    /** Cboe's second roots: SPXW, RUTW, NDXP. */
    private static String settledAtTheClose(String root) {
        return root.equals("NDX") ? "NDXP" : root + "W";
    }

    boolean stock() {
        return kind == Kind.STOCK;
    }

    boolean index() {
        return kind == Kind.INDEX;
    }
}
