package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.listing.ListedContract;
import dev.mvq.runtime.simulation.listing.ListedExpiry;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Quotes a name's options, at a session's close or at times within it. Every bid is at or below, every ask at or above the value that
 * {@link ValueBoard} gives, which is free of static arbitrage: so no portfolio of quotes, bought at the ask and sold at the bid, can hold
 * one. A pure function: what is kept from session to session changes no answer, and a contract's quote does not depend on which others are asked for.
 */
public final class QuoteDesk {
    private final NamePath path;
    private final MarketClock clock;
    private final Closings closings;
    private final Dealer dealer;

    public QuoteDesk(NamePath path, MarketClock clock) {
        this.path = path;
        this.clock = clock;
        this.closings = new Closings(path, clock);
        this.dealer = new Dealer(path.name());
    }

    /** The quotes of all listed contracts at a session's close: by expiry as given, calls before puts of each strike. */
    public List<OptionQuote> quote(int session, List<ListedExpiry> listed) {
        SessionTrades trades = new SessionTrades(path, clock, closings, dealer, session);
        ValueBoard board = trades.closing(0);
        int pairs = listed.stream().mapToInt(expiry -> expiry.pairs().size()).sum();
        List<OptionQuote> quotes = new ArrayList<>(2 * pairs);
        for (ListedExpiry expiry : listed) {
            Rows rows =
                    new Rows(session, Sheet.of(dealer, session, board, expiry, path.flow(session)), trades.of(expiry));
            for (ListedExpiry.Pair pair : expiry.pairs()) {
                quotes.add(rows.row(pair.call(), Right.CALL));
                quotes.add(rows.row(pair.put(), Right.PUT));
            }
        }
        return quotes;
    }

    /**
     * The quotes of all listed contracts at times within a session, each time's together and in the order of {@link #quote}, priced from
     * a surface that moves from the close before to this session's. The last moment is the close, quoted exactly as there.
     */
    public List<IntradayQuote> intraday(int session, List<ListedExpiry> listed, DayCourse course) {
        return new IntradayDesk(path, clock, closings, dealer).quote(session, listed, course, quote(session, listed));
    }

    /** The rows of one expiry at a session's close. */
    private final class Rows {
        private final LocalDate day;
        private final Sheet sheet;
        private final SessionTrades.OfExpiry trades;

        private Rows(int session, Sheet sheet, SessionTrades.OfExpiry trades) {
            this.day = clock.day(session);
            this.sheet = sheet;
            this.trades = trades;
        }

        private OptionQuote row(ListedContract listed, Right right) {
            Slice slice = sheet.slice();
            Slice.Worth worth = sheet.worth(listed, right);
            Dealer.Quote quote = sheet.quote(listed, right, worth);
            Turnover.Activity activity = trades.activity(listed, right);
            VendorAnalytics vendor = VendorAnalytics.of(right, quote, slice, worth);
            return new OptionQuote(
                    listed.contract(),
                    path.name().ticker(),
                    listed.lineage(),
                    day,
                    quote.bid(),
                    quote.ask(),
                    activity.sinceTrade() == 0
                            ? quote.trade()
                            : trades.olderTrade(listed, right, activity.sinceTrade()),
                    quote.bidSize(),
                    quote.askSize(),
                    activity.volume(),
                    activity.openInterest(),
                    slice.spot(),
                    slice.market().forward(),
                    vendor.volatility(),
                    vendor.greeks(),
                    vendor.provenance(),
                    vendor.provenance(),
                    // Prices are per hundredth of a contract: an adjusted one stands for shares/100 underlyings a
                    // hundredth.
                    listed.shares(),
                    NamePath.SOURCE,
                    QuoteFlag.MADE.bit() + (quote.bid() > 0 ? 0 : QuoteFlag.ZERO_BID.bit()) + vendor.flags());
        }
    }
}
