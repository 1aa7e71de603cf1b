package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.pricing.ParityForward;
import dev.mvq.runtime.pricing.PolicyRate;
import dev.mvq.runtime.pricing.YearFraction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * One root's contracts of one expiry on one day.
 *
 * @param expiry printed expiry
 * @param market forward by put-call parity, where pairs near the money give one
 * @param points by strike, calls before puts
 */
record ExpirySlice(LocalDate expiry, ExpiryForward market, List<OptionPoint> points) {
    /**
     * A strike with both sides quoted.
     *
     * @param call the call
     * @param put the put
     */
    record Pair(OptionPoint call, OptionPoint put) {}

    static ExpirySlice of(List<OptionQuote> quotes) {
        OptionQuote first = quotes.getFirst();
        LocalDate expiry = first.contract().expiry();
        double years = YearFraction.between(first.date(), expiry);
        List<ParityForward.Pair> pairs = new ArrayList<>();
        Map<Long, OptionQuote> others = new TreeMap<>();
        for (OptionQuote quote : quotes) {
            OptionQuote other = others.putIfAbsent(quote.contract().strikeThousandths(), quote);
            if (other != null && quote.bid() > 0 && other.bid() > 0) {
                OptionQuote call = isCall(quote) ? quote : other;
                OptionQuote put = isCall(quote) ? other : quote;
                pairs.add(new ParityForward.Pair(quote.contract().strike(), call.mid(), put.mid()));
            }
        }
        ExpiryForward market = ParityForward.imply(first.underlyingPrice(), PolicyRate.on(first.date()), years, pairs);
        List<OptionPoint> points = quotes.stream()
                .map(quote -> OptionPoint.of(quote, market))
                .sorted(Comparator.comparingDouble(OptionPoint::strike).thenComparing(point -> !point.isCall()))
                .toList();
        return new ExpirySlice(expiry, market, points);
    }

    private static boolean isCall(OptionQuote quote) {
        return quote.contract().right() == Right.CALL;
    }

    double years() {
        return market.years();
    }

    int days() {
        return points.getFirst().quote().dte();
    }

    /** Out of the money with IV, by strike. */
    List<OptionPoint> smile() {
        return points.stream().filter(OptionPoint::isOnSmile).toList();
    }

    int strikes() {
        return (int) points.stream().mapToDouble(OptionPoint::strike).distinct().count();
    }

    List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            OptionPoint call = points.get(i - 1);
            OptionPoint put = points.get(i);
            if (call.strike() == put.strike() && call.isCall() && !put.isCall()) {
                pairs.add(new Pair(call, put));
            }
        }
        return pairs;
    }

    /** Volatility at the forward, between the two nearest points of the smile; NaN where the forward is not among them. */
    double atTheMoney() {
        return between(smile(), 0, OptionPoint::logMoneyness);
    }

    /** Volatility of the put (negative) or call (positive) of this delta, between the two nearest; NaN beyond the smile. */
    double atDelta(double delta) {
        List<OptionPoint> side =
                smile().stream().filter(point -> point.isCall() == delta > 0).toList();
        return between(side, delta, OptionPoint::delta);
    }

    private static double between(List<OptionPoint> points, double at, ToDoubleFunction<OptionPoint> place) {
        for (int i = 1; i < points.size(); i++) {
            double left = place.applyAsDouble(points.get(i - 1)) - at;
            double right = place.applyAsDouble(points.get(i)) - at;
            if (left * right <= 0 && left != right) {
                double weight = left / (left - right);
                return points.get(i - 1).iv()
                        + weight * (points.get(i).iv() - points.get(i - 1).iv());
            }
        }
        return Double.NaN;
    }

    /** (volatility of the 25-delta put - of the 25-delta call) / at the money. */
    double skew() {
        return (atDelta(-0.25) - atDelta(0.25)) / atTheMoney();
    }

    /** Mean of the 25-delta volatilities over at the money, less 1. */
    double curvature() {
        return 0.5 * (atDelta(-0.25) + atDelta(0.25)) / atTheMoney() - 1;
    }

    /** Median distance of a point of the smile from the line between its neighbours, over at the money, within two deviations. */
    double roughness() {
        double level = atTheMoney();
        List<OptionPoint> smile = smile().stream()
                .filter(point -> Math.abs(point.logMoneyness()) <= 2 * level)
                .toList();
        double[] off = new double[Math.max(0, smile.size() - 2)];
        for (int i = 0; i < off.length; i++) {
            OptionPoint left = smile.get(i);
            OptionPoint right = smile.get(i + 2);
            double weight = (smile.get(i + 1).strike() - left.strike()) / (right.strike() - left.strike());
            off[i] = Math.abs(smile.get(i + 1).iv() - left.iv() - weight * (right.iv() - left.iv())) / level;
        }
        return Statistics.median(off);
    }
}
