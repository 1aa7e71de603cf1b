package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.pricing.PolicyRate;
import dev.mvq.runtime.pricing.YearFraction;
import dev.mvq.runtime.simulation.listing.ListedContract;
import dev.mvq.runtime.simulation.listing.ListedExpiry;
import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.simulation.path.VarianceOutlook;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Quotes a name's chain at a close. Every bid is at or below, every ask at or above the value that one arbitrage-free surface gives:
 * so no portfolio of quotes, bought at the ask and sold at the bid, can hold an arbitrage. Mids wander between, with the order flow.
 * Values are European (Black 1976); early exercise is not modelled.
 */
public final class QuoteDesk {
    private static final int SHARES_A_CONTRACT = 100;
    private static final double FLOW_MEMORY = 0.80;
    private static final double TYPICAL_VOLUME = 2500;
    private static final double TYPICAL_SIZE = 45;

    private final NamePath path;
    private final MarketClock clock;
    private final TickSize tick;
    private final Map<ListedContract, Carried> carried = new HashMap<>();

    public QuoteDesk(NamePath path, MarketClock clock) {
        this.path = path;
        this.clock = clock;
        this.tick = new TickSize(path.name().penny());
    }

    /** What a contract hands on from one session to the next. */
    private static final class Carried {
        private final ListedContract terms;
        /** Contracts open at the next session's start; NaN until the contract is first seen. */
        private double openInterest = Double.NaN;
        /** The last trade, currency per share; NaN until there was one. */
        private double last = Double.NaN;
        /** The contract's own order-flow imbalance, a standard normal with memory. */
        private double flow;

        private Carried(ListedContract terms) {
            this.terms = terms;
        }
    }

    /** What all contracts of an expiry share at a close. */
    private record Slice(
            int session,
            LocalDate day,
            int days,
            ExpiryForward market,
            double theta,
            VarianceOutlook outlook,
            Surface surface) {}

    /** A contract's value and what its quote is made from. */
    private record Value(double price, double delta, double deviations, double flow) {}

    /** The quotes of all listed contracts. Each session once, in order: open interest and last trades are carried. */
    public List<OptionQuote> quote(int session, List<ListedExpiry> listed) {
        VarianceOutlook outlook = path.outlook(session);
        Surface surface = Surface.of(path.name(), outlook);
        List<OptionQuote> quotes = new ArrayList<>();
        for (ListedExpiry expiry : listed) {
            Slice slice = slice(session, expiry.expiry(), outlook, surface);
            for (ListedExpiry.Pair pair : expiry.pairs()) {
                quotes.add(quote(slice, pair.call()));
                quotes.add(quote(slice, pair.put()));
            }
        }
        return quotes;
    }

    private Slice slice(int session, LocalDate expiry, VarianceOutlook outlook, Surface surface) {
        LocalDate day = clock.day(session);
        double years = YearFraction.between(day, expiry);
        double rate = PolicyRate.on(day);
        double spot = path.bar(session).close();
        // Rounded, so that the last bit of an exponential, which differs between machines, reaches no byte.
        double forward = Math.rint(1e6 * spot * Math.exp((rate - path.name().yield()) * years)) / 1e6;
        ExpiryForward market = new ExpiryForward(spot, forward, rate, years, ExpiryForward.Origin.GIVEN);
        double theta = years == 0 ? 0 : outlook.atTheMoney(expiry, years);
        return new Slice(session, day, (int) ChronoUnit.DAYS.between(day, expiry), market, theta, outlook, surface);
    }

    private OptionQuote quote(Slice slice, ListedContract contract) {
        Carried listed = carried.computeIfAbsent(contract, Carried::new);
        Noise noise = new Noise(Noise.key(contract.key(), slice.day.toEpochDay()));
        listed.flow = FLOW_MEMORY * listed.flow + Math.sqrt(1 - FLOW_MEMORY * FLOW_MEMORY) * noise.normal();
        Value value = value(slice, listed);
        double half = halfSpread(slice, value, noise);
        double lean = Math.clamp(0.35 * value.flow + 0.20 * noise.normal(), -0.8, 0.8) * half;
        double bid = tick.down(Math.min(value.price + lean - half, value.price));
        double ask = tick.above(bid, tick.up(Math.max(value.price + lean + half, value.price)));
        double volume = volume(slice, value, noise);
        double openInterest = carryOpenInterest(listed, slice, volume, noise);
        if (volume > 0) {
            double trade = 0.5 * (bid + ask) + half * Math.clamp(0.4 * value.flow + 0.4 * noise.normal(), -1, 1);
            listed.last = Math.clamp(tick.nearest(trade), Math.max(bid, 0.01), ask);
        }
        return row(slice, listed, new double[] {bid, ask, volume, openInterest}, value, noise);
    }

    private Value value(Slice slice, Carried listed) {
        Contract contract = listed.terms.contract();
        Right right = contract.right();
        double strike = contract.strike();
        ExpiryForward market = slice.market;
        double logMoneyness = Math.log(strike / market.forward());
        double flow = Math.tanh(0.9 * right.sign() * path.flow(slice.session) + 0.5 * listed.flow);
        if (market.years() == 0) {
            double intrinsic = Math.max(0, right.sign() * (market.spot() - strike));
            return new Value(intrinsic, intrinsic > 0 ? 1 : 0, Math.abs(logMoneyness) / 0.01, flow);
        }
        double variance = slice.surface.totalVariance(logMoneyness, slice.theta);
        double price = EuropeanPricing.price(right, strike, market, Math.sqrt(variance / market.years()));
        double d1 = -logMoneyness / Math.sqrt(variance) + 0.5 * Math.sqrt(variance);
        return new Value(price, chance(right.sign() * d1), logMoneyness / Math.sqrt(slice.theta), flow);
    }

    /** About the normal distribution function (logistic, within 0.01): widths and volumes need no more. */
    private static double chance(double x) {
        return 1 / (1 + Math.exp(-1.702 * x));
    }

    /** Half the width wished for, currency: wider in the money, for long maturities, dull names and rough times. */
    private double halfSpread(Slice slice, Value value, Noise noise) {
        double deep = Math.max(0, value.delta - 0.7) / 0.3;
        double perSpot = 0.0003 + 0.0009 * value.delta + 0.0030 * deep * deep;
        double maturity = 0.6 + 0.8 * Math.sqrt(slice.market.years());
        double rough = Math.sqrt(Math.max(1, slice.outlook.shortVolatility() / 0.20));
        double wish =
                slice.market.spot() * perSpot * maturity * rough / path.name().liquidity();
        return 0.5 * (wish * Math.exp(0.30 * noise.normal()) + 0.01);
    }

    /** Contracts traded: most near the money and in front, some days none. */
    private double volume(Slice slice, Value value, Noise noise) {
        double liquidity = path.name().liquidity();
        double near = Math.exp(-0.5 * value.deviations * value.deviations / 0.8);
        double front = 1 / (1 + slice.days / 25.0);
        double outOfMoney = value.delta > 0.6 ? 0.35 : 1;
        double expected =
                TYPICAL_VOLUME * liquidity * liquidity * near * front * outOfMoney * path.activityOn(slice.session);
        return Math.floor(expected * Math.exp(0.8 * noise.normal() - 0.32) + noise.uniform());
    }

    /** The open interest at the session's start; leaves the next session's behind. */
    private double carryOpenInterest(Carried listed, Slice slice, double volume, Noise noise) {
        if (Double.isNaN(listed.openInterest)) {
            int age = Math.min(60, slice.session - listed.terms.since());
            double grown =
                    volume * 0.25 * age * Math.exp(0.5 * noise.normal()) + Math.min(age, 20) * 10 * noise.uniform();
            listed.openInterest = age == 0 ? 0 : Math.rint(grown);
        }
        double now = listed.openInterest;
        double opened = slice.days > 15 ? 0.25 : -0.10;
        double change = volume * Math.clamp(opened + 0.35 * noise.normal(), -0.9, 0.9);
        listed.openInterest = Math.max(0, Math.rint(now + change));
        return now;
    }

    private OptionQuote row(Slice slice, Carried listed, double[] market, Value value, Noise noise) {
        Contract contract = listed.terms.contract();
        double bid = market[0];
        double ask = market[1];
        double depth = TYPICAL_SIZE * path.name().liquidity() * (0.4 + 1.2 * value.delta * (1 - value.delta));
        double bidSize = bid > 0 ? size(depth * Math.exp(0.6 * value.flow), noise) : 0;
        double askSize = size(depth * Math.exp(-0.6 * value.flow), noise);
        VendorAnalytics vendor = VendorAnalytics.of(contract, 0.5 * (bid + ask), bid > 0, slice.market);
        int flags = QuoteFlag.MADE.bit() + (bid > 0 ? 0 : QuoteFlag.ZERO_BID.bit()) + vendor.flags();
        return new OptionQuote(
                contract,
                path.name().ticker(),
                contract.name(),
                slice.day,
                bid,
                ask,
                listed.last,
                bidSize,
                askSize,
                market[2],
                market[3],
                slice.market.spot(),
                slice.market.forward(),
                vendor.volatility(),
                vendor.greeks(),
                vendor.provenance(),
                vendor.provenance(),
                SHARES_A_CONTRACT,
                NamePath.SOURCE,
                flags);
    }

    private static double size(double expected, Noise noise) {
        return Math.max(1, Math.rint(expected * Math.exp(0.5 * noise.normal())));
    }
}
