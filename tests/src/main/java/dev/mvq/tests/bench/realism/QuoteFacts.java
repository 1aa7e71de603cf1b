package dev.mvq.tests.bench.realism;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Spreads, sizes, zero bids, smiles and ladders of whole chains: of 31 names in April 2026, on the expiries that both sides have. */
final class QuoteFacts {
    private static final String SPREADS = "Quotes: relative spread, median";
    private static final String QUOTES = "Quotes: bids, sizes, parity";
    private static final String SMILES = "Smiles of the chains: medians over chain-days";
    private static final String LADDERS = "Ladders";
    private static final double[] DELTAS = {0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1};
    private static final int[] DAYS = {1, 7, 14, 30, 60, 95};

    private final List<ChainDay> chains;

    private QuoteFacts(List<ChainDay> chains) {
        this.chains = chains;
    }

    static Facts of(List<ChainDay> chains) {
        QuoteFacts facts = new QuoteFacts(chains);
        return facts.spreads().add(facts.quotes()).add(facts.smiles()).add(facts.ladders());
    }

    private Facts spreads() {
        Facts facts = Facts.none();
        for (int i = 1; i < DELTAS.length; i++) {
            double from = DELTAS[i - 1];
            double to = DELTAS[i];
            facts.put(
                    SPREADS,
                    "absolute delta %.2f to %.2f".formatted(from, to),
                    points(point -> isWithin(Math.abs(point.delta()), from, to), OptionPoint::relativeSpread));
        }
        for (int i = 1; i < DAYS.length; i++) {
            int from = DAYS[i - 1];
            int to = DAYS[i] - 1;
            facts.put(
                    SPREADS,
                    "absolute delta 0.2 to 0.8, %d to %d days".formatted(from, to),
                    points(
                            point -> isWithin(Math.abs(point.delta()), 0.2, 0.8)
                                    && isWithin(point.quote().dte(), from, to + 1),
                            OptionPoint::relativeSpread));
        }
        return facts.put(
                        SPREADS,
                        "near the money: widest over narrowest name (90th / 10th percentile)",
                        Statistics.quantile(0.9, nearSpreads()) / Statistics.quantile(0.1, nearSpreads()))
                .put(SPREADS, "near the money: log spread, deviation within a chain", over(QuoteFacts::spreadNoise));
    }

    private double[] nearSpreads() {
        return chains.stream().mapToDouble(QuoteFacts::nearSpread).toArray();
    }

    private static double nearSpread(ChainDay chain) {
        return Statistics.median(
                near(chain).mapToDouble(OptionPoint::relativeSpread).toArray());
    }

    private static double spreadNoise(ChainDay chain) {
        return Statistics.deviation(near(chain)
                .mapToDouble(point -> point.relativeSpread() > 0 ? Math.log(point.relativeSpread()) : Double.NaN)
                .toArray());
    }

    private static Stream<OptionPoint> near(ChainDay chain) {
        return chain.points().filter(point -> isWithin(Math.abs(point.delta()), 0.3, 0.7));
    }

    private Facts quotes() {
        return Facts.none()
                .put(
                        QUOTES,
                        "share of zero bids",
                        mean(point -> true, point -> point.quote().bid() == 0))
                .put(
                        QUOTES,
                        "share of zero bids, 1 to 14 days",
                        mean(
                                point -> point.quote().dte() <= 14,
                                point -> point.quote().bid() == 0))
                .put(
                        QUOTES,
                        "share of zero bids, 15 days and more",
                        mean(
                                point -> point.quote().dte() > 14,
                                point -> point.quote().bid() == 0))
                .put(
                        QUOTES,
                        "share of spreads of one cent",
                        mean(
                                point -> point.quote().bid() > 0,
                                point -> Math.round(point.quote().spread() * 100) == 1))
                .put(
                        QUOTES,
                        "share of asks in whole nickels",
                        mean(point -> true, point -> Math.round(point.quote().ask() * 100) % 5 == 0))
                .put(
                        QUOTES,
                        "share of crossed or locked quotes",
                        mean(
                                point -> true,
                                point -> point.quote().bid() >= point.quote().ask()))
                .put(
                        QUOTES,
                        "bid size, median",
                        points(
                                point -> point.quote().bid() > 0,
                                point -> point.quote().bidSize()))
                .put(
                        QUOTES,
                        "ask size, median",
                        points(point -> true, point -> point.quote().askSize()))
                .put(
                        QUOTES,
                        "log bid size: deviation",
                        Statistics.deviation(values(
                                point -> point.quote().bidSize() > 0,
                                point -> Math.log(point.quote().bidSize()))))
                .put(
                        QUOTES,
                        "log ask size: deviation",
                        Statistics.deviation(values(
                                point -> point.quote().askSize() > 0,
                                point -> Math.log(point.quote().askSize()))))
                .put(
                        QUOTES,
                        "size imbalance: deviation",
                        Statistics.deviation(values(point -> point.quote().bid() > 0, OptionPoint::imbalance)))
                .put(QUOTES, "log bid size with log ask size", sizesTogether())
                .put(
                        QUOTES,
                        "parity residual over spread, within 10% of the forward: median size",
                        Statistics.median(parity()))
                .put(QUOTES, "the same: 90th percentile", Statistics.quantile(0.9, parity()));
    }

    private double sizesTogether() {
        Predicate<OptionPoint> sized =
                point -> point.quote().bidSize() > 0 && point.quote().askSize() > 0;
        return Statistics.correlation(
                values(sized, point -> Math.log(point.quote().bidSize())),
                values(sized, point -> Math.log(point.quote().askSize())));
    }

    private double[] parity() {
        return chains.stream()
                .flatMap(chain -> chain.slices().stream())
                .flatMap(slice -> slice.pairs().stream())
                .filter(pair ->
                        Math.abs(pair.call().strike() / pair.call().market().forward() - 1) < 0.1)
                .mapToDouble(QuoteFacts::parityResidual)
                .map(Math::abs)
                .toArray();
    }

    /** (C - P - D (F - K)) over the mean spread of the two, NaN where one has no bid. */
    static double parityResidual(ExpirySlice.Pair pair) {
        if (!(pair.call().quote().bid() > 0 && pair.put().quote().bid() > 0)) {
            return Double.NaN;
        }
        double difference = pair.call().quote().mid() - pair.put().quote().mid();
        double held = pair.call().market().discount()
                * (pair.call().market().forward() - pair.call().strike());
        double spread = 0.5 * (pair.call().quote().spread() + pair.put().quote().spread());
        return spread > 0 ? (difference - held) / spread : Double.NaN;
    }

    private Facts smiles() {
        return Facts.none()
                .put(SMILES, "at the money, 30 days", over(chain -> chain.atTheMoney(30)))
                .put(SMILES, "rise of at the money from 30 to 60 days", over(chain -> chain.termSlope(30, 60)))
                .put(
                        SMILES,
                        "rise from 30 to 60 days: deviation over chain-days",
                        Statistics.deviation(chains.stream()
                                .mapToDouble(chain -> chain.termSlope(30, 60))
                                .toArray()))
                .put(
                        SMILES,
                        "25-delta put less call over at the money, 20 to 65 days: funds",
                        over(funds(true), chain -> chain.over(20, 65, ExpirySlice::skew)))
                .put(
                        SMILES,
                        "25-delta put less call over at the money, 20 to 65 days: stocks",
                        over(funds(false), chain -> chain.over(20, 65, ExpirySlice::skew)))
                .put(
                        SMILES,
                        "the same of stocks: deviation over chain-days",
                        Statistics.deviation(chains.stream()
                                .filter(funds(false))
                                .mapToDouble(chain -> chain.over(20, 65, ExpirySlice::skew))
                                .toArray()))
                .put(
                        SMILES,
                        "25-delta curvature, 20 to 65 days: stocks",
                        over(funds(false), chain -> chain.over(20, 65, ExpirySlice::curvature)))
                .put(
                        SMILES,
                        "25-delta curvature, 1 to 10 days: stocks",
                        over(funds(false), chain -> chain.over(1, 10, ExpirySlice::curvature)))
                .put(
                        SMILES,
                        "roughness of the smile over at the money, 20 to 65 days",
                        over(chain -> chain.over(20, 65, ExpirySlice::roughness)));
    }

    private static Predicate<ChainDay> funds(boolean wanted) {
        return chain -> List.of("SPY", "QQQ", "IWM").contains(chain.name()) == wanted;
    }

    private Facts ladders() {
        return Facts.none()
                .put(LADDERS, "strikes an expiry, median", slices(ExpirySlice::strikes))
                .put(
                        LADDERS,
                        "strikes an expiry, 90th percentile",
                        Statistics.quantile(
                                0.9,
                                chains.stream()
                                        .flatMap(chain -> chain.slices().stream())
                                        .mapToDouble(ExpirySlice::strikes)
                                        .toArray()))
                .put(
                        LADDERS,
                        "distance of strikes at the money over spot",
                        slices(slice -> spacing(slice) / slice.market().spot()))
                .put(
                        LADDERS,
                        "lowest strike over spot",
                        slices(slice -> slice.points().getFirst().strike()
                                / slice.market().spot()))
                .put(
                        LADDERS,
                        "highest strike over spot",
                        slices(slice -> slice.points().getLast().strike()
                                / slice.market().spot()));
    }

    private double slices(ToDoubleFunction<ExpirySlice> measure) {
        return Statistics.median(chains.stream()
                .flatMap(chain -> chain.slices().stream())
                .mapToDouble(measure)
                .toArray());
    }

    /** Least distance between neighbouring strikes within 5% of the spot. */
    static double spacing(ExpirySlice slice) {
        double[] strikes = slice.points().stream()
                .mapToDouble(OptionPoint::strike)
                .filter(strike -> Math.abs(strike / slice.market().spot() - 1) < 0.05)
                .distinct()
                .toArray();
        double least = Double.NaN;
        for (int i = 1; i < strikes.length; i++) {
            double step = strikes[i] - strikes[i - 1];
            least = least <= step ? least : step;
        }
        return least;
    }

    private static boolean isWithin(double value, double from, double to) {
        return value >= from && value < to;
    }

    private double over(ToDoubleFunction<ChainDay> measure) {
        return over(chain -> true, measure);
    }

    private double over(Predicate<ChainDay> chosen, ToDoubleFunction<ChainDay> measure) {
        return Statistics.median(
                chains.stream().filter(chosen).mapToDouble(measure).toArray());
    }

    private double points(Predicate<OptionPoint> chosen, ToDoubleFunction<OptionPoint> measure) {
        return Statistics.median(values(chosen, measure));
    }

    private double mean(Predicate<OptionPoint> chosen, Predicate<OptionPoint> counted) {
        return Arrays.stream(values(chosen, point -> counted.test(point) ? 1 : 0))
                .average()
                .orElse(Double.NaN);
    }

    private double[] values(Predicate<OptionPoint> chosen, ToDoubleFunction<OptionPoint> measure) {
        return chains.stream()
                .flatMap(ChainDay::points)
                .filter(chosen)
                .mapToDouble(measure)
                .toArray();
    }
}
