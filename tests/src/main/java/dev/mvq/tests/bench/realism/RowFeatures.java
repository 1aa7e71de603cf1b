package dev.mvq.tests.bench.realism;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is seen of one row within its chain, free of the price level and of the level of volatility. */
final class RowFeatures {
    private RowFeatures() {}

    /** One for each row, in the chain's order, by {@code group: name}. */
    static List<Map<String, Double>> of(ChainDay chain) {
        List<Map<String, Double>> rows = new ArrayList<>();
        for (ExpirySlice slice : chain.slices()) {
            double level = slice.atTheMoney();
            List<OptionPoint> points = slice.points();
            for (int i = 0; i < points.size(); i++) {
                OptionPoint point = points.get(i);
                rows.add(of(point, sameSide(points, i, -1), sameSide(points, i, 1), level, sameStrike(points, i)));
            }
        }
        return rows;
    }

    private static Map<String, Double> of(
            OptionPoint point, OptionPoint below, OptionPoint above, double level, List<OptionPoint> sameStrike) {
        Map<String, Double> row = new LinkedHashMap<>();
        double spot = point.quote().underlyingPrice();
        row.put("place: call", point.isCall() ? 1.0 : 0.0);
        row.put("place: absolute delta", Math.abs(point.delta()));
        row.put("place: days", (double) point.quote().dte());
        row.put("place: log moneyness in deviations", point.logMoneyness() / level);
        row.put("place: log moneyness", Math.log(point.strike() / point.market().forward()));
        row.put("smiles: iv over at the money", point.iv() / level);
        row.put("spreads: relative spread", point.relativeSpread());
        row.put("spreads: spread over spot", point.quote().spread() / spot);
        row.put("prices: spread of one cent", ChainFeatures.cents(point.quote().spread()) == 1 ? 1.0 : 0.0);
        row.put("place: mid over spot", point.quote().mid() / spot);
        row.put("prices: zero bid", point.quote().bid() == 0 ? 1.0 : 0.0);
        row.put("prices: bid in nickels", ChainFeatures.cents(point.quote().bid()) % 5 == 0 ? 1.0 : 0.0);
        row.put("prices: ask in nickels", ChainFeatures.cents(point.quote().ask()) % 5 == 0 ? 1.0 : 0.0);
        row.put("prices: ask in dimes", ChainFeatures.cents(point.quote().ask()) % 10 == 0 ? 1.0 : 0.0);
        row.put("sizes: log bid size", logSize(point.quote().bidSize()));
        row.put("sizes: log ask size", logSize(point.quote().askSize()));
        row.put("sizes: size imbalance", point.imbalance());
        row.put("sizes: ask size in tens", point.quote().askSize() % 10 == 0 ? 1.0 : 0.0);
        row.put("ladders: distance of strikes over spot", (above.strike() - below.strike()) / 2 / spot);
        row.put(
                "spreads: spread over the neighbours'",
                point.quote().spread()
                        / (0.5 * (below.quote().spread() + above.quote().spread())));
        row.put(
                "sizes: log ask size over the neighbours'",
                logSize(point.quote().askSize())
                        - 0.5
                                * (logSize(below.quote().askSize())
                                        + logSize(above.quote().askSize())));
        row.put("smiles: iv off the neighbours'", (point.iv() - 0.5 * (below.iv() + above.iv())) / level);
        row.put("parity: parity residual over spread", parity(point, sameStrike));
        return row;
    }

    private static double logSize(double size) {
        return Math.log1p(size);
    }

    private static double parity(OptionPoint point, List<OptionPoint> sameStrike) {
        return sameStrike.size() != 2
                ? Double.NaN
                : QuoteFacts.parityResidual(
                        point.isCall()
                                ? new ExpirySlice.Pair(point, sameStrike.getLast())
                                : new ExpirySlice.Pair(sameStrike.getFirst(), point));
    }

    /** The nearest row of the same right below or above; itself where there is none. */
    private static OptionPoint sameSide(List<OptionPoint> points, int at, int step) {
        for (int i = at + step; i >= 0 && i < points.size(); i += step) {
            if (points.get(i).isCall() == points.get(at).isCall()) {
                return points.get(i);
            }
        }
        return points.get(at);
    }

    /** The rows of the same strike: the call, the put. */
    private static List<OptionPoint> sameStrike(List<OptionPoint> points, int at) {
        return points.subList(Math.max(0, at - 1), Math.min(points.size(), at + 2)).stream()
                .filter(point -> point.strike() == points.get(at).strike())
                .toList();
    }
}
