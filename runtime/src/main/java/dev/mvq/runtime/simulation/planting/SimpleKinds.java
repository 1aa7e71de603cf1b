package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.simulation.planting.QuotedChain.Side;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;

/** Whether a quote is part of an arbitrage that two or three neighbours show: vertical, butterfly, calendar or parity. */
final class SimpleKinds {
    /** Below this, currency, rounding is all there is. */
    private static final double DUST = 1e-7;

    private final QuotedChain chain;

    SimpleKinds(QuotedChain chain) {
        this.chain = chain;
    }

    boolean show(OptionQuote quote) {
        Side side = Side.of(quote.contract());
        return vertical(quote, side) || butterfly(quote, side) || calendar(quote, side) || parity(quote, side);
    }

    private boolean vertical(OptionQuote quote, Side side) {
        long strike = quote.contract().strikeThousandths();
        for (OptionQuote other : chain.strikes(side).values()) {
            boolean lower = other.contract().strikeThousandths() < strike;
            OptionQuote low = lower ? other : quote;
            OptionQuote high = lower ? quote : other;
            OptionQuote dear = side.right() == Right.CALL ? low : high;
            OptionQuote cheap = side.right() == Right.CALL ? high : low;
            double width = (high.contract().strikeThousandths() - low.contract().strikeThousandths()) / 1000.0;
            if (width > 0 && (cheap.bid() > dear.ask() + DUST || dear.bid() - cheap.ask() > width + DUST)) {
                return true;
            }
        }
        return false;
    }

    private boolean butterfly(OptionQuote quote, Side side) {
        NavigableMap<Long, OptionQuote> strikes = chain.strikes(side);
        Collection<OptionQuote> below =
                strikes.headMap(quote.contract().strikeThousandths(), false).values();
        Collection<OptionQuote> above =
                strikes.tailMap(quote.contract().strikeThousandths(), false).values();
        return below.stream().anyMatch(low -> above.stream().anyMatch(high -> pays(low, quote, high)))
                || triples(quote, List.copyOf(above), false)
                || triples(quote, List.copyOf(below), true);
    }

    /** Butterflies in which the quote is the wing beside these strikes, which ascend. */
    private static boolean triples(OptionQuote wing, List<OptionQuote> others, boolean highWing) {
        for (int i = 0; i < others.size(); i++) {
            for (int j = i + 1; j < others.size(); j++) {
                boolean pays =
                        highWing ? pays(others.get(i), others.get(j), wing) : pays(wing, others.get(i), others.get(j));
                if (pays) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean pays(OptionQuote low, OptionQuote middle, OptionQuote high) {
        double lower = low.contract().strike();
        double upper = high.contract().strike();
        double share = (upper - middle.contract().strike()) / (upper - lower);
        return middle.bid() > share * low.ask() + (1 - share) * high.ask() + DUST;
    }

    private boolean calendar(OptionQuote quote, Side side) {
        long strike = quote.contract().strikeThousandths();
        return chain.expiries(side.root(), side.right()).stream()
                .flatMap(other -> chain.quote(other, strike).stream())
                .anyMatch(other -> {
                    boolean earlier = other.contract().expiry().isBefore(side.expiry());
                    OptionQuote near = earlier ? other : quote;
                    OptionQuote far = earlier ? quote : other;
                    return near.bid() > far.ask() + DUST
                            && near.contract().expiry().isBefore(far.contract().expiry());
                });
    }

    private boolean parity(OptionQuote quote, Side side) {
        return chain.quote(side.other(), quote.contract().strikeThousandths())
                .filter(other -> other.ask() > 0)
                .map(other -> {
                    OptionQuote call = side.right() == Right.CALL ? quote : other;
                    OptionQuote put = side.right() == Right.CALL ? other : quote;
                    ExpiryForward market = ExpiryForward.of(quote);
                    double strike = quote.contract().strike();
                    boolean conversion = call.bid() - put.ask() > market.spot() - strike * market.discount() + DUST;
                    boolean reversal = call.ask() - put.bid() < market.forward() * market.discount() - strike - DUST;
                    return conversion || reversal;
                })
                .orElse(false);
    }
}
