package dev.mvq.tests.bench.realism;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What is seen of one chain on one day, free of the price level and of the level of volatility. */
final class ChainFeatures {
    private static final double[] PARTS = {0.1, 0.5, 0.9};
    private static final int[][] WINDOWS = {{1, 10}, {11, 35}, {36, 95}};
    private static final double SHORT = 0.05;

    private final ChainDay chain;
    private final List<OptionPoint> points;
    private final Map<String, Double> features = new LinkedHashMap<>();
    private String group = "";

    private ChainFeatures(ChainDay chain) {
        this.chain = chain;
        this.points = chain.points().toList();
    }

    /** By {@code group: name}, in one order for all chains; NaN where unknown. */
    static Map<String, Double> of(ChainDay chain) {
        ChainFeatures features = new ChainFeatures(chain);
        features.spreads();
        features.prices();
        features.sizes();
        features.smiles();
        features.parity();
        features.ladders();
        return features.features;
    }

    private void spreads() {
        group = "spreads";
        quantiles("relative spread, delta below 0.1", delta(0, 0.1), OptionPoint::relativeSpread);
        quantiles("relative spread, delta 0.1 to 0.35", delta(0.1, 0.35), OptionPoint::relativeSpread);
        quantiles("relative spread, delta 0.35 to 0.65", delta(0.35, 0.65), OptionPoint::relativeSpread);
        quantiles("relative spread, delta 0.65 to 0.9", delta(0.65, 0.9), OptionPoint::relativeSpread);
        quantiles("relative spread, delta above 0.9", delta(0.9, 1.01), OptionPoint::relativeSpread);
        for (int[] days : WINDOWS) {
            Predicate<OptionPoint> near = delta(0.35, 0.65)
                    .and(p -> p.quote().dte() >= days[0] && p.quote().dte() <= days[1]);
            quantiles(
                    "relative spread, near, %d to %d days".formatted(days[0], days[1]),
                    near,
                    OptionPoint::relativeSpread);
        }
        put(
                "log spread, near: deviation",
                Statistics.deviation(values(
                        delta(0.35, 0.65), p -> p.relativeSpread() > 0 ? Math.log(p.relativeSpread()) : Double.NaN)));
        quantiles(
                "spread over spot, in the money",
                delta(0.9, 1.01),
                p -> p.quote().spread() / chain.spot());
    }

    private void prices() {
        group = "prices";
        put("share of zero bids", share(p -> true, p -> p.quote().bid() == 0));
        put(
                "share of zero bids, to 10 days",
                share(p -> p.quote().dte() <= 10, p -> p.quote().bid() == 0));
        put(
                "share of zero bids, 36 days on",
                share(p -> p.quote().dte() > 35, p -> p.quote().bid() == 0));
        put(
                "share of spreads of one cent",
                share(p -> p.quote().bid() > 0, p -> cents(p.quote().spread()) == 1));
        put("share of asks in nickels", share(p -> true, p -> cents(p.quote().ask()) % 5 == 0));
        put(
                "share of bids in nickels",
                share(p -> p.quote().bid() > 0, p -> cents(p.quote().bid()) % 5 == 0));
        put(
                "share of asks in dimes of those in nickels",
                share(p -> cents(p.quote().ask()) % 5 == 0, p -> cents(p.quote().ask()) % 10 == 0));
        put(
                "share of crossed or locked quotes",
                share(p -> true, p -> p.quote().bid() >= p.quote().ask()));
        put("share of mids below intrinsic", share(p -> p.quote().bid() > 0, p -> Double.isNaN(p.iv())));
        quantiles(
                "ask over spot of zero bids",
                p -> p.quote().bid() == 0,
                p -> p.quote().ask() / chain.spot());
    }

    private void sizes() {
        group = "sizes";
        double bid = Statistics.median(
                values(p -> p.quote().bidSize() > 0, p -> p.quote().bidSize()));
        double ask = Statistics.median(
                values(p -> p.quote().askSize() > 0, p -> p.quote().askSize()));
        quantiles(
                "log bid size over its median",
                p -> p.quote().bidSize() > 0,
                p -> Math.log(p.quote().bidSize() / bid));
        quantiles(
                "log ask size over its median",
                p -> p.quote().askSize() > 0,
                p -> Math.log(p.quote().askSize() / ask));
        quantiles("size imbalance", p -> p.quote().bid() > 0, OptionPoint::imbalance);
        put(
                "log ask size, near over far",
                Math.log(Statistics.median(
                                values(delta(0.35, 0.65), p -> p.quote().askSize()))
                        / Statistics.median(values(delta(0, 0.1), p -> p.quote().askSize()))));
        Predicate<OptionPoint> sized = p -> p.quote().bidSize() > 0 && p.quote().askSize() > 0;
        put(
                "log bid size with log ask size",
                Statistics.correlation(
                        values(sized, p -> Math.log(p.quote().bidSize())),
                        values(sized, p -> Math.log(p.quote().askSize()))));
        put("share of sizes of one contract", share(sized, p -> p.quote().askSize() == 1));
        put("share of ask sizes in tens", share(sized, p -> p.quote().askSize() % 10 == 0));
    }

    private void smiles() {
        group = "smiles";
        for (int[] days : WINDOWS) {
            String window = ", %d to %d days".formatted(days[0], days[1]);
            put("25-delta skew" + window, chain.over(days[0], days[1], ExpirySlice::skew));
            put("25-delta curvature" + window, chain.over(days[0], days[1], ExpirySlice::curvature));
            put("smile roughness" + window, chain.over(days[0], days[1], ExpirySlice::roughness));
            put(
                    "10-delta put over at the money" + window,
                    chain.over(days[0], days[1], s -> s.atDelta(-0.1) / s.atTheMoney()));
            put(
                    "10-delta call over at the money" + window,
                    chain.over(days[0], days[1], s -> s.atDelta(0.1) / s.atTheMoney()));
        }
        put("rise of at the money, 10 to 30 days", chain.termSlope(10, 30));
        put("rise of at the money, 30 to 60 days", chain.termSlope(30, 60));
        put(
                "carry of the forwards less the rate; a year",
                Statistics.median(chain.slices().stream()
                        .mapToDouble(ChainFeatures::carryLessRate)
                        .toArray()));
    }

    /** What dividends, borrowing and stale prices make of the carry; too noisy for the shortest expiries. */
    private static double carryLessRate(ExpirySlice slice) {
        return slice.years() > SHORT ? slice.market().carry() - slice.market().rate() : Double.NaN;
    }

    private void parity() {
        group = "parity";
        double[] residuals = chain.slices().stream()
                .flatMap(slice -> slice.pairs().stream())
                .filter(pair ->
                        Math.abs(pair.call().strike() / pair.call().market().forward() - 1) < 0.1)
                .mapToDouble(QuoteFacts::parityResidual)
                .toArray();
        for (double part : PARTS) {
            put("parity residual over spread, quantile " + part, Statistics.quantile(part, residuals));
        }
    }

    private void ladders() {
        group = "ladders";
        put(
                "log strikes an expiry",
                Math.log(Statistics.median(chain.slices().stream()
                        .mapToDouble(ExpirySlice::strikes)
                        .toArray())));
        put(
                "log strikes an expiry: deviation",
                Statistics.deviation(chain.slices().stream()
                        .mapToDouble(s -> Math.log(s.strikes()))
                        .toArray()));
        put("strike distance over spot", slices(s -> QuoteFacts.spacing(s) / chain.spot()));
        put(
                "strike distance over a deviation",
                slices(s -> QuoteFacts.spacing(s) / (chain.spot() * s.atTheMoney() * Math.sqrt(s.years()))));
        put(
                "log lowest strike over spot",
                slices(s -> Math.log(s.points().getFirst().strike() / chain.spot())));
        put(
                "log highest strike over spot",
                slices(s -> Math.log(s.points().getLast().strike() / chain.spot())));
        put("lowest strike in deviations", slices(s -> s.points().getFirst().logMoneyness() / s.atTheMoney()));
        put("highest strike in deviations", slices(s -> s.points().getLast().logMoneyness() / s.atTheMoney()));
        put(
                "share of strikes without their put or call",
                slices(s -> 1 - (double) s.pairs().size() / s.strikes()));
    }

    private double slices(ToDoubleFunction<ExpirySlice> measure) {
        return Statistics.median(chain.slices().stream().mapToDouble(measure).toArray());
    }

    private static Predicate<OptionPoint> delta(double from, double to) {
        return point -> Math.abs(point.delta()) >= from && Math.abs(point.delta()) < to;
    }

    static long cents(double price) {
        return Math.round(price * 100);
    }

    private void quantiles(String name, Predicate<OptionPoint> chosen, ToDoubleFunction<OptionPoint> measure) {
        double[] values = values(chosen, measure);
        for (double part : PARTS) {
            put(name + ", quantile " + part, Statistics.quantile(part, values));
        }
    }

    private double share(Predicate<OptionPoint> chosen, Predicate<OptionPoint> counted) {
        return Statistics.mean(values(chosen, point -> counted.test(point) ? 1 : 0));
    }

    private double[] values(Predicate<OptionPoint> chosen, ToDoubleFunction<OptionPoint> measure) {
        return points.stream().filter(chosen).mapToDouble(measure).toArray();
    }

    /** Commas would end the cell of the heading. */
    private void put(String name, double value) {
        features.put(group + ": " + name.replace(",", ";"), value);
    }
}
