package dev.mvq.runtime.feature;

import java.util.Arrays;
import java.util.List;

/**
 * The price path: 60 sessions, oldest first, of the underlying (the first channels) and of the contract (the others, NaN for stocks). Returns are
 * in units of the volatility before them, and that volatility is a channel of its own: a window is never normalised by itself.
 */
public final class PriceFeatures {
    /** Sessions in a window. */
    public static final int SESSIONS = 60;

    private enum Channel {
        UNDERLYING_RETURN(
                "log return / sqrt(sessions since the last close) / trailing daily volatility before it (20 sessions); asinh"),
        UNDERLYING_GAP("log(open / close before) / the same volatility; asinh"),
        UNDERLYING_RANGE("Parkinson volatility log(high/low)/(2 sqrt(ln 2)) / the same volatility; asinh"),
        UNDERLYING_LOCATION("place of the close between low (-1) and high (1)"),
        UNDERLYING_VOLATILITY("log(trailing annual volatility of 20 sessions / 0.20)"),
        UNDERLYING_VOLATILITY_SLOPE("log(trailing volatility of 5 sessions / of 60)"),
        UNDERLYING_MOMENTUM("log return of 20 sessions / (daily volatility sqrt 20); asinh"),
        UNDERLYING_VOLUME("log((1 + volume) / (1 + mean of the 20 sessions before))"),
        MOVE("2 (mid - mid before) / (spot before x daily volatility), / sqrt(sessions between); asinh"),
        RETURN("5 log(mid / mid before), mids raised by spot/10000, / sqrt(sessions between); asinh"),
        HEDGED_MOVE(
                "5 (mid change - delta before x spot change with dividends) / (spot x daily volatility), / sqrt(sessions); asinh"),
        VALUE("(log(mid / forward + 0.0001) + 4) / 2"),
        MONEYNESS("log(strike / forward) / (iv sqrt(years)); asinh"),
        IV("log(iv / 0.25)"),
        IV_CHANGE("10 log(iv / iv before) / sqrt(sessions between); asinh"),
        IV_TO_REALISED("log(iv / trailing annual volatility of the underlying)"),
        VOLUME("log((1 + volume) / (1 + mean volume of the window))"),
        EXPIRY("log(1 + calendar days to expiry / 30)"),
        RIGHT("1 call, -1 put");

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

    /** The first channels are the underlying's; the rest are the contract's. */
    static final int UNDERLYING_COUNT = Channel.MOVE.at(0);

    private static final double PARKINSON = 2 * Math.sqrt(Math.log(2));
    private static final double ANNUAL = Math.sqrt(Scaling.TRADING_DAYS);

    private PriceFeatures() {}

    /** The channels in order. */
    public static List<Feature> schema() {
        return Arrays.stream(Channel.values())
                .map(channel -> new Feature(channel.name().toLowerCase(java.util.Locale.ROOT), channel.description))
                .toList();
    }

    /** The channels' names in order. */
    public static List<String> names() {
        return schema().stream().map(Feature::name).toList();
    }

    /** The underlying's channels {@code [SESSIONS, UNDERLYING_COUNT]}, once per underlying and day. */
    static float[] underlyingPath(UnderlyingWindow window) {
        float[] path = new float[SESSIONS * UNDERLYING_COUNT];
        Arrays.fill(path, Float.NaN);
        for (int i = 0; i < Math.min(SESSIONS, window.length); i++) {
            fillUnderlying(window, window.length - 1 - i, path, (SESSIONS - 1 - i) * UNDERLYING_COUNT);
        }
        return path;
    }

    private static void fillUnderlying(UnderlyingWindow window, int at, float[] to, int base) {
        double before = at > 0 ? window.volatility[at - 1] : Double.NaN;
        double closeBefore = at > 0 ? window.close[at - 1] : Double.NaN;
        double high = window.high[at];
        double low = window.low[at];
        to[Channel.UNDERLYING_RETURN.at(base)] = Scaling.squash(window.returns[at] / before);
        to[Channel.UNDERLYING_GAP.at(base)] = Scaling.squash(Scaling.logRatio(window.open[at], closeBefore) / before);
        to[Channel.UNDERLYING_RANGE.at(base)] = Scaling.squash(Scaling.logRatio(high, low) / PARKINSON / before);
        to[Channel.UNDERLYING_LOCATION.at(base)] =
                Scaling.clip(Scaling.ratio(2 * window.close[at] - high - low, high - low));
        double volatility = window.volatility[at];
        to[Channel.UNDERLYING_VOLATILITY.at(base)] = Scaling.clip(Math.log(volatility * ANNUAL / 0.20));
        to[Channel.UNDERLYING_VOLATILITY_SLOPE.at(base)] =
                Scaling.clip(Scaling.logRatio(window.volatility(at, 5, 3), window.volatility(at, 60, 20)));
        double then = at >= 20 ? window.known[at - 20] : Double.NaN;
        to[Channel.UNDERLYING_MOMENTUM.at(base)] =
                Scaling.squash(Scaling.logRatio(window.close[at], then) / (volatility * Math.sqrt(20)));
        to[Channel.UNDERLYING_VOLUME.at(base)] = Scaling.clip(window.relativeVolume(at));
    }

    /** Writes a stock's row: the underlying's channels, the contract's missing. */
    static void fillStock(float[] underlyingPath, float[] to, int offset) {
        Arrays.fill(to, offset, offset + SESSIONS * COUNT, Float.NaN);
        for (int i = 0; i < SESSIONS; i++) {
            System.arraycopy(underlyingPath, i * UNDERLYING_COUNT, to, offset + i * COUNT, UNDERLYING_COUNT);
        }
    }

    /** Writes a contract's row {@code [SESSIONS, COUNT]} at the offset. */
    static void fill(
            UnderlyingWindow underlying, float[] underlyingPath, ContractWindow contract, float[] to, int offset) {
        fillStock(underlyingPath, to, offset);
        double meanVolume = meanVolume(contract);
        for (int i = 0; i < SESSIONS; i++) {
            int day = underlying.length - SESSIONS + i;
            if (day >= 0 && !Double.isNaN(contract.dte[i])) {
                int base = offset + i * COUNT;
                fillLevels(underlying, contract, i, day, to, base);
                to[Channel.VOLUME.at(base)] = Scaling.clip(Scaling.logRatio(1 + contract.volume[i], 1 + meanVolume));
                int before = contract.before(i);
                if (before >= 0) {
                    fillMoves(underlying, contract, i, before, to, base);
                }
            }
        }
    }

    private static double meanVolume(ContractWindow contract) {
        double sum = 0;
        int found = 0;
        for (double volume : contract.volume) {
            if (!Double.isNaN(volume)) {
                sum += volume;
                found++;
            }
        }
        return found == 0 ? Double.NaN : sum / found;
    }

    private static void fillLevels(
            UnderlyingWindow underlying, ContractWindow contract, int at, int day, float[] to, int base) {
        double iv = contract.iv[at];
        to[Channel.VALUE.at(base)] = Scaling.clip((Math.log(contract.mid[at] / contract.forward[at] + 1e-4) + 4) / 2);
        to[Channel.MONEYNESS.at(base)] =
                Scaling.squash(contract.moneyness(at, Double.isNaN(iv) ? underlying.volatility[day] * ANNUAL : iv));
        to[Channel.IV.at(base)] = Scaling.logVolatility(contract.logIv[at]);
        to[Channel.IV_TO_REALISED.at(base)] = Scaling.clip(contract.logIv[at] - underlying.logRealised[day]);
        to[Channel.EXPIRY.at(base)] = Scaling.expiryDistance(contract.dte[at]);
        to[Channel.RIGHT.at(base)] = contract.right.sign();
    }

    private static void fillMoves(
            UnderlyingWindow underlying, ContractWindow contract, int at, int before, float[] to, int base) {
        int day = underlying.length - SESSIONS + at;
        int dayBefore = underlying.length - SESSIONS + before;
        double root = Math.sqrt(at - before);
        double daily = underlying.volatility[dayBefore];
        double unit = contract.spot[before] * (Double.isNaN(daily) ? contract.iv[before] / ANNUAL : daily) * root;
        double move = contract.mid[at] - contract.mid[before];
        double spotMove =
                contract.spot[at] - contract.spot[before] + underlying.dividends[day] - underlying.dividends[dayBefore];
        to[Channel.MOVE.at(base)] = Scaling.squash(2 * move / unit);
        to[Channel.RETURN.at(base)] = Scaling.squash(5 * (contract.logMid[at] - contract.logMid[before]) / root);
        to[Channel.HEDGED_MOVE.at(base)] = Scaling.squash(5 * (move - contract.delta[before] * spotMove) / unit);
        to[Channel.IV_CHANGE.at(base)] = Scaling.squash(10 * (contract.logIv[at] - contract.logIv[before]) / root);
    }
}
