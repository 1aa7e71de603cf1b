package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The most profitable portfolio of European options with forwards, as a linear programme of linear size. Unknown are, for each quote,
 * how much is bought (at the ask) and sold (at the bid), 0..1, and the functions W<sub>j</sub> of {@link SemiStaticHedge}, convex and
 * piecewise linear on the strikes (in forwards) of the expiries after j:
 *
 * <pre>maximise Σ bid sold − Σ ask bought + W₀(1)   subject to   W<sub>j−1</sub> ≤ f<sub>j</sub> + W<sub>j</sub>,   W<sub>j</sub> convex,   W<sub>J</sub> = 0</pre>
 *
 * <p>A positive optimum is an arbitrage: W₀(1) is certain to be paid, by induction over the expiries with the slope of W as the forward
 * position, and it is more than the portfolio costs. A zero optimum means there is none: f<sub>j</sub> and W<sub>j</sub> have no kinks
 * off the nodes, so that the domination at all nodes and in the slope at infinity is domination everywhere and the envelopes of any
 * portfolio are admitted. The dual variables of the domination rows are then distributions of x<sub>j</sub> on the nodes that price every
 * option between bid and ask, have mean 1, and rise in convex order, because convexity is all that W is held to; so they are the
 * marginals of a martingale (Strassen 1965; for option quotes, Davis & Hobson 2007, "The range of traded option prices").
 */
final class EuropeanProgramme {
    /** Nodes nearer than this to each other, in forwards, count as one: the programme alone, never the certified profit. */
    private static final double ONE_NODE = 1e-10;
    /** Money is counted in units of this part of the forward, so that prices and slopes are near 1. */
    private static final double UNIT = 0.01;
    /** Quantities below this are the solver's rounding. */
    private static final double NO_QUANTITY = 1e-10;

    private final LinearProgramme programme = new LinearProgramme();
    private final List<Trade> trades = new ArrayList<>();
    private final double unit;

    /** The variables of a quote: how much of it is bought and how much sold. */
    private record Trade(Maturity maturity, OptionQuote quote, int bought, int sold) {
        private void addTo(LinearProgramme.Row row, double payoff) {
            row.plus(payoff, bought).plus(-payoff, sold);
        }
    }

    /**
     * A function under construction.
     *
     * @param nodes ascending, the first 0
     * @param values variables of its values at the nodes; of its value at 1 alone where it is affine; none where it is 0
     * @param slope variable of its last slope
     */
    private record Unknown(double[] nodes, int[] values, int slope) {}

    private EuropeanProgramme(double unit) {
        this.unit = unit;
    }

    /** A purchase and a sale of each quote, as much as is best, 0 mostly. */
    static List<Leg> solve(List<Maturity> maturities) {
        EuropeanProgramme built =
                new EuropeanProgramme(UNIT * maturities.getFirst().forward());
        maturities.forEach(built::trade);
        built.dominate(maturities.stream().filter(m -> m.years() > 0).toList());
        return built.legs(built.programme.maximise());
    }

    /** Purchases and sales of a maturity's quotes; what settles at today's price is paid here. */
    private void trade(Maturity maturity) {
        for (OptionQuote quote : maturity.quotes()) {
            double now = maturity.years() == 0 ? maturity.payoff(quote.contract(), 1) : 0;
            trades.add(new Trade(
                    maturity,
                    quote,
                    quote.ask() > 0 ? programme.within(0, 1, (now - quote.ask()) / unit) : programme.within(0, 0, 0),
                    quote.bid() > 0 ? programme.within(0, 1, (quote.bid() - now) / unit) : programme.within(0, 0, 0)));
        }
    }

    private void dominate(List<Maturity> maturities) {
        int last = maturities.size();
        Unknown after = new Unknown(new double[] {0}, new int[0], -1);
        for (int j = last; j > 0; j--) {
            Maturity maturity = maturities.get(j - 1);
            double[] nodes = merged(maturity.kinks(), after.nodes);
            Unknown before = j == 1 ? affine(nodes) : convex(nodes);
            dominate(before, maturity, after);
            after = before;
        }
    }

    private static double[] merged(DoubleStream kinks, double[] others) {
        double[] sorted =
                DoubleStream.concat(kinks, Arrays.stream(others)).sorted().toArray();
        double[] nodes = new double[sorted.length];
        int count = 0;
        for (double node : sorted) {
            if (count == 0 || node - nodes[count - 1] > ONE_NODE) {
                nodes[count++] = node;
            }
        }
        return Arrays.copyOf(nodes, count);
    }

    /** W₀ is needed at 1 alone, where its tangent does as well. */
    private Unknown affine(double[] nodes) {
        int atOne = programme.free(1);
        int slope = programme.free(0);
        return new Unknown(nodes, new int[] {atOne}, slope);
    }

    private Unknown convex(double[] nodes) {
        int[] values = new int[nodes.length];
        Arrays.setAll(values, i -> programme.free(0));
        int slope = programme.free(0);
        int last = nodes.length - 1;
        for (int i = 1; i < last; i++) {
            double right = (nodes[i] - nodes[i - 1]) / (nodes[i + 1] - nodes[i - 1]);
            programme
                    .notNegative()
                    .plus(1 - right, values[i - 1])
                    .plus(-1, values[i])
                    .plus(right, values[i + 1]);
        }
        if (last > 0) {
            programme
                    .notNegative()
                    .plus(nodes[last] - nodes[last - 1], slope)
                    .plus(-1, values[last])
                    .plus(1, values[last - 1]);
        }
        return new Unknown(nodes, values, slope);
    }

    private void dominate(Unknown before, Maturity maturity, Unknown after) {
        List<Trade> traded =
                trades.stream().filter(trade -> trade.maturity == maturity).toList();
        for (int k = 0; k < before.nodes.length; k++) {
            double x = before.nodes[k];
            LinearProgramme.Row row = programme.notNegative();
            addValue(row, -1, before, k, x);
            addValue(row, 1, after, -1, x);
            traded.forEach(trade -> trade.addTo(row, maturity.payoff(trade.quote.contract(), x) / unit));
        }
        LinearProgramme.Row last = programme.notNegative().plus(-1, before.slope);
        if (after.values.length > 0) {
            last.plus(1, after.slope);
        }
        traded.forEach(trade -> trade.addTo(last, maturity.slope(trade.quote.contract()) / unit));
    }

    /** Adds the function's value at x, which is its {@code k}th node where k is not negative. */
    private static void addValue(LinearProgramme.Row row, double sign, Unknown function, int k, double x) {
        int[] values = function.values;
        if (values.length == 1) {
            row.plus(sign, values[0]).plus(sign * (x - 1), function.slope);
        } else if (k >= 0) {
            row.plus(sign, values[k]);
        } else if (values.length > 1) {
            addInterpolated(row, sign, function, x);
        }
    }

    private static void addInterpolated(LinearProgramme.Row row, double sign, Unknown function, double x) {
        double[] nodes = function.nodes;
        int found = Arrays.binarySearch(nodes, x);
        int below = found >= 0 ? found : -found - 2;
        if (found >= 0) {
            row.plus(sign, function.values[below]);
        } else if (below == nodes.length - 1) {
            row.plus(sign, function.values[below]).plus(sign * (x - nodes[below]), function.slope);
        } else {
            double right = (x - nodes[below]) / (nodes[below + 1] - nodes[below]);
            row.plus(sign * (1 - right), function.values[below]).plus(sign * right, function.values[below + 1]);
        }
    }

    private List<Leg> legs(double[] solution) {
        List<Leg> legs = new ArrayList<>();
        for (Trade trade : trades) {
            Contract contract = trade.quote.contract();
            legs.add(new Leg(contract, solution[trade.bought], trade.quote.ask()));
            legs.add(new Leg(contract, -solution[trade.sold], trade.quote.bid()));
        }
        legs.removeIf(leg -> Math.abs(leg.quantity()) < NO_QUANTITY);
        return legs;
    }
}
