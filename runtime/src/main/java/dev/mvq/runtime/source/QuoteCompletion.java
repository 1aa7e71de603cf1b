package dev.mvq.runtime.source;

import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.pricing.ParityForward;
import dev.mvq.runtime.pricing.YearFraction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Computes what the quotes of one day lack: each expiry's forward by put-call parity, IV from the mid, Greeks from the IV.
 * What the vendor delivered stays as it is. Only that day's quotes are looked at.
 */
final class QuoteCompletion {
    private final ToDoubleFunction<LocalDate> rate;
    private long parityForwards;
    private long rateForwards;

    /** Quotes that share a forward: one root, expiry and price of the underlying. */
    private record Group(String root, String underlyingId, LocalDate expiry, double underlyingPrice) {}

    /** @param rate the continuously compounded rate that stood on a day */
    QuoteCompletion(ToDoubleFunction<LocalDate> rate) {
        this.rate = rate;
    }

    /** Expiries whose forward calls and puts agreed on, so far. */
    long parityForwards() {
        return parityForwards;
    }

    /** Expiries whose forward is the spot grown at the rate, so far. */
    long rateForwards() {
        return rateForwards;
    }

    /** The quotes of one day, completed, in any order. */
    List<OptionQuote> complete(LocalDate day, Collection<OptionQuote> quotes) {
        Map<Group, List<OptionQuote>> groups = new HashMap<>();
        for (OptionQuote quote : quotes) {
            Group group = new Group(
                    quote.contract().root(),
                    quote.underlyingId(),
                    quote.contract().expiry(),
                    quote.underlyingPrice());
            groups.computeIfAbsent(group, key -> new ArrayList<>()).add(quote);
        }
        List<OptionQuote> completed = new ArrayList<>(quotes.size());
        groups.forEach((group, members) -> {
            ExpiryForward forward = forward(day, group, members);
            for (OptionQuote quote : members) {
                completed.add(complete(quote, forward));
            }
        });
        return completed;
    }

    private ExpiryForward forward(LocalDate day, Group group, List<OptionQuote> members) {
        double years = YearFraction.between(day, group.expiry);
        ExpiryForward forward =
                ParityForward.imply(group.underlyingPrice, rate.applyAsDouble(day), years, pairs(members));
        if (forward.origin() == ExpiryForward.Origin.PARITY) {
            parityForwards++;
        } else {
            rateForwards++;
        }
        return forward;
    }

    /** Calls and puts of equal strike, both with a bid. */
    private static List<ParityForward.Pair> pairs(List<OptionQuote> members) {
        Map<Long, OptionQuote> calls = new HashMap<>();
        for (OptionQuote quote : members) {
            if (quote.contract().right() == Right.CALL && quote.bid() > 0) {
                calls.put(quote.contract().strikeThousandths(), quote);
            }
        }
        List<ParityForward.Pair> pairs = new ArrayList<>();
        for (OptionQuote put : members) {
            OptionQuote call = calls.get(put.contract().strikeThousandths());
            if (put.contract().right() == Right.PUT && put.bid() > 0 && call != null) {
                pairs.add(new ParityForward.Pair(put.contract().strike(), call.mid(), put.mid()));
            }
        }
        return pairs;
    }

    private static OptionQuote complete(OptionQuote quote, ExpiryForward market) {
        Right right = quote.contract().right();
        double strike = quote.contract().strike();
        double iv = quote.iv();
        Provenance ivSource = quote.ivSource();
        int flags = quote.flags();
        if (ivSource == Provenance.ABSENT) {
            iv = EuropeanPricing.impliedVolatility(right, strike, market, quote.mid());
            ivSource = Double.isNaN(iv) ? Provenance.ABSENT : Provenance.COMPUTED;
            boolean outOfBounds =
                    Double.isNaN(iv) && market.years() > 0 && !Double.isNaN(quote.mid() + market.forward());
            flags |= outOfBounds ? QuoteFlag.OUT_OF_BOUNDS.bit() : 0;
        }
        Greeks delivered = quote.greeks();
        Greeks greeks = delivered;
        Provenance greeksSource = quote.greeksSource();
        if (hasGap(delivered)) {
            Greeks computed = EuropeanPricing.greeks(right, strike, market, iv);
            greeks = filled(delivered, computed);
            boolean partly = greeksSource == Provenance.VENDOR && !greeks.equals(delivered);
            flags |= partly ? QuoteFlag.PARTLY_COMPUTED.bit() : 0;
            if (greeksSource == Provenance.ABSENT && !Double.isNaN(greeks.delta())) {
                greeksSource = Provenance.COMPUTED;
            }
        }
        return with(quote, market.forward(), iv, ivSource, greeks, greeksSource, flags);
    }

    private static boolean hasGap(Greeks greeks) {
        return Double.isNaN(greeks.delta() + greeks.gamma() + greeks.theta() + greeks.vega() + greeks.rho());
    }

    private static Greeks filled(Greeks delivered, Greeks computed) {
        return new Greeks(
                known(delivered.delta(), computed.delta()),
                known(delivered.gamma(), computed.gamma()),
                known(delivered.theta(), computed.theta()),
                known(delivered.vega(), computed.vega()),
                known(delivered.rho(), computed.rho()));
    }

    private static double known(double delivered, double computed) {
        return Double.isNaN(delivered) ? computed : delivered;
    }

    private static OptionQuote with(
            OptionQuote quote,
            double forward,
            double iv,
            Provenance ivSource,
            Greeks greeks,
            Provenance greeksSource,
            int flags) {
        return new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                quote.bid(),
                quote.ask(),
                quote.last(),
                quote.bidSize(),
                quote.askSize(),
                quote.volume(),
                quote.openInterest(),
                quote.underlyingPrice(),
                forward,
                iv,
                greeks,
                ivSource,
                greeksSource,
                quote.multiplier(),
                quote.source(),
                flags);
    }
}
