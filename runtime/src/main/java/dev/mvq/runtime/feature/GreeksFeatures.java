package dev.mvq.runtime.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Sensitivities of a contract, made free of price scale, with their changes over 1, 5 and 20 sessions. S is the underlying's price, F the
 * forward, K the strike, s the implied volatility, t the years to expiry; n the normal density at the contract's d1. A change takes the
 * nearest quoted session (1-2, 4-6, 18-22 back).
 */
public final class GreeksFeatures {
    private enum Sensitivity {
        DELTA("delta"),
        GAMMA("gamma S s sqrt t; asinh (n in the model)"),
        THETA("theta 365 sqrt t / (S s), per calendar day; asinh (about -n / 2)"),
        VEGA("vega 100 / (S sqrt t), per point; asinh (n)"),
        RHO("rho 100 / (K t), per point; asinh"),
        LAMBDA("lambda = delta S / mid; asinh"),
        VANNA("vanna s; asinh (-n d2)"),
        CHARM("charm per day x days to expiry; asinh"),
        VOMMA("vomma s / (S sqrt t); asinh (n d1 d2)"),
        SPEED("speed S S s s t; asinh (-n (d1 + s sqrt t))"),
        IV("log(iv / 0.25)");

        private final String description;

        Sensitivity(String description) {
            this.description = description;
        }
    }

    private enum Coordinate {
        STANDARD_MONEYNESS("log(strike / forward) / (iv sqrt(years)); asinh"),
        MONEYNESS("5 log(strike / forward); asinh"),
        EXPIRY("log(1 + calendar days to expiry / 30)"),
        RIGHT("1 call, -1 put"),
        TIME_VALUE("log(0.001 + (mid - what exercise on the forward would give) / (S s sqrt t)) / 2"),
        IV_TO_REALISED("log(iv / trailing annual volatility of the underlying, 20 sessions)"),
        IV_UNREST("log(root mean square of the last 20 daily log changes of iv / 0.05)");

        private final String description;

        Coordinate(String description) {
            this.description = description;
        }
    }

    private static final int[] HORIZONS = {1, 5, 20};
    private static final int[][] AGES = {{1, 2}, {5, 4, 6}, {20, 19, 21, 18, 22}};
    private static final int LEVELS = Sensitivity.values().length;
    private static final int COORDINATES = Coordinate.values().length;

    /** Features of a row. */
    public static final int COUNT = LEVELS * (1 + HORIZONS.length) + COORDINATES;

    private static final int TODAY = ContractWindow.PATH - 1;

    private GreeksFeatures() {}

    /** The features in order. */
    public static List<Feature> schema() {
        List<Feature> features = new ArrayList<>();
        for (Sensitivity level : Sensitivity.values()) {
            features.add(new Feature(level.name().toLowerCase(Locale.ROOT), level.description));
        }
        for (Coordinate coordinate : Coordinate.values()) {
            features.add(new Feature(coordinate.name().toLowerCase(Locale.ROOT), coordinate.description));
        }
        for (int horizon : HORIZONS) {
            for (Sensitivity level : Sensitivity.values()) {
                features.add(new Feature(
                        level.name().toLowerCase(Locale.ROOT) + "_change_" + horizon,
                        "10 (change of " + level.name().toLowerCase(Locale.ROOT) + " over " + horizon
                                + " sessions) / sqrt(sessions); asinh"));
            }
        }
        return features;
    }

    /** The features' names in order. */
    public static List<String> names() {
        return schema().stream().map(Feature::name).toList();
    }

    /** Writes a contract's row {@code [COUNT]} at the offset; {@code scratch} holds at least {@link #COUNT} floats. */
    static void fill(UnderlyingWindow underlying, ContractWindow contract, float[] scratch, float[] to, int offset) {
        fillLevels(contract, 0, to, offset);
        fillCoordinates(underlying, contract, to, offset + LEVELS);
        int at = offset + LEVELS + COORDINATES;
        for (int[] ages : AGES) {
            int age = nearest(contract, ages);
            if (age < 0) {
                Arrays.fill(to, at, at + LEVELS, Float.NaN);
            } else {
                fillLevels(contract, age, scratch, 0);
                double unit = 10 / Math.sqrt(age);
                for (int i = 0; i < LEVELS; i++) {
                    to[at + i] = Scaling.squash(unit * (to[offset + i] - scratch[i]));
                }
            }
            at += LEVELS;
        }
    }

    private static int nearest(ContractWindow contract, int[] ages) {
        for (int age : ages) {
            if (!Double.isNaN(contract.iv[TODAY - age])) {
                return age;
            }
        }
        return -1;
    }

    private static void fillLevels(ContractWindow contract, int age, float[] to, int at) {
        int path = TODAY - age;
        int book = ContractWindow.BOOK - 1 - age;
        double spot = contract.spot[path];
        double iv = contract.iv[path];
        double years = Scaling.years(contract.dte[path]);
        double root = Math.sqrt(years);
        double delta = contract.delta[path];
        to[at + Sensitivity.DELTA.ordinal()] = Scaling.clip(delta);
        to[at + Sensitivity.GAMMA.ordinal()] = Scaling.squash(contract.gamma[book] * spot * iv * root);
        to[at + Sensitivity.THETA.ordinal()] = Scaling.squash(contract.theta[book] * 365 * root / (spot * iv));
        to[at + Sensitivity.VEGA.ordinal()] = Scaling.squash(contract.vega[book] * 100 / (spot * root));
        to[at + Sensitivity.RHO.ordinal()] = Scaling.squash(contract.rho[book] * 100 / (contract.strike * years));
        to[at + Sensitivity.LAMBDA.ordinal()] = Scaling.squash(Scaling.ratio(delta * spot, contract.mid[path]));
        to[at + Sensitivity.IV.ordinal()] = Scaling.clip(Math.log(iv / 0.25));
        double deviation = iv * root;
        double d1 = Scaling.logRatio(contract.forward[path], contract.strike) / deviation + deviation / 2;
        fillHigher(d1, deviation, to, at);
    }

    /** Black's model in its own units, from d1 and s sqrt t (Haug 2007, chapter 2). */
    private static void fillHigher(double d1, double deviation, float[] to, int at) {
        double d2 = d1 - deviation;
        double density = Math.exp(-d1 * d1 / 2) / Math.sqrt(2 * Math.PI);
        to[at + Sensitivity.VANNA.ordinal()] = Scaling.squash(-density * d2);
        to[at + Sensitivity.CHARM.ordinal()] = Scaling.squash(density * d2 / 2);
        to[at + Sensitivity.VOMMA.ordinal()] = Scaling.squash(density * d1 * d2);
        to[at + Sensitivity.SPEED.ordinal()] = Scaling.squash(-density * (d1 + deviation));
    }

    private static void fillCoordinates(UnderlyingWindow underlying, ContractWindow contract, float[] to, int at) {
        double iv = contract.iv[TODAY];
        double forward = contract.forward[TODAY];
        double unit = contract.spot[TODAY] * iv * Math.sqrt(Scaling.years(contract.dte[TODAY]));
        double exercise = Math.max(0, contract.right * (forward - contract.strike));
        double timeValue = Math.max(0, contract.mid[TODAY] - exercise) / unit;
        to[at + Coordinate.STANDARD_MONEYNESS.ordinal()] = Scaling.squash(contract.moneyness(TODAY, iv));
        to[at + Coordinate.MONEYNESS.ordinal()] = Scaling.squash(5 * Scaling.logRatio(contract.strike, forward));
        to[at + Coordinate.EXPIRY.ordinal()] = Scaling.expiryDistance(contract.dte[TODAY]);
        to[at + Coordinate.RIGHT.ordinal()] = contract.right;
        to[at + Coordinate.TIME_VALUE.ordinal()] = Scaling.clip(Math.log(1e-3 + timeValue) / 2);
        double realised = underlying.lastVolatility() * Math.sqrt(Scaling.TRADING_DAYS);
        to[at + Coordinate.IV_TO_REALISED.ordinal()] = Scaling.clip(Math.log(iv / realised));
        to[at + Coordinate.IV_UNREST.ordinal()] = Scaling.clip(Math.log(unrest(contract) / 0.05));
    }

    private static double unrest(ContractWindow contract) {
        double sum = 0;
        int found = 0;
        for (int i = TODAY - 19; i <= TODAY; i++) {
            double change = Math.log(contract.iv[i] / contract.iv[i - 1]);
            if (!Double.isNaN(change)) {
                sum += change * change;
                found++;
            }
        }
        return found < 5 ? Double.NaN : Math.max(1e-3, Math.sqrt(sum / found));
    }
}
