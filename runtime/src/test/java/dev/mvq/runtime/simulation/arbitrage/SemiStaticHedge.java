package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.market.Contract;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What a portfolio of European options is certain to bring, with the best trading of forwards at its expiries. Let x be the underlying's
 * price over today's forward to its date, f<sub>j</sub>(x) the present value of what the portfolio pays at expiry j. With W<sub>J</sub> = 0
 * and W<sub>j−1</sub> the convex envelope of f<sub>j</sub> + W<sub>j</sub>, the sum that is certain is W<sub>0</sub>(1): seen from expiry
 * j−1 at x, a forward position h makes f<sub>j</sub>(y) + W<sub>j</sub>(y) − h (y − x) certain to be at least the envelope at x, for h
 * its slope there, and nothing more can be certain (Beiglböck, Henry-Labordère & Penkner 2013, "Model-independent bounds for option
 * prices"; its dual side is Strassen 1965).
 */
final class SemiStaticHedge {
    private final PiecewiseLinear[] certain;
    private final double atOnce;

    private SemiStaticHedge(PiecewiseLinear[] certain, double atOnce) {
        this.certain = certain;
        this.atOnce = atOnce;
    }

    /** The hedge of positions by contract; contracts that are not among the maturities' quotes do not count. */
    static SemiStaticHedge of(List<Maturity> maturities, Map<Contract, Double> positions) {
        List<Maturity> later = maturities.stream().filter(m -> m.years() > 0).toList();
        PiecewiseLinear[] certain = new PiecewiseLinear[later.size() + 1];
        certain[later.size()] = PiecewiseLinear.ZERO;
        for (int j = later.size(); j > 0; j--) {
            certain[j - 1] = before(later.get(j - 1), positions, certain[j]);
        }
        double atOnce = maturities.stream()
                .filter(m -> m.years() == 0)
                .mapToDouble(m -> payoff(m, positions, 1))
                .sum();
        return new SemiStaticHedge(certain, atOnce);
    }

    private static PiecewiseLinear before(Maturity maturity, Map<Contract, Double> positions, PiecewiseLinear after) {
        double[] nodes = DoubleStream.concat(maturity.kinks(), Arrays.stream(after.nodes()))
                .sorted()
                .distinct()
                .toArray();
        return PiecewiseLinear.through(nodes, x -> payoff(maturity, positions, x) + after.at(x))
                .convexEnvelope();
    }

    private static double payoff(Maturity maturity, Map<Contract, Double> positions, double x) {
        return maturity.quotes().stream()
                .map(quote -> quote.contract())
                .mapToDouble(contract -> positions.getOrDefault(contract, 0.0) * maturity.payoff(contract, x))
                .sum();
    }

    /** Present value of what the portfolio is certain to bring, currency per share, its price not yet paid. */
    double certain() {
        return certain[0].at(1) + atOnce;
    }

    /**
     * Forwards to sell at the {@code j}th of the expiries to come, 0 today, when the underlying stands at {@code x} of its forwards:
     * present value per unit of x.
     */
    double forwardsToSell(int j, double x) {
        return certain[j].slopeAt(x);
    }
}
