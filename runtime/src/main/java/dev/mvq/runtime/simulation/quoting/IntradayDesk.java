package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.listing.ListedContract;
import dev.mvq.runtime.simulation.listing.ListedExpiry;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import dev.mvq.runtime.simulation.path.VarianceOutlook;
import java.util.ArrayList;
import java.util.List;

/** Quotes within a session: the surface and the order flow go from the close before to this session's close as time goes by. */
final class IntradayDesk {
    private final NamePath path;
    private final MarketClock clock;
    private final Closings closings;
    private final Dealer dealer;

    IntradayDesk(NamePath path, MarketClock clock, Closings closings, Dealer dealer) {
        this.path = path;
        this.clock = clock;
        this.closings = closings;
        this.dealer = dealer;
    }

    /**
     * Quotes every contract at every moment.
     *
     * @param closing the session's closing quotes of the same contracts, in their order
     */
    List<IntradayQuote> quote(int session, List<ListedExpiry> listed, DayCourse course, List<OptionQuote> closing) {
        List<IntradayQuote> quotes =
                new ArrayList<>(closing.size() * course.moments().size());
        SessionTrades trades = new SessionTrades(path, clock, closings, dealer, session);
        for (DayCourse.Moment moment : course.moments()) {
            double elapsed = moment.elapsed();
            ValueBoard board =
                    new ValueBoard(path.name(), clock.day(session), moment.spot(), outlook(session, elapsed), elapsed);
            double flow = between(path.flow(Math.max(session - 1, 0)), path.flow(session), elapsed);
            int row = 0;
            for (ListedExpiry expiry : listed) {
                Rows rows = new Rows(moment, Sheet.of(dealer, session, board, expiry, flow), trades.of(expiry));
                for (ListedExpiry.Pair pair : expiry.pairs()) {
                    quotes.add(rows.row(pair.call(), Right.CALL, closing.get(row++)));
                    quotes.add(rows.row(pair.put(), Right.PUT, closing.get(row++)));
                }
            }
        }
        return quotes;
    }

    private VarianceOutlook outlook(int session, double elapsed) {
        VarianceOutlook after = path.outlook(session);
        if (elapsed == 1) {
            return after;
        }
        VarianceOutlook before = path.outlook(Math.max(session - 1, 0));
        return new VarianceOutlook(
                between(before.near(), after.near(), elapsed),
                between(before.far(), after.far(), elapsed),
                between(before.skew(), after.skew(), elapsed),
                between(before.lean(), after.lean(), elapsed),
                after.lump(),
                after.lumps());
    }

    private static double between(double before, double after, double elapsed) {
        return elapsed == 1 ? after : before + elapsed * (after - before);
    }

    /** The rows of one expiry at one moment. */
    private record Rows(DayCourse.Moment moment, Sheet sheet, SessionTrades.OfExpiry trades) {
        private IntradayQuote row(ListedContract listed, Right right, OptionQuote closing) {
            Dealer.Quote quote = sheet.quote(listed, right, sheet.worth(listed, right));
            double volume = Math.floor(closing.volume() * moment.traded());
            return new IntradayQuote(
                    moment.time(),
                    listed.contract(),
                    quote.bid(),
                    quote.ask(),
                    quote.bidSize(),
                    quote.askSize(),
                    volume > 0 ? quote.trade() : trades.tradeBefore(listed, right),
                    volume,
                    moment.spot());
        }
    }
}
