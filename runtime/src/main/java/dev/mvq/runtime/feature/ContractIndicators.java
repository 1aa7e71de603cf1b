package dev.mvq.runtime.feature;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Technical indicators of the contract's own mid within its 60 sessions, and where the contract stands. An indicator of n sessions wants the
 * contract listed for n sessions and quoted on three fifths of the last n.
 */
final class ContractIndicators {
    private enum Indicator {
        CONTRACT_RETURN_1("5 log(mid / mid 1 session before), mids raised by spot/10000; asinh"),
        CONTRACT_RETURN_5("5 log(mid / mid 5 sessions before) / sqrt 5; asinh"),
        CONTRACT_RETURN_20("5 log(mid / mid 20 sessions before) / sqrt 20; asinh"),
        CONTRACT_SMA_5("5 log(mid / its mean of 5 sessions) / sqrt 5; asinh"),
        CONTRACT_SMA_10("5 log(mid / its mean of 10 sessions) / sqrt 10; asinh"),
        CONTRACT_SMA_20("5 log(mid / its mean of 20 sessions) / sqrt 20; asinh"),
        CONTRACT_RSI_14("relative strength of 14 sessions (Cutler: plain sums), -1..1"),
        CONTRACT_PERCENT_B_20("(mid - mean) / (2 standard deviations) of 20 sessions"),
        CONTRACT_VOLATILITY_20(
                "log(root mean square mid change of 20 sessions / (spot x underlying's daily volatility)) / 2"),
        CONTRACT_IV_RANK("place of iv between its lowest (-1) and highest (1) of the window, 20 sessions at least"),
        CONTRACT_IV("log(iv / 0.25)"),
        CONTRACT_IV_TO_REALISED("log(iv / trailing annual volatility of the underlying)"),
        CONTRACT_DELTA("delta"),
        CONTRACT_MONEYNESS("log(strike / forward) / (volatility sqrt(years)), iv or else realised; asinh"),
        CONTRACT_EXPIRY("log(1 + calendar days to expiry / 30)"),
        CONTRACT_RIGHT("1 call, -1 put");

        private final String description;

        Indicator(String description) {
            this.description = description;
        }

        /** Where the feature lies: the order of declaration is that of the array. */
        @SuppressWarnings("EnumOrdinal")
        int at(int base) {
            return base + ordinal();
        }
    }

    static final int COUNT = Indicator.values().length;

    private static final int TODAY = ContractWindow.PATH - 1;

    private ContractIndicators() {}

    static List<Feature> schema() {
        return Arrays.stream(Indicator.values())
                .map(indicator -> new Feature(indicator.name().toLowerCase(Locale.ROOT), indicator.description))
                .toList();
    }

    static void fill(UnderlyingWindow underlying, ContractWindow contract, float[] to, int at) {
        double daily = underlying.lastVolatility();
        double realised = daily * Math.sqrt(Scaling.TRADING_DAYS);
        double iv = contract.iv[TODAY];
        fillTrend(contract, to, at);
        to[Indicator.CONTRACT_RSI_14.at(at)] = Scaling.clip(strength(contract, 14));
        to[Indicator.CONTRACT_PERCENT_B_20.at(at)] = Scaling.clip(percentB(contract, 20));
        to[Indicator.CONTRACT_VOLATILITY_20.at(at)] =
                Scaling.clip(Math.log(1e-4 + rootMeanSquareMove(contract, 20) / (contract.spot[TODAY] * daily)) / 2);
        to[Indicator.CONTRACT_IV_RANK.at(at)] = Scaling.clip(rank(contract));
        to[Indicator.CONTRACT_IV.at(at)] = Scaling.logVolatility(contract.logIv[TODAY]);
        to[Indicator.CONTRACT_IV_TO_REALISED.at(at)] = Scaling.clip(contract.logIv[TODAY] - Math.log(realised));
        to[Indicator.CONTRACT_DELTA.at(at)] = Scaling.clip(contract.delta[TODAY]);
        to[Indicator.CONTRACT_MONEYNESS.at(at)] =
                Scaling.squash(contract.moneyness(TODAY, Double.isNaN(iv) ? realised : iv));
        to[Indicator.CONTRACT_EXPIRY.at(at)] = Scaling.expiryDistance(contract.dte[TODAY]);
        to[Indicator.CONTRACT_RIGHT.at(at)] = contract.right.sign();
    }

    private static void fillTrend(ContractWindow contract, float[] to, int at) {
        to[Indicator.CONTRACT_RETURN_1.at(at)] = change(contract, 1);
        to[Indicator.CONTRACT_RETURN_5.at(at)] = change(contract, 5);
        to[Indicator.CONTRACT_RETURN_20.at(at)] = change(contract, 20);
        to[Indicator.CONTRACT_SMA_5.at(at)] = aboveMean(contract, 5);
        to[Indicator.CONTRACT_SMA_10.at(at)] = aboveMean(contract, 10);
        to[Indicator.CONTRACT_SMA_20.at(at)] = aboveMean(contract, 20);
    }

    private static float change(ContractWindow contract, int sessions) {
        return Scaling.squash(5 * (contract.logMid[TODAY] - contract.logMid[TODAY - sessions]) / Math.sqrt(sessions));
    }

    private static float aboveMean(ContractWindow contract, int sessions) {
        double floor = 1e-4 * contract.spot[TODAY];
        double ratio = Scaling.logRatio(contract.mid[TODAY] + floor, mean(contract, sessions) + floor);
        return Scaling.squash(5 * ratio / Math.sqrt(sessions));
    }

    /** Quoted on three fifths of the last {@code sessions}, and listed at least that long. */
    private static boolean isLongEnough(ContractWindow contract, int sessions, int found) {
        return contract.oldestAge >= sessions - 1 && 5 * found >= 3 * sessions;
    }

    private static double mean(ContractWindow contract, int sessions) {
        double sum = 0;
        int found = 0;
        for (int i = TODAY - sessions + 1; i <= TODAY; i++) {
            if (!Double.isNaN(contract.mid[i])) {
                sum += contract.mid[i];
                found++;
            }
        }
        return isLongEnough(contract, sessions, found) ? sum / found : Double.NaN;
    }

    private static double percentB(ContractWindow contract, int sessions) {
        double mean = mean(contract, sessions);
        double squares = 0;
        int found = 0;
        for (int i = TODAY - sessions + 1; i <= TODAY; i++) {
            if (!Double.isNaN(contract.mid[i])) {
                squares += (contract.mid[i] - mean) * (contract.mid[i] - mean);
                found++;
            }
        }
        return (contract.mid[TODAY] - mean) / (2 * Math.max(Math.sqrt(squares / found), least(contract)));
    }

    /** Moves below a hundred-thousandth of the spot are rounding. */
    private static double least(ContractWindow contract) {
        return 1e-5 * contract.spot[TODAY];
    }

    private static double strength(ContractWindow contract, int sessions) {
        double up = 0;
        double moved = 0;
        int found = 0;
        for (int i = TODAY - sessions + 1; i <= TODAY; i++) {
            int before = contract.before(i);
            double move = before < 0 ? Double.NaN : contract.mid[i] - contract.mid[before];
            if (!Double.isNaN(move)) {
                up += Math.max(0, move);
                moved += Math.abs(move);
                found++;
            }
        }
        return isLongEnough(contract, sessions + 1, found)
                ? (2 * up - moved) / Math.max(moved, least(contract))
                : Double.NaN;
    }

    private static double rootMeanSquareMove(ContractWindow contract, int sessions) {
        double sum = 0;
        int found = 0;
        for (int i = TODAY - sessions + 1; i <= TODAY; i++) {
            int before = contract.before(i);
            double move = before < 0 ? Double.NaN : contract.mid[i] - contract.mid[before];
            if (!Double.isNaN(move)) {
                sum += move * move / (i - before);
                found++;
            }
        }
        return isLongEnough(contract, sessions + 1, found) ? Math.sqrt(sum / found) : Double.NaN;
    }

    private static double rank(ContractWindow contract) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int found = 0;
        for (double iv : contract.iv) {
            if (!Double.isNaN(iv)) {
                low = Math.min(low, iv);
                high = Math.max(high, iv);
                found++;
            }
        }
        double place = Scaling.ratio(2 * contract.iv[TODAY] - low - high, high - low);
        return isLongEnough(contract, 20, found) ? place : Double.NaN;
    }
}
