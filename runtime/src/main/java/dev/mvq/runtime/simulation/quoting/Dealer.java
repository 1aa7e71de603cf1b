package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.listing.ListedContract;
import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.path.VarianceOutlook;
import java.time.LocalDate;

/**
 * The best bid and offer around a value. Every bid is at or below, every ask at or above the value, so that no portfolio bought at the
 * ask and sold at the bid can hold an arbitrage that the values do not. The constants are fitted to medians of real end-of-day chains
 * (31 US names, April 2026, 154,610 quotes): width over the mid by distance from the money, maturity and name, share of bids that are
 * zero, and sizes.
 */
final class Dealer {
    /** Width over the mid at the money for a name of liquidity 1, and how it rises with illiquidity. */
    private static final double WIDTH_AT_MONEY = 0.0205;

    private static final double WIDTH_BY_LIQUIDITY = -3.2;
    /** No name is so illiquid that its options' width at the money reaches this part of the mid. */
    private static final double MOST_WIDTH = 0.60;

    /** At the money an option is worth about this part of a standard deviation (Brenner & Subrahmanyam 1988). */
    private static final double MONEY_SHARE = 0.4;

    private static final double NARROWER_OUT = 1.35;
    /** Width deep in the money, currency, for a price of 250; it grows slowly with the price. */
    private static final double WIDTH_IN_MONEY = 3.4;

    private static final double USUAL_PRICE = 250;
    private static final double WIDTH_SCATTER = 0.6;
    /** A dealer who looks after an option bids at least this part of its value. */
    private static final double LEAST_BID = 0.4;

    private static final double STUB_WITH_BID = 0.12;
    private static final double MOST_STUB = 4.80;
    private static final double USUAL_SIZE = 38;
    /** Deviation of log sizes below and above their median: small ones are smaller than large ones are large. */
    private static final double SMALL_SIZES = 2.0;

    private static final double LARGE_SIZES = 1.0;
    /** Part of the variance of a log size that bid and ask share, and how names differ in it. */
    private static final double SIZES_SHARED = 0.58;

    private static final double SIZES_SHARED_RANGE = 0.22;
    /** Log deviation of names' scatter of sizes. */
    private static final double SIZES_BY_NAME = 0.2;
    /** Most of the sizes from ten on that are round. */
    private static final double ROUND_SIZES = 0.10;
    /** Log deviation of names' widths in the money. */
    private static final double WIDTH_BY_NAME = 0.4;
    /** How far mids wander within the spread: what flow pulls, and what nobody knows why, in half spreads. */
    private static final double PULL = 0.35;

    private static final double WANDERING = 0.43;
    private static final double MOST_WANDERING = 0.95;
    private static final double BESIDE_NICKELS = 0.12;
    private static final long FLOW = 0x666C6F77L;

    private final double liquidity;
    private final Roster.Name name;
    private final double relative;
    /** Deviations out of the money at which half of the bids are zero. */
    private final double deserted;

    private final double sizesShared;
    private final double smallSizes;
    private final double largeSizes;
    private final double roundSizes;
    private final double insideByName;

    Dealer(Roster.Name name) {
        this.liquidity = name.liquidity();
        this.name = name;
        double wide = WIDTH_AT_MONEY * StrictMath.pow(liquidity, WIDTH_BY_LIQUIDITY);
        this.relative = wide / (1 + wide / MOST_WIDTH);
        this.deserted = 2.8 + 2.2 * liquidity;
        Noise taste = Noise.of(name.cycle(), "dealers of " + name.ticker());
        this.sizesShared = SIZES_SHARED + SIZES_SHARED_RANGE * (2 * taste.uniform() - 1);
        this.smallSizes = SMALL_SIZES * StrictMath.exp(SIZES_BY_NAME * taste.normal());
        this.largeSizes = LARGE_SIZES * StrictMath.exp(SIZES_BY_NAME * taste.normal());
        this.roundSizes = ROUND_SIZES * taste.uniform();
        this.insideByName = StrictMath.exp(WIDTH_BY_NAME * taste.normal());
    }

    /**
     * What is the same for all contracts of an expiry.
     *
     * @param tick prices that quotes may have
     * @param spot price of the underlying
     * @param deviation standard deviation of the log price to expiry at the money, at least a day's
     * @param inside width deep in the money, currency
     * @param relative width over the mid at the money
     * @param stub typical width of a quote nobody looks after, currency
     * @param size typical size at the money, contracts
     * @param flow order-flow imbalance of the name, −1..1
     */
    record Climate(
            TickSize tick,
            double spot,
            double deviation,
            double inside,
            double relative,
            double stub,
            double size,
            double flow) {}

    /**
     * A quote.
     *
     * @param trade where a trade is done if there is one
     */
    record Quote(double bid, double ask, double trade, double bidSize, double askSize) {}

    Climate climate(Slice slice, LocalDate day, VarianceOutlook outlook, double flow) {
        double spot = slice.spot();
        double price = spot / USUAL_PRICE;
        double deviation = Math.sqrt(Math.max(slice.theta(), outlook.near() / 365));
        double stress = Math.clamp(Math.sqrt(outlook.near() / outlook.far()), 1, 2.5);
        double maturity = 0.75 + 0.5 * Math.min(1, 3 * slice.years());
        return new Climate(
                TickSize.of(name, day),
                spot,
                deviation,
                insideByName
                        * WIDTH_IN_MONEY
                        * Math.sqrt(price)
                        * maturity
                        * stress
                        * Math.min(1, 1.5 - 0.6 * liquidity),
                relative * stress / (1 + 2.5 * slice.years()),
                Math.min(MOST_STUB, 1.2 * StrictMath.pow(spot / 300, 0.8) * StrictMath.pow(0.45 / liquidity, 2.5)),
                USUAL_SIZE * StrictMath.pow(price, -0.7) * StrictMath.pow(liquidity, -0.8),
                flow);
    }

    /** Makes a quote, from what is drawn for the contract on a session. */
    Quote quote(Climate climate, ListedContract listed, Right right, Slice.Worth worth, int session) {
        Noise noise = new Noise(Noise.key(listed.key(), session));
        double out = right.sign() * worth.logMoneyness() / climate.deviation;
        double pressure = right.sign() * 0.9 * climate.flow + 0.5 * Draws.flow(listed.key() ^ FLOW, session);
        double flow = pressure / (1 + Math.abs(pressure));
        double value = worth.value();
        double wide = worth.scale() * width(climate, out) * StrictMath.exp(WIDTH_SCATTER * noise.normal());
        TickSize tick = climate.tick;
        double half = 0.5 * Math.max(0, wide - tick.at(value));
        double wandered = PULL * flow + WANDERING * noise.normal();
        double middle = value + half * Math.clamp(wandered, -MOST_WANDERING, MOST_WANDERING);
        double low = Math.clamp(middle - half, LEAST_BID * value, value);
        double high = Math.max(middle + half, value);
        double neglect = neglect(out);
        double care = noise.uniform();
        double stub = worth.scale() * stub(climate, noise);
        if (care < neglect) {
            low = 0;
            high = Math.max(high, value + stub);
        } else if (care < 1.5 * neglect) {
            low *= 0.5;
            high = Math.max(high, value + STUB_WITH_BID * stub);
        }
        double bid = besideNickels(tick, tick.down(low), -1, noise);
        double ask = besideNickels(tick, tick.up(high), 1, noise);
        return sized(climate, bid, tick.above(bid, ask), out, flow, noise);
    }

    /** Where there are cents, fewer quotes than a fifth stand on nickels: some are a cent wider. */
    private static double besideNickels(TickSize tick, double price, int outwards, Noise noise) {
        boolean moved = noise.happens(BESIDE_NICKELS) && price > 0.05 && tick.at(price) < 0.05;
        long cents = Math.round(price * 100);
        return moved && cents % 5 == 0 ? (cents + outwards) / 100.0 : price;
    }

    /** Sizes lean with the flow, and so do trades within the quote. */
    private Quote sized(Climate climate, double bid, double ask, double out, double flow, Noise noise) {
        double within = Math.clamp(0.4 * flow + 0.4 * noise.normal(), -1, 1);
        double trade = climate.tick.nearest(0.5 * (bid + ask) + 0.5 * (ask - bid) * within);
        double depth = climate.size * StrictMath.exp(0.20 * Math.clamp(out, -2.5, 2.5));
        double shared = Math.sqrt(sizesShared) * noise.normal();
        double bidSize = size(depth * StrictMath.exp(0.45 * flow + scattered(shared, noise)), noise);
        double askSize = size(depth * StrictMath.exp(-0.45 * flow + scattered(shared, noise)), noise);
        return new Quote(bid, ask, Math.clamp(trade, Math.max(bid, 0.01), ask), bid > 0 ? bidSize : 0, askSize);
    }

    private double scattered(double shared, Noise noise) {
        double normal = shared + Math.sqrt(1 - sizesShared) * noise.normal();
        return normal * (normal < 0 ? smallSizes : largeSizes);
    }

    /** The quote with an ask that is at least {@code least}. */
    Quote raised(Climate climate, Quote quote, double least) {
        double ask = Math.max(quote.ask(), climate.tick.up(least));
        return new Quote(quote.bid(), ask, quote.trade(), quote.bidSize(), quote.askSize());
    }

    /** Width wished for: a part of the time value, wider where the option moves with the share and hedging costs the share's own spread. */
    private static double width(Climate climate, double out) {
        double atMoney = climate.relative * MONEY_SHARE * climate.spot * Math.min(climate.deviation, 1);
        if (out >= 0) {
            return atMoney / (1 + NARROWER_OUT * out);
        }
        double in = out * out;
        return atMoney + climate.inside * in / (in + 1.2);
    }

    /** Share of the quotes nobody looks after: none in the money, most far out. */
    private double neglect(double out) {
        return out <= 0.3 ? 0 : 1 / (1 + StrictMath.exp(-1.6 * (out - deserted)));
    }

    /** The width of such a quote. */
    private static double stub(Climate climate, Noise noise) {
        return Math.min(MOST_STUB, climate.stub * StrictMath.exp(0.8 * noise.normal()));
    }

    private double size(double expected, Noise noise) {
        double unit = noise.happens(roundSizes) && expected >= 10 ? 10 : 1;
        return Math.max(1, Math.rint(expected / unit) * unit);
    }
}
