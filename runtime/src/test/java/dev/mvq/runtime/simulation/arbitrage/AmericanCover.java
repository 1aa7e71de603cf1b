package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The most profitable portfolio of American calls, or of American puts, in which each option sold has a basket of its own that covers it
 * whenever its buyer exercises: bought options t<sub>i</sub> that live at least as long, h shares and c of cash.
 *
 * <p>A call of strike k, sold s times, is covered at every price S of the underlying where
 *
 * <pre>Σ t<sub>i</sub> + h ≥ s   and   Σ t<sub>i</sub> (K<sub>i</sub> − k) − h k ≤ c</pre>
 *
 * by Jensen's inequality: a share is a call of strike 0, and M = Σ t + h calls of mean strike κ ≤ k + c/M are, with the cash, worth at
 * least M (S − κ)⁺ + c ≥ s (S − k)⁺. A put is covered where
 *
 * <pre>Σ t<sub>i</sub> K<sub>i</sub> + c ≥ s k   and   Σ t<sub>i</sub> (K<sub>i</sub> − k) + c + h k ≥ 0</pre>
 *
 * which is the same counted in shares: a put is K calls of strike 1/K on 1/S, and cash such a call of strike 0. That every portfolio whose
 * bought options together dominate the sold ones at all S can be dealt out like this is Strassen's theorem (1965), so nothing is lost
 * against that weaker condition. When a buyer exercises, the basket's options are exercised with him; when he does not, they are worth no
 * less than nothing. Needed beyond that: rates and dividends are not negative.
 *
 * <p>What is found is an arbitrage; no claim is made that American options can hold no other.
 */
final class AmericanCover {
    /** Money is counted in units of this part of the spot, so that prices are near 1. */
    private static final double UNIT = 0.01;
    /** Quantities below this are the solver's rounding. */
    private static final double NO_QUANTITY = 1e-10;

    /**
     * One sold option and what covers it.
     *
     * @param sold the contract
     * @param quantity how much is sold, positive
     * @param bought how much is held against it, by contract
     * @param shares shares held against it
     * @param cash currency put aside for it
     */
    record Basket(Contract sold, double quantity, Map<Contract, Double> bought, double shares, double cash) {}

    /**
     * A programme's solution.
     *
     * @param legs options bought and sold, with their prices
     * @param baskets one for each option sold
     */
    record Solution(List<Leg> legs, List<Basket> baskets) {
        double shares() {
            return baskets.stream().mapToDouble(Basket::shares).sum();
        }

        double cash() {
            return baskets.stream().mapToDouble(Basket::cash).sum();
        }

        double profit(double spot) {
            return -legs.stream().mapToDouble(Leg::cost).sum() - shares() * spot - cash();
        }
    }

    /** How much of a quote may be traded: from the least to the most. */
    record Range(double least, double most) {}

    /** The variables of a bought option and, by sold option, of how much of it is held against that. */
    private record Purchase(OptionQuote quote, int variable, Map<Sale, Integer> held) {
        double strike() {
            return quote.contract().strike();
        }
    }

    /** The variables of a sold option: how much, and the shares and the cash (in spots) held against it. */
    private record Sale(OptionQuote quote, int variable, int shares, int cash) {
        double strike() {
            return quote.contract().strike();
        }
    }

    private final LinearProgramme programme = new LinearProgramme();
    private final List<Purchase> purchases = new ArrayList<>();
    private final List<Sale> sales = new ArrayList<>();
    private final Right right;
    private final double spot;

    private AmericanCover(Right right, double spot) {
        this.right = right;
        this.spot = spot;
    }

    /**
     * The best portfolio of options of one right.
     *
     * @param quotes of one underlying, expiring after today
     * @param purchase how much of a quote may be bought
     * @param sale how much of a quote may be sold
     */
    static Solution solve(
            Right right,
            double spot,
            List<OptionQuote> quotes,
            Function<OptionQuote, Range> purchase,
            Function<OptionQuote, Range> sale) {
        AmericanCover cover = new AmericanCover(right, spot);
        quotes.stream().filter(q -> q.contract().right() == right).forEach(quote -> {
            cover.sell(quote, sale.apply(quote));
            cover.buy(quote, purchase.apply(quote));
        });
        return cover.solve();
    }

    private void buy(OptionQuote quote, Range range) {
        if (range.most > 0) {
            int variable = programme.within(range.least, range.most, -quote.ask() / (UNIT * spot));
            purchases.add(new Purchase(quote, variable, new LinkedHashMap<>()));
        }
    }

    private void sell(OptionQuote quote, Range range) {
        if (range.most > 0) {
            int variable = programme.within(range.least, range.most, quote.bid() / (UNIT * spot));
            sales.add(new Sale(quote, variable, programme.positive(-1 / UNIT), programme.positive(-1 / UNIT)));
        }
    }

    private Solution solve() {
        if (sales.isEmpty() && purchases.isEmpty()) {
            return new Solution(List.of(), List.of());
        }
        sales.forEach(this::cover);
        for (Purchase purchase : purchases) {
            LinearProgramme.Row left = programme.notNegative().plus(1, purchase.variable);
            purchase.held.values().forEach(held -> left.plus(-1, held));
        }
        return solution(programme.maximise());
    }

    private void cover(Sale sale) {
        boolean call = right == Right.CALL;
        double strike = sale.strike() / spot;
        LinearProgramme.Row enough = programme
                .notNegative()
                .plus(call ? 1 : -strike, call ? sale.shares : sale.variable)
                .plus(call ? -1 : 1, call ? sale.variable : sale.cash);
        LinearProgramme.Row near = programme.notNegative().plus(1, sale.cash).plus(strike, sale.shares);
        for (Purchase purchase : purchases) {
            if (!purchase.quote
                    .contract()
                    .expiry()
                    .isBefore(sale.quote.contract().expiry())) {
                int held = programme.positive(0);
                purchase.held.put(sale, held);
                enough.plus(call ? 1 : purchase.strike() / spot, held);
                near.plus(right.sign() * (strike - purchase.strike() / spot), held);
            }
        }
    }

    private Solution solution(double[] values) {
        List<Leg> legs = new ArrayList<>();
        for (Purchase purchase : purchases) {
            // What is held against sales must have been bought, whatever the solver's rounding.
            double held = purchase.held.values().stream()
                    .mapToDouble(variable -> quantity(values, variable))
                    .sum();
            double bought = Math.max(held, quantity(values, purchase.variable));
            if (bought > 0) {
                legs.add(new Leg(purchase.quote.contract(), bought, purchase.quote.ask()));
            }
        }
        List<Basket> baskets = new ArrayList<>();
        for (Sale sale : sales) {
            double sold = quantity(values, sale.variable);
            if (sold > 0) {
                legs.add(new Leg(sale.quote.contract(), -sold, sale.quote.bid()));
                baskets.add(basket(sale, sold, values));
            }
        }
        return new Solution(List.copyOf(legs), List.copyOf(baskets));
    }

    private static double quantity(double[] values, int variable) {
        return values[variable] > NO_QUANTITY ? values[variable] : 0;
    }

    /** The basket with as many shares and as much cash as it needs exactly. */
    private Basket basket(Sale sale, double sold, double[] values) {
        Map<Contract, Double> held = new LinkedHashMap<>();
        for (Purchase purchase : purchases) {
            Integer variable = purchase.held.get(sale);
            if (variable != null && quantity(values, variable) > 0) {
                held.put(purchase.quote.contract(), quantity(values, variable));
            }
        }
        double shares = quantity(values, sale.shares);
        double cash = quantity(values, sale.cash) * spot;
        double strike = sale.strike();
        double distance = total(held, contract -> right.sign() * (contract.strike() - strike));
        if (right == Right.CALL) {
            shares = Math.max(shares, sold - total(held, contract -> 1));
            cash = Math.max(0, distance - shares * strike);
        } else {
            cash = Math.max(cash, sold * strike - total(held, Contract::strike));
            shares = Math.max(0, (distance - cash) / strike);
        }
        return new Basket(sale.quote.contract(), sold, held, shares, cash);
    }

    private static double total(Map<Contract, Double> held, ToDoubleFunction<Contract> each) {
        return held.entrySet().stream()
                .mapToDouble(e -> e.getValue() * each.applyAsDouble(e.getKey()))
                .sum();
    }
}
