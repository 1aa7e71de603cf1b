package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Right;

/** Values of American options by the tree of Cox, Ross & Rubinstein (1979): slow, and known to converge to the right ones. */
final class BinomialTree {
    private static final int STEPS = 1000;

    private BinomialTree() {}

    /** Mean of two trees whose steps differ by one: most of the error alternates. */
    static double american(Right right, double spot, double strike, double rate, double yield, double sigma, double t) {
        return 0.5
                * (american(right, spot, strike, rate, yield, sigma, t, STEPS)
                        + american(right, spot, strike, rate, yield, sigma, t, STEPS + 1));
    }

    private static double american(
            Right right, double spot, double strike, double rate, double yield, double sigma, double t, int steps) {
        double dt = t / steps;
        double up = Math.exp(sigma * Math.sqrt(dt));
        double chance = (Math.exp((rate - yield) * dt) - 1 / up) / (up - 1 / up);
        double discount = Math.exp(-rate * dt);
        double[] values = new double[steps + 1];
        for (int step = steps; step >= 0; step--) {
            double price = spot * Math.pow(up, -step);
            for (int i = 0; i <= step; i++) {
                double payoff = Math.max(0, right.sign() * (price - strike));
                double held = step == steps ? 0 : discount * (chance * values[i + 1] + (1 - chance) * values[i]);
                values[i] = Math.max(payoff, held);
                price *= up * up;
            }
        }
        return values[0];
    }
}
