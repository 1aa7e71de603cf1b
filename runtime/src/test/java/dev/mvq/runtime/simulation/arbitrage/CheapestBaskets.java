package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.simulation.arbitrage.CoverProgramme.Claim;
import dev.mvq.runtime.simulation.arbitrage.CoverProgramme.Offer;
import dev.mvq.runtime.simulation.arbitrage.CoverProgramme.Range;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the cheapest basket of a sold claim costs if any quantity may be bought: a linear programme of two rows, so that its optimum is
 * read off the lower convex hull of the prices of the claims that live as long, by strike, with asset A at (0, 1), free disposal to the
 * right and asset B, slope −1, to the left. A sale below that pays in no portfolio: left out with its basket, it makes every portfolio of
 * {@link CoverProgramme} better. On a clean day that is all of them.
 */
final class CheapestBaskets {
    /** Sales this near to paying stay, in parts of the mass. */
    private static final double NEAR = 1e-9;

    private final Map<Integer, PiecewiseLinear> hulls = new HashMap<>();
    private final List<Offer> offers;

    private CheapestBaskets(List<Offer> offers) {
        this.offers = offers;
    }

    /** The offers without the sales that cannot pay; of a range that must be sold, none is left out. */
    static List<Offer> paying(List<Offer> offers) {
        CheapestBaskets baskets = new CheapestBaskets(offers);
        return offers.stream()
                .map(offer -> offer.sale().least() > 0 || baskets.pays(offer)
                        ? offer
                        : new Offer(offer.quote(), offer.claim(), offer.adjustment(), offer.purchase(), Range.NONE))
                .toList();
    }

    private boolean pays(Offer offer) {
        double perMass =
                (offer.quote().bid() + offer.adjustment()) / offer.claim().mass();
        return offer.sale().most() > 0 && perMass > cost(offer.claim()) - NEAR;
    }

    /** Cost of the cheapest basket per mass. */
    private double cost(Claim sold) {
        PiecewiseLinear hull = hulls.computeIfAbsent(sold.order(), this::hull);
        double cost = hull.at(sold.strike());
        for (int i = 0; i < hull.nodes().length; i++) {
            if (hull.nodes()[i] > sold.strike()) {
                cost = Math.min(cost, hull.values()[i] + hull.nodes()[i] - sold.strike());
            }
        }
        return cost;
    }

    private PiecewiseLinear hull(int order) {
        NavigableMap<Double, Double> asks = new TreeMap<>();
        asks.put(0.0, 1.0);
        offers.stream()
                .filter(offer ->
                        offer.claim().order() >= order && offer.purchase().most() > 0)
                .forEach(offer -> asks.merge(
                        offer.claim().strike(),
                        (offer.quote().ask() + offer.adjustment())
                                / offer.claim().mass(),
                        Math::min));
        double[] strikes =
                asks.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] prices =
                asks.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new PiecewiseLinear(strikes, prices, 0).convexEnvelope();
    }
}
