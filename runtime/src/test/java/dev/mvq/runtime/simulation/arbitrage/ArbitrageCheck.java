package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.YearFraction;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the quotes of one underlying at one close can be played against each other: bought at the ask, sold at the bid, at most one
 * contract of each, by linear programmes that know nothing of how the quotes were made. The profit of what is found is worked out again
 * from its legs, exactly and without the solver, so that no rounding of the solver's makes an arbitrage; and a solver that claims
 * something else is refused. For European options what is not found is not there, given that forwards trade at the
 * quotes' forward; for American ones the kinds of {@link Arbitrage.Kind} are looked for.
 *
 * <p>Left out, and listed by {@link #leftOut()}: contracts that deliver other than 100 shares, and quotes without a price of the
 * underlying. A quote without an ask is not bought, one without a bid is not sold.
 */
public final class ArbitrageCheck {
    /** Profits up to this are rounding, currency per share. */
    public static final double NOTHING = 1e-6;

    private static final int SHARES_A_CONTRACT = 100;

    private final List<OptionQuote> quotes;
    private final List<OptionQuote> leftOut;
    private final Exercise exercise;
    private final boolean reduced;

    private ArbitrageCheck(List<OptionQuote> quotes, List<OptionQuote> leftOut, Exercise exercise, boolean reduced) {
        this.quotes = quotes;
        this.leftOut = leftOut;
        this.exercise = exercise;
        this.reduced = reduced;
    }

    /**
     * The check of the quotes of one underlying on one day.
     *
     * @throws IllegalArgumentException where they are of several underlyings or days
     */
    public static ArbitrageCheck of(List<OptionQuote> quotes, Exercise exercise) {
        if (quotes.stream()
                        .map(q -> List.of(q.underlyingId(), q.date()))
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("quotes of several underlyings or days");
        }
        Map<Boolean, List<OptionQuote>> byUse =
                quotes.stream().collect(Collectors.partitioningBy(ArbitrageCheck::isUsable));
        return new ArbitrageCheck(byUse.get(true), byUse.get(false), exercise, true);
    }

    private static boolean isUsable(OptionQuote quote) {
        return quote.multiplier() == SHARES_A_CONTRACT && quote.underlyingPrice() > 0 && quote.dte() >= 0;
    }

    /** The quotes that take no part. */
    public List<OptionQuote> leftOut() {
        return leftOut;
    }

    /** The same check by programmes with all sales in them, those too that {@link CheapestBaskets} knows not to pay. */
    public ArbitrageCheck unreduced() {
        return new ArbitrageCheck(quotes, leftOut, exercise, false);
    }

    /** The same check without some contracts. */
    public ArbitrageCheck without(Collection<Contract> contracts) {
        Set<Contract> gone = new HashSet<>(contracts);
        return restricted(quotes.stream()
                .filter(quote -> !gone.contains(quote.contract()))
                .toList());
    }

    private ArbitrageCheck restricted(List<OptionQuote> kept) {
        return new ArbitrageCheck(kept, leftOut, exercise, reduced);
    }

    /** The most profitable arbitrage; none where no portfolio brings more than {@link #NOTHING}. */
    public Optional<Arbitrage> best() {
        return candidates()
                .max(Comparator.comparingDouble(Arbitrage::profit))
                .filter(arbitrage -> arbitrage.profit() > NOTHING);
    }

    /** The most profitable arbitrage among some contracts alone. */
    public Optional<Arbitrage> best(Collection<Contract> contracts) {
        Set<Contract> kept = new HashSet<>(contracts);
        return restricted(quotes.stream()
                        .filter(quote -> kept.contains(quote.contract()))
                        .toList())
                .best();
    }

    private Stream<Arbitrage> candidates() {
        if (quotes.isEmpty()) {
            return Stream.empty();
        }
        return switch (exercise) {
            case EUROPEAN -> Stream.concat(Stream.of(semiStatic()), AmericanBounds.of(ending()));
            case AMERICAN ->
                Stream.concat(
                        Stream.of(Right.values()).map(right -> covered(right, lasting(), Offers.Limit.ONE)),
                        AmericanBounds.of(quotes));
        };
    }

    /**
     * What a portfolio bought at asks and sold at bids is certain to bring with the best hedge, currency per share, its cost paid: negative
     * where it is no arbitrage. For American options, hedges are covers of calls by calls and of puts by puts, and, where the portfolio
     * consists of these alone, the bounds of one option or of a call and its put.
     *
     * @param positions quantities by contract, all of them quoted; negative are sold
     */
    public double profitOf(Map<Contract, Double> positions) {
        List<OptionQuote> held = quotes.stream()
                .filter(quote -> positions.containsKey(quote.contract()))
                .toList();
        if (held.size() != positions.size()) {
            throw new IllegalArgumentException("not all of " + positions.keySet() + " are quoted");
        }
        List<Leg> legs = held.stream()
                .map(quote -> leg(quote, positions.get(quote.contract())))
                .toList();
        return switch (exercise) {
            case EUROPEAN -> semiStatic(legs).profit();
            case AMERICAN -> Math.max(coveredProfit(held, positions), boundedProfit(held, positions));
        };
    }

    private CoverProgramme.Solution solve(List<CoverProgramme.Offer> offers) {
        return CoverProgramme.solve(spot(), reduced ? CheapestBaskets.paying(offers) : offers);
    }

    private static Leg leg(OptionQuote quote, double quantity) {
        return new Leg(quote.contract(), quantity, quantity > 0 ? quote.ask() : quote.bid());
    }

    private Arbitrage semiStatic() {
        List<CoverProgramme.Offer> offers = Offers.european(Maturity.of(lasting()));
        CoverProgramme.Solution solution = solve(offers);
        Arbitrage certified = semiStatic(solution.legs());
        LinearProgramme.checkPrecision(solution.claimed(), certified.profit());
        return certified;
    }

    private Arbitrage semiStatic(List<Leg> legs) {
        Map<Contract, Double> positions = new HashMap<>();
        legs.forEach(leg -> positions.merge(leg.contract(), leg.quantity(), Double::sum));
        List<OptionQuote> held = quotes.stream()
                .filter(quote -> positions.containsKey(quote.contract()))
                .toList();
        SemiStaticHedge hedge = SemiStaticHedge.of(Maturity.of(held), positions);
        double cost = legs.stream().mapToDouble(Leg::cost).sum();
        double profit = hedge.certain() - cost;
        double spot = quotes.getFirst().underlyingPrice();
        double shares = -hedge.forwardsToSell(0, 1) / spot;
        return new Arbitrage(Arbitrage.Kind.SEMI_STATIC, legs, shares, -cost - profit - shares * spot, profit);
    }

    private Arbitrage covered(Right right, List<OptionQuote> traded, Offers.Limit limit) {
        CoverProgramme.Solution solution = solve(Offers.american(right, traded, limit));
        boolean call = right == Right.CALL;
        double shares = (call ? solution.first() : solution.second()) / spot();
        double cash = call ? solution.second() : solution.first();
        double cost = solution.legs().stream().mapToDouble(Leg::cost).sum();
        double profit = -cost - shares * spot() - cash;
        LinearProgramme.checkPrecision(solution.claimed(), profit);
        Arbitrage.Kind kind = call ? Arbitrage.Kind.COVERED_CALLS : Arbitrage.Kind.COVERED_PUTS;
        return new Arbitrage(kind, solution.legs(), shares, cash, profit);
    }

    private double coveredProfit(List<OptionQuote> held, Map<Contract, Double> positions) {
        Offers.Limit exactly = (quote, side) -> {
            double quantity = Math.max(0, side * positions.get(quote.contract()));
            return new CoverProgramme.Range(quantity, quantity);
        };
        return Stream.of(Right.values())
                .mapToDouble(right -> covered(right, held, exactly).profit())
                .sum();
    }

    private static double boundedProfit(List<OptionQuote> held, Map<Contract, Double> positions) {
        return AmericanBounds.of(held)
                .filter(bound -> bound.legs().size() == positions.size())
                .mapToDouble(bound -> multiple(bound, positions) * bound.profit())
                .filter(profit -> !Double.isNaN(profit))
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    /** How many times the bound's portfolio the positions are; NaN where they are not. */
    private static double multiple(Arbitrage bound, Map<Contract, Double> positions) {
        double[] multiples = bound.legs().stream()
                .mapToDouble(leg -> positions.get(leg.contract()) / leg.quantity())
                .distinct()
                .toArray();
        return multiples.length == 1 && multiples[0] > 0 ? multiples[0] : Double.NaN;
    }

    /** The quotes of options that do not end today. */
    private List<OptionQuote> lasting() {
        return quotes.stream().filter(quote -> years(quote) > 0).toList();
    }

    /** The quotes of options that end today: those are bounded one by one. */
    private List<OptionQuote> ending() {
        return quotes.stream().filter(quote -> years(quote) == 0).toList();
    }

    private static double years(OptionQuote quote) {
        return YearFraction.between(quote.date(), quote.contract().expiry());
    }

    private double spot() {
        return quotes.getFirst().underlyingPrice();
    }
}
