package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.simulation.path.Roster;

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
    /** What an exchange's rules tell apart. */
    enum Kind {
        STOCK,
        FUND,
        INDEX
    }

    /** Options of this liquidity and more have weeklies: of the roster's names about two in three. */
    private static final double WEEKLIES_FROM = 0.50;

    static Style of(Roster.Name name) {
        Kind kind = IndexRoots.isIndex(name) ? Kind.INDEX : name.fund() ? Kind.FUND : Kind.STOCK;
        String root = name.ticker();
        return new Style(
                root,
                kind == Kind.INDEX ? IndexRoots.settledAtTheClose(root) : root,
                kind,
                name.liquidity() >= WEEKLIES_FROM,
                kind != Kind.STOCK && name.liquidity() >= WEEKLIES_FROM,
                name.cycle());
    }

    boolean stock() {
        return kind == Kind.STOCK;
    }

    boolean index() {
        return kind == Kind.INDEX;
    }
}
