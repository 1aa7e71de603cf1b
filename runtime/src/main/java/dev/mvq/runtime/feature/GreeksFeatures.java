package dev.mvq.runtime.feature;

import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.pricing.ExpiryForward.Origin;
import dev.mvq.runtime.pricing.HigherGreeks;
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
        LAMBDA("lambda; asinh (elasticity in the model)"),
        VANNA("vanna s; asinh (-n d2)"),
        CHARM("charm per day x days to expiry; asinh"),
        VOMMA("vomma s / (S sqrt t); asinh (n d1 d2)"),
        SPEED("speed S S s s t; asinh (-n (d1 + s sqrt t))"),
        IV("log(iv / 0.25)");

        private final String description;

        Sensitivity(String description) {
            this.description = description;
        }

        /** Where the feature lies: the order of declaration is that of the array. */
        @SuppressWarnings("EnumOrdinal")
        int at(int base) {
            return base + ordinal();
        }
    }

    private enum Coordinate {
        STANDARD_MONEYNESS("log(strike / forward) / (iv sqrt(years)); asinh"),
        MONEYNESS("5 log(strike / forward); asinh"),
        EXPIRY("log(1 + calendar days to expiry / 30)"),
        RIGHT("1 call, -1 put"),
        TIME_VALUE("log(0.01 + (mid - what exercise on the forward would give) / (S s sqrt t)) / 2"),
        IV_TO_REALISED("log(iv / trailing annual volatility of the underlying, 20 sessions)"),
        IV_UNREST("log(root mean square of the last 20 daily log changes of iv / 0.05)"),
        SMILE_PLACE("5 log(iv / at-the-money iv of the expiry); asinh"),
        SMILE_SLOPE("5 (relative slope of the expiry's smile, per deviation of moneyness); asinh"),
        SMILE_CURVATURE("5 (relative curvature of the expiry's smile, per deviation squared); asinh"),
        TERM_PLACE("5 log(at-the-money iv of the expiry / of the expiry nearest to 30 days); asinh");

        private final String description;

        Coordinate(String description) {
            this.description = description;
        }

        /** Where the feature lies: the order of declaration is that of the array. */
        @SuppressWarnings("EnumOrdinal")
        int at(int base) {
            return base + ordinal();
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

    /**
     * Writes a contract's row {@code [COUNT]} at the offset; {@code scratch} holds at least {@link #COUNT} floats.
     *
     * @param smile of the contract's expiry
     * @param monthVolatility at-the-money volatility of the expiry nearest to 30 days
     */
    static void fill(
            UnderlyingWindow underlying,
            ContractWindow contract,
            Smile smile,
            double monthVolatility,
            float[] scratch,
            float[] to,
            int offset) {
        fillLevels(underlying, contract, 0, to, offset);
        fillCoordinates(underlying, contract, to, offset + LEVELS);
        fillSmile(contract, smile, monthVolatility, to, offset + LEVELS);
        int at = offset + LEVELS + COORDINATES;
        for (int[] ages : AGES) {
            int age = nearest(contract, ages);
            if (age < 0) {
                Arrays.fill(to, at, at + LEVELS, Float.NaN);
            } else {
                fillLevels(underlying, contract, age, scratch, 0);
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

    private static void fillLevels(UnderlyingWindow underlying, ContractWindow contract, int age, float[] to, int at) {
        int path = TODAY - age;
        int book = ContractWindow.BOOK - 1 - age;
        double spot = contract.spot[path];
        double iv = contract.iv[path];
        double years = Scaling.years(contract.dte[path]);
        double root = Math.sqrt(years);
        to[Sensitivity.DELTA.at(at)] = Scaling.clip(contract.delta[path]);
        to[Sensitivity.GAMMA.at(at)] = Scaling.squash(contract.gamma[book] * spot * iv * root);
        to[Sensitivity.THETA.at(at)] = Scaling.squash(contract.theta[book] * 365 * root / (spot * iv));
        to[Sensitivity.VEGA.at(at)] = Scaling.squash(contract.vega[book] * 100 / (spot * root));
        to[Sensitivity.RHO.at(at)] = Scaling.squash(contract.rho[book] * 100 / (contract.strike * years));
        to[Sensitivity.IV.at(at)] = Scaling.logVolatility(contract.logIv[path]);
        double rate = underlying.rate[underlying.length - 1 - age];
        HigherGreeks higher = EuropeanPricing.higherGreeks(
                contract.right,
                contract.strike,
                new ExpiryForward(spot, contract.forward[path], rate, contract.dte[path] / 365, Origin.GIVEN),
                iv);
        to[Sensitivity.LAMBDA.at(at)] = Scaling.squash(higher.lambda());
        to[Sensitivity.VANNA.at(at)] = Scaling.squash(higher.vanna() * iv);
        to[Sensitivity.CHARM.at(at)] = Scaling.squash(higher.charm() * contract.dte[path]);
        to[Sensitivity.VOMMA.at(at)] = Scaling.squash(higher.vomma() * iv / (spot * root));
        to[Sensitivity.SPEED.at(at)] = Scaling.squash(higher.speed() * spot * spot * iv * iv * years);
    }

    private static void fillCoordinates(UnderlyingWindow underlying, ContractWindow contract, float[] to, int at) {
        double iv = contract.iv[TODAY];
        double forward = contract.forward[TODAY];
        double unit = contract.spot[TODAY] * iv * Math.sqrt(Scaling.years(contract.dte[TODAY]));
        double exercise = Math.max(0, contract.right.sign() * (forward - contract.strike));
        double timeValue = Math.max(0, contract.mid[TODAY] - exercise) / unit;
        to[Coordinate.STANDARD_MONEYNESS.at(at)] = Scaling.squash(contract.moneyness(TODAY, iv));
        to[Coordinate.MONEYNESS.at(at)] = Scaling.squash(5 * Scaling.logRatio(contract.strike, forward));
        to[Coordinate.EXPIRY.at(at)] = Scaling.expiryDistance(contract.dte[TODAY]);
        to[Coordinate.RIGHT.at(at)] = contract.right.sign();
        to[Coordinate.TIME_VALUE.at(at)] = Scaling.clip(Math.log(1e-2 + timeValue) / 2);
        double realised = underlying.logRealised[underlying.length - 1];
        to[Coordinate.IV_TO_REALISED.at(at)] = Scaling.clip(contract.logIv[TODAY] - realised);
        to[Coordinate.IV_UNREST.at(at)] = Scaling.clip(Math.log(unrest(contract) / 0.05));
    }

    private static void fillSmile(ContractWindow contract, Smile smile, double monthVolatility, float[] to, int at) {
        double level = smile.level();
        to[Coordinate.SMILE_PLACE.at(at)] = Scaling.squash(5 * Scaling.logRatio(contract.iv[TODAY], level));
        to[Coordinate.SMILE_SLOPE.at(at)] = Scaling.squash(5 * smile.slope());
        to[Coordinate.SMILE_CURVATURE.at(at)] = Scaling.squash(5 * smile.curvature());
        to[Coordinate.TERM_PLACE.at(at)] = Scaling.squash(5 * Scaling.logRatio(level, monthVolatility));
    }

    private static double unrest(ContractWindow contract) {
        double sum = 0;
        int found = 0;
        for (int i = TODAY - 19; i <= TODAY; i++) {
            double change = contract.logIv[i] - contract.logIv[i - 1];
            if (!Double.isNaN(change)) {
                sum += change * change;
                found++;
            }
        }
        return found < 5 ? Double.NaN : Math.max(1e-3, Math.sqrt(sum / found));
    }
}
