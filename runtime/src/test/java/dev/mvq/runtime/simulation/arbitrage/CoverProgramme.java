package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The most profitable portfolio of claims (A − κ B)⁺ on two assets that cost 1 each, in which every claim sold has a basket of its own that
 * covers it: claims that live at least as long, and of the assets. A claim of strike κ, with mass s sold, is covered by masses t<sub>i</sub>
 * of strikes κ<sub>i</sub>, a of asset A and b of asset B where
 *
 * <pre>Σ t<sub>i</sub> + a ≥ s   and   Σ t<sub>i</sub> (κ<sub>i</sub> − κ) − a κ ≤ b</pre>
 *
 * by Jensen's inequality: A itself is the claim of strike 0, and M = Σ t + a of mean strike κ̄ ≤ κ + b/M are with b worth at least
 * M (A − κ̄ B)⁺ + b B ≥ s (A − κ B)⁺. By Strassen's theorem (1965) any bought claims that together dominate the sold ones can be dealt out
 * like this.
 *
 * <p>What the assets are:
 *
 * <ul>
 *   <li><b>European options</b>: A is the underlying in forwards, a martingale, and B money, both at present value; a call is D F claims of
 *       strike K/F, a put that call less a forward, which costs D (F − K). A claim that ends before those of its basket is covered by
 *       selling forwards for them when it ends in the money. A bought claim may also be turned into its intrinsic value 1 − κ by a forward
 *       sold today. Nothing is lost by dealing with one sale at a time: the programme's dual variables are, for each sale, a line ℓ(κ) that
 *       never rises, is at most 1 at 0, at most the price of every later claim, and at least the sale's bid; the largest of the lines of all
 *       sales up to a maturity, and of 1 − κ and 0, is a price of calls at that maturity that is convex in strike, from 1 down to 0, and
 *       rises with maturity: the prices of a martingale (Strassen 1965; for options Davis & Hobson 2007, "The range of traded option
 *       prices", and Kellerer 1972). So an optimum of 0 means that a martingale agrees with all bids and asks, and a positive one is an
 *       arbitrage.
 *   <li><b>American calls</b>: A is the share, B money as it is, D and the forward play no part; whenever a buyer exercises, the basket's
 *       options are exercised with him. <b>American puts</b>: A is money, B the share, a put is K claims of strike S/K. Needed beyond that:
 *       neither rates nor dividends are negative. What is found is an arbitrage; no claim is made that American options can hold no other.
 * </ul>
 */
final class CoverProgramme {
    /** Money is counted in units of this part of the spot, so that prices are near 1. */
    private static final double UNIT = 0.01;
    /** Quantities below this are the solver's rounding. */
    private static final double NO_QUANTITY = 1e-10;

    /**
     * What contracts of equal terms pay.
     *
     * @param terms one of the contracts
     * @param order of its maturity among the others'
     * @param mass claims of (A − κ B)⁺ that one contract is, currency
     * @param strike κ
     * @param floor what one contract held is certain to bring by itself, currency per share
     */
    record Claim(Contract terms, int order, double mass, double strike, double floor) {}

    /** How much of a quote may be traded: from the least to the most. */
    record Range(double least, double most) {
        static final Range NONE = new Range(0, 0);
    }

    /**
     * A quote and what it offers.
     *
     * @param claim what is bought or sold
     * @param adjustment cost of what makes the contract that claim, currency per share
     * @param purchase how much may be bought at the ask
     * @param sale how much may be sold at the bid
     */
    record Offer(OptionQuote quote, Claim claim, double adjustment, Range purchase, Range sale) {}

    /**
     * What covers a claim.
     *
     * @param sold the claim
     * @param quantity how many contracts are sold, positive
     * @param held how many contracts are held against them, by claim
     * @param first currency in asset A
     * @param second currency in asset B
     */
    record Basket(Claim sold, double quantity, Map<Claim, Double> held, double first, double second) {}

    /**
     * A programme's solution.
     *
     * @param legs options bought and sold
     * @param baskets one for each claim sold
     * @param claimed the profit that the solver sees, currency per share
     */
    record Solution(List<Leg> legs, List<Basket> baskets, double claimed) {
        /** Currency in asset A over all baskets. */
        double first() {
            return baskets.stream().mapToDouble(Basket::first).sum();
        }

        /** Currency in asset B over all baskets. */
        double second() {
            return baskets.stream().mapToDouble(Basket::second).sum();
        }
    }

    /** The variables of an offer. */
    private record Trade(Offer offer, int bought, int sold) {}

    /** The variables of a sold claim: the assets (in spots) and the contracts held against it. */
    private record Cover(int first, int second, Map<Claim, Integer> held) {}

    private final LinearProgramme programme = new LinearProgramme();
    private final Map<Claim, List<Trade>> trades = new LinkedHashMap<>();
    private final Map<Claim, Cover> covers = new LinkedHashMap<>();
    private final double spot;

    private CoverProgramme(double spot) {
        this.spot = spot;
    }

    /** The best portfolio of what is offered; at a price of the underlying that is used as a scale alone. */
    static Solution solve(double spot, List<Offer> offers) {
        if (offers.isEmpty()) {
            return new Solution(List.of(), List.of(), 0);
        }
        CoverProgramme built = new CoverProgramme(spot);
        offers.forEach(built::trade);
        built.trades.keySet().stream().filter(built::isSold).forEach(built::cover);
        built.trades.keySet().forEach(built::use);
        return built.solution(built.programme.maximise());
    }

    private void trade(Offer offer) {
        double unit = UNIT * spot;
        int bought = variable(offer.purchase, -(offer.quote.ask() + offer.adjustment) / unit);
        int sold = variable(offer.sale, (offer.quote.bid() + offer.adjustment) / unit);
        trades.computeIfAbsent(offer.claim, claim -> new ArrayList<>()).add(new Trade(offer, bought, sold));
    }

    private int variable(Range range, double weight) {
        return programme.within(range.least, range.most, range.most > 0 ? weight : 0);
    }

    private boolean isSold(Claim claim) {
        return trades.get(claim).stream().anyMatch(trade -> trade.offer.sale.most > 0);
    }

    private boolean isBought(Claim claim) {
        return trades.get(claim).stream().anyMatch(trade -> trade.offer.purchase.most > 0);
    }

    /** Covers what is sold of a claim. */
    private void cover(Claim sold) {
        Cover cover = new Cover(programme.positive(-1 / UNIT), programme.positive(-1 / UNIT), new LinkedHashMap<>());
        LinearProgramme.Row enough = programme.notNegative().plus(1, cover.first);
        LinearProgramme.Row near = programme.notNegative().plus(1, cover.second).plus(sold.strike, cover.first);
        trades.get(sold).forEach(trade -> enough.plus(-sold.mass / spot, trade.sold));
        for (Claim claim : trades.keySet()) {
            if (claim.order >= sold.order && isBought(claim)) {
                int held = programme.positive(0);
                cover.held.put(claim, held);
                enough.plus(claim.mass / spot, held);
                near.plus(claim.mass / spot * (sold.strike - claim.strike), held);
            }
        }
        covers.put(sold, cover);
    }

    /** What is bought of a claim is held against sales, or brings its floor. */
    private void use(Claim claim) {
        LinearProgramme.Row unused = programme.notNegative();
        trades.get(claim).forEach(trade -> unused.plus(1, trade.bought));
        unused.plus(-1, programme.positive(claim.floor / (UNIT * spot)));
        for (Cover cover : covers.values()) {
            if (cover.held.containsKey(claim)) {
                unused.plus(-1, cover.held.get(claim));
            }
        }
    }

    private Solution solution(LinearProgramme.Solution solved) {
        double[] values = solved.values();
        List<Leg> legs = new ArrayList<>();
        List<Basket> baskets = new ArrayList<>();
        trades.values()
                .forEach(same -> same.forEach(trade -> {
                    Offer offer = trade.offer;
                    legs.add(new Leg(offer.quote.contract(), quantity(values, trade.bought), offer.quote.ask()));
                    legs.add(new Leg(offer.quote.contract(), -quantity(values, trade.sold), offer.quote.bid()));
                }));
        legs.removeIf(leg -> leg.quantity() == 0);
        covers.keySet().forEach(sold -> baskets.add(basket(sold, values)));
        baskets.removeIf(basket -> basket.quantity() == 0);
        return new Solution(List.copyOf(legs), List.copyOf(baskets), solved.optimum() * UNIT * spot);
    }

    private static double quantity(double[] values, int variable) {
        return values[variable] > NO_QUANTITY ? values[variable] : 0;
    }

    /** The basket, with as much of the assets as it needs exactly. */
    private Basket basket(Claim sold, double[] values) {
        Cover cover = covers.get(sold);
        double quantity = trades.get(sold).stream()
                .mapToDouble(trade -> quantity(values, trade.sold))
                .sum();
        Map<Claim, Double> held = cover.held.entrySet().stream()
                .filter(entry -> quantity(values, entry.getValue()) > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> quantity(values, entry.getValue())));
        double mass = 0;
        double distance = 0;
        for (Map.Entry<Claim, Double> entry : held.entrySet()) {
            Claim claim = entry.getKey();
            mass += entry.getValue() * claim.mass;
            distance += entry.getValue() * claim.mass * (claim.strike - sold.strike);
        }
        double first = Math.max(quantity(values, cover.first) * spot, quantity * sold.mass - mass);
        double second = Math.max(0, distance - first * sold.strike);
        return new Basket(sold, quantity, held, first, second);
    }
}
