package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.listing.ListedContract;
import dev.mvq.runtime.simulation.listing.ListedExpiry;

/** One expiry's values and quotes at one time of a session. */
final class Sheet {
    private final Dealer dealer;
    private final int session;
    private final Slice slice;
    private final Dealer.Climate climate;
    /** ln(F/S). */
    private final double logGrowth;

    private final Shortfall calls;
    private final Shortfall puts;

    private Sheet(Dealer dealer, int session, ValueBoard board, ListedExpiry expiry, double flow, boolean covered) {
        this.dealer = dealer;
        this.session = session;
        this.slice = board.slice(expiry.expiry(), expiry.settlement());
        this.climate = dealer.climate(slice, board.day(), board.outlook(), flow);
        this.logGrowth = StrictMath.log(slice.market().growth());
        this.calls = covered ? board.shortfall(slice, Right.CALL) : Shortfall.NONE;
        this.puts = covered ? board.shortfall(slice, Right.PUT) : Shortfall.NONE;
    }

    /**
     * The sheet to quote from.
     *
     * @param flow order-flow imbalance of the name
     */
    static Sheet of(Dealer dealer, int session, ValueBoard board, ListedExpiry expiry, double flow) {
        return new Sheet(dealer, session, board, expiry, flow, true);
    }

    /** A sheet whose trades alone matter: they do not depend on what lifts an ask. */
    static Sheet ofTrades(Dealer dealer, int session, ValueBoard board, ListedExpiry expiry, double flow) {
        return new Sheet(dealer, session, board, expiry, flow, false);
    }

    Slice slice() {
        return slice;
    }

    Slice.Worth worth(ListedContract listed, Right right) {
        return slice.worth(listed, right);
    }

    Dealer.Quote quote(ListedContract listed, Right right, Slice.Worth worth) {
        Dealer.Quote quote = dealer.quote(climate, listed, right, worth, session);
        Shortfall side = right == Right.CALL ? calls : puts;
        double shortfall = side.at(worth.logMoneyness() + logGrowth);
        return shortfall > 0 ? dealer.raised(climate, quote, worth.value() + worth.scale() * shortfall) : quote;
    }
}
