package dev.mvq.runtime.feature;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a contract trades: 20 sessions, oldest first, of spreads, sizes, volume, open interest and price impact. */
public final class MicrostructureFeatures {
    /** Sessions in a window. */
    public static final int SESSIONS = 20;

    private enum Channel {
        SPREAD("(log(spread / mid, at least 0.0001) + 3) / 1.5"),
        SPREAD_TICKS("log(1 + spread / 0.05)"),
        SPREAD_VOLATILITY("(log(spread / (vega of 1.00) / iv, 0.0001 .. 20) + 3) / 1.5"),
        SIZE_IMBALANCE("(bid size - ask size) / (bid size + ask size)"),
        BID_SIZE("log(1 + contracts bid) / 2"),
        ASK_SIZE("log(1 + contracts offered) / 2"),
        VOLUME("log(1 + contracts traded) / 3"),
        TURNOVER("log((1 + volume) / (1 + open interest)) / 3"),
        OPEN_INTEREST("log(1 + open interest) / 3"),
        OPEN_INTEREST_CHANGE("5 log((1 + open interest) / (1 + before)); asinh"),
        MOVE_IN_SPREADS("(mid - mid before) / mean half spread; asinh"),
        IMPACT("Kyle's way: 20 (mid - mid before) / (spot x iv / sqrt 252) / sqrt(1 + volume); asinh"),
        ILLIQUIDITY("Amihud's way: log((|log mid return| + 0.0001) / (1 + volume)) / 3 + 2"),
        BOUNCE(
                "Roll's way: autocovariance of the changes of the last price / their variance, over the window until then"),
        LAST_POSITION("(last - mid) / half spread; asinh"),
        ZERO_BID("1 where nobody bids, else 0"),
        ZERO_VOLUME("1 where nothing traded, else 0"),
        CHAIN_SHARE("log((1 + volume) / (1 + volume of the whole chain)) / 3"),
        EXPIRY_SHARE("square root of the part of the expiry's volume, 0..1"),
        INTEREST_SHARE("square root of the part of the expiry's open interest, 0..1"),
        PUT_CALL("log((1 + volume of all puts) / (1 + of all calls))"),
        UNDERLYING_VOLUME("log((1 + shares traded) / (1 + mean of the 20 sessions before))"),
        DELTA_SIZE("|delta|"),
        EXPIRY("log(1 + calendar days to expiry / 30)");

        private final String description;

        Channel(String description) {
            this.description = description;
        }

        /** Where the feature lies: the order of declaration is that of the array. */
        @SuppressWarnings("EnumOrdinal")
        int at(int base) {
            return base + ordinal();
        }
    }

    /** Channels a session. */
    public static final int COUNT = Channel.values().length;

    /** Channels that all contracts of an underlying share. */
    private static final int UNDERLYING_COUNT = 2;

    private static final int PATH_OFFSET = ContractWindow.PATH - SESSIONS;
    private static final int BOOK_OFFSET = ContractWindow.BOOK - SESSIONS;
    private static final double ANNUAL = Math.sqrt(Scaling.TRADING_DAYS);

    private MicrostructureFeatures() {}

    /** The channels in order. */
    public static List<Feature> schema() {
        return Arrays.stream(Channel.values())
                .map(channel -> new Feature(channel.name().toLowerCase(Locale.ROOT), channel.description))
                .toList();
    }

    /** The channels' names in order. */
    public static List<String> names() {
        return schema().stream().map(Feature::name).toList();
    }

    /** The underlying's channels {@code [SESSIONS, UNDERLYING_COUNT]}, put/call and volume, once per underlying and day. */
    static float[] underlyingFlow(UnderlyingWindow window) {
        float[] flow = new float[SESSIONS * UNDERLYING_COUNT];
        Arrays.fill(flow, Float.NaN);
        for (int i = Math.max(0, SESSIONS - window.length); i < SESSIONS; i++) {
            int day = window.length - SESSIONS + i;
            double ratio = (1 + window.putVolume[day]) / (1 + window.callVolume[day]);
            flow[i * UNDERLYING_COUNT] = Scaling.clip(Math.log(ratio));
            flow[i * UNDERLYING_COUNT + 1] = Scaling.clip(window.relativeVolume(day));
        }
        return flow;
    }

    /**
     * Writes a contract's row {@code [SESSIONS, COUNT]} at the offset.
     *
     * @param flow from {@link #underlyingFlow}
     */
    static void fill(UnderlyingWindow underlying, float[] flow, ContractWindow contract, float[] to, int offset) {
        Arrays.fill(to, offset, offset + SESSIONS * COUNT, Float.NaN);
        for (int i = 0; i < SESSIONS; i++) {
            int day = underlying.length - SESSIONS + i;
            if (day >= 0 && !Double.isNaN(contract.dte[PATH_OFFSET + i])) {
                int base = offset + i * COUNT;
                fillQuote(underlying, contract, i, day, to, base);
                fillActivity(underlying, contract, i, day, to, base);
                to[Channel.PUT_CALL.at(base)] = flow[i * UNDERLYING_COUNT];
                to[Channel.UNDERLYING_VOLUME.at(base)] = flow[i * UNDERLYING_COUNT + 1];
                int before = contract.before(PATH_OFFSET + i) - PATH_OFFSET;
                if (before >= -BOOK_OFFSET) {
                    fillMoves(contract, i, before, to, base);
                }
            }
        }
        fillBounce(contract, to, offset);
    }

    private static void fillQuote(
            UnderlyingWindow underlying, ContractWindow contract, int at, int day, float[] to, int base) {
        double mid = contract.mid[PATH_OFFSET + at];
        double spread = contract.spread[BOOK_OFFSET + at];
        double iv = contract.iv[PATH_OFFSET + at];
        double bidSize = contract.bidSize[BOOK_OFFSET + at];
        double askSize = contract.askSize[BOOK_OFFSET + at];
        to[Channel.SPREAD.at(base)] = logSpread(spread / mid);
        to[Channel.SPREAD_TICKS.at(base)] =
                Scaling.clip(Math.log(1 + Math.max(0, spread * underlying.shares[day]) / 0.05));
        to[Channel.SPREAD_VOLATILITY.at(base)] = logSpread(spread / (100 * contract.vega[BOOK_OFFSET + at] * iv));
        to[Channel.SIZE_IMBALANCE.at(base)] = Scaling.clip(Scaling.ratio(bidSize - askSize, bidSize + askSize));
        to[Channel.BID_SIZE.at(base)] = Scaling.clip(Math.log(1 + bidSize) / 2);
        to[Channel.ASK_SIZE.at(base)] = Scaling.clip(Math.log(1 + askSize) / 2);
        to[Channel.LAST_POSITION.at(base)] =
                spread > 0 ? Scaling.squash(2 * (contract.last[BOOK_OFFSET + at] - mid) / spread) : Float.NaN;
        to[Channel.ZERO_BID.at(base)] = flag(mid - spread / 2, 1e-9);
        to[Channel.DELTA_SIZE.at(base)] = Scaling.clip(Math.abs(contract.delta[PATH_OFFSET + at]));
        to[Channel.EXPIRY.at(base)] = Scaling.expiryDistance(contract.dte[PATH_OFFSET + at]);
    }

    private static void fillActivity(
            UnderlyingWindow underlying, ContractWindow contract, int at, int day, float[] to, int base) {
        double volume = contract.volume[PATH_OFFSET + at];
        double interest = contract.openInterest[BOOK_OFFSET + at];
        double chain = underlying.callVolume[day] + underlying.putVolume[day];
        to[Channel.VOLUME.at(base)] = Scaling.clip(Math.log(1 + volume) / 3);
        to[Channel.TURNOVER.at(base)] = Scaling.clip(Math.log((1 + volume) / (1 + interest)) / 3);
        to[Channel.OPEN_INTEREST.at(base)] = Scaling.clip(Math.log(1 + interest) / 3);
        to[Channel.ZERO_VOLUME.at(base)] = flag(volume, 0);
        to[Channel.CHAIN_SHARE.at(base)] = Scaling.clip(Math.log((1 + volume) / (1 + chain)) / 3);
        to[Channel.EXPIRY_SHARE.at(base)] = Scaling.clip(Math.sqrt(contract.volumeShare[BOOK_OFFSET + at]));
        to[Channel.INTEREST_SHARE.at(base)] = Scaling.clip(Math.sqrt(contract.interestShare[BOOK_OFFSET + at]));
    }

    private static void fillMoves(ContractWindow contract, int at, int before, float[] to, int base) {
        int now = PATH_OFFSET + at;
        int then = PATH_OFFSET + before;
        double volume = contract.volume[now];
        double move = contract.mid[now] - contract.mid[then];
        double spot = contract.spot[then];
        double spreads = contract.spread[BOOK_OFFSET + at] + contract.spread[BOOK_OFFSET + before];
        double interest = contract.openInterest[BOOK_OFFSET + before];
        to[Channel.OPEN_INTEREST_CHANGE.at(base)] =
                Scaling.squash(5 * Math.log((1 + contract.openInterest[BOOK_OFFSET + at]) / (1 + interest)));
        to[Channel.MOVE_IN_SPREADS.at(base)] = Scaling.squash(4 * move / Math.max(spreads, 1e-5 * spot));
        to[Channel.IMPACT.at(base)] =
                Scaling.squash(20 * move / (spot * contract.iv[then] / ANNUAL) / Math.sqrt(1 + volume));
        double travelled = Math.abs(contract.logMid[now] - contract.logMid[then]);
        to[Channel.ILLIQUIDITY.at(base)] = Scaling.clip(Math.log((travelled + 1e-4) / (1 + volume)) / 3 + 2);
    }

    /** Roll (1984): trades bouncing between bid and ask make the changes of the last price negatively autocorrelated. */
    private static void fillBounce(ContractWindow contract, float[] to, int offset) {
        double products = 0;
        double squares = 0;
        int pairs = 0;
        double changeBefore = Double.NaN;
        for (int i = 0; i < SESSIONS; i++) {
            int at = BOOK_OFFSET + i;
            double change = contract.last[at] - contract.last[at - 1];
            if (!Double.isNaN(change * changeBefore)) {
                products += change * changeBefore;
                squares += 0.5 * (change * change + changeBefore * changeBefore);
                pairs++;
            }
            changeBefore = change;
            boolean quoted = !Double.isNaN(contract.dte[PATH_OFFSET + i]);
            to[Channel.BOUNCE.at(offset + i * COUNT)] =
                    quoted && pairs >= 3 ? Scaling.clip(Scaling.ratio(products, squares)) : Float.NaN;
        }
    }

    private static float logSpread(double relative) {
        return Scaling.clip((Math.log(relative < 1e-4 ? 1e-4 : relative > 20 ? 20 : relative) + 3) / 1.5);
    }

    private static float flag(double value, double atMost) {
        return Double.isNaN(value) ? Float.NaN : value <= atMost ? 1 : 0;
    }
}
