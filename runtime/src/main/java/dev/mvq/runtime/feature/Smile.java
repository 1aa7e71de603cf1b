package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.YearFraction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The implied volatilities of one expiry on one day as a parabola over {@code x = log(K/F) / (level sqrt(years))}:
 * {@code level (1 + slope x + curvature x x)}, fitted by least squares to the out-of-the-money contracts within two deviations.
 *
 * @param level at-the-money volatility, decimal a year
 * @param slope relative change of volatility per deviation of moneyness
 * @param curvature relative, per deviation squared
 * @param days calendar days to expiry
 */
record Smile(double level, double slope, double curvature, double days) {
    static final Smile UNKNOWN = new Smile(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private static final int FEWEST_POINTS = 5;
    private static final double WIDTH = 2;

    /** The smile of each expiry that has one. */
    static Map<LocalDate, Smile> byExpiry(List<OptionQuote> quotes) {
        Map<LocalDate, List<OptionQuote>> expiries = new HashMap<>();
        for (OptionQuote quote : quotes) {
            Right out = quote.contract().strike() >= quote.forward() ? Right.CALL : Right.PUT;
            if (quote.iv() > 0 && quote.forward() > 0 && quote.contract().right() == out) {
                expiries.computeIfAbsent(quote.contract().expiry(), expiry -> new ArrayList<>())
                        .add(quote);
            }
        }
        Map<LocalDate, Smile> smiles = new HashMap<>();
        expiries.forEach((expiry, points) -> smiles.put(expiry, fit(points)));
        return smiles;
    }

    private static Smile fit(List<OptionQuote> quotes) {
        OptionQuote first = quotes.getFirst();
        double root =
                Math.sqrt(YearFraction.between(first.date(), first.contract().expiry()));
        double typical = quotes.stream()
                .mapToDouble(OptionQuote::iv)
                .sorted()
                .skip(quotes.size() / 2)
                .findFirst()
                .orElse(Double.NaN);
        double[] moments = new double[5];
        double[] sums = new double[3];
        for (OptionQuote quote : quotes) {
            double x = Math.log(quote.contract().strike() / quote.forward()) / root;
            if (Math.abs(x) <= WIDTH * typical) {
                double power = 1;
                for (int i = 0; i < 5; i++) {
                    moments[i] += power;
                    if (i < 3) {
                        sums[i] += power * quote.iv();
                    }
                    power *= x;
                }
            }
        }
        return moments[0] < FEWEST_POINTS ? UNKNOWN : solve(moments, sums, first.dte());
    }

    /** Cramer's rule on the normal equations of a parabola. */
    private static Smile solve(double[] m, double[] s, double days) {
        double all = determinant(m[0], m[1], m[2], m[1], m[2], m[3], m[2], m[3], m[4]);
        double level = determinant(s[0], m[1], m[2], s[1], m[2], m[3], s[2], m[3], m[4]) / all;
        double slope = determinant(m[0], s[0], m[2], m[1], s[1], m[3], m[2], s[2], m[4]) / all;
        double curvature = determinant(m[0], m[1], s[0], m[1], m[2], s[1], m[2], m[3], s[2]) / all;
        boolean solved = all > 1e-9 * m[0] * m[2] * m[4] && level > 0;
        return solved ? new Smile(level, slope, curvature * level, days) : UNKNOWN;
    }

    private static double determinant(
            double a, double b, double c, double d, double e, double f, double g, double h, double i) {
        return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    }
}
