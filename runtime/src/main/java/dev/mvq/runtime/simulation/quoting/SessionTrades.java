package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.listing.ListedContract;
import dev.mvq.runtime.simulation.listing.ListedExpiry;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import org.jspecify.annotations.Nullable;

/**
 * The trades of a name's contracts up to a session. Where a contract does not trade, its last trade is that of an older session, whose
 * value is worked out again; both are in this session's terms, so that a split in between changes neither. Not for use by several
 * threads.
 */
final class SessionTrades {
    private final NamePath path;
    private final Closings closings;
    private final Dealer dealer;
    private final int session;
    private final Past past;

    SessionTrades(NamePath path, MarketClock clock, Closings closings, Dealer dealer, int session) {
        this.path = path;
        this.closings = closings;
        this.dealer = dealer;
        this.session = session;
        this.past = new Past(path, clock, closings, session);
    }

    /** The values at the close of a session so many back. */
    ValueBoard closing(int back) {
        return closings.values(session - back, session);
    }

    OfExpiry of(ListedExpiry expiry) {
        return new OfExpiry(expiry);
    }

    /** The trades of one expiry. */
    final class OfExpiry {
        private final ListedExpiry expiry;
        private final Turnover turnover;
        private final @Nullable Sheet[] older = new Sheet[Turnover.WINDOW + 1];

        private OfExpiry(ListedExpiry expiry) {
            this.expiry = expiry;
            this.turnover = new Turnover(past, expiry.expiry(), path.name());
        }

        /** What a contract did. */
        Turnover.Activity activity(ListedContract listed, Right right) {
            return turnover.of(listed, right);
        }

        /** Price of the trade so many sessions back; NaN where that is −1. */
        double olderTrade(ListedContract listed, Right right, int back) {
            if (back < 0 || session - back < 0) {
                return Double.NaN;
            }
            Sheet sheet = older(back);
            return sheet.quote(listed, right, sheet.worth(listed, right)).trade();
        }

        /** Price of the last trade before this session; NaN where there was none within the window. */
        double tradeBefore(ListedContract listed, Right right) {
            return olderTrade(listed, right, turnover.previousTrade(listed, right));
        }

        private Sheet older(int back) {
            Sheet sheet = older[back];
            if (sheet == null) {
                int at = session - back;
                sheet = Sheet.ofTrades(dealer, at, closing(back), expiry, path.flow(at));
                older[back] = sheet;
            }
            return sheet;
        }
    }
}
