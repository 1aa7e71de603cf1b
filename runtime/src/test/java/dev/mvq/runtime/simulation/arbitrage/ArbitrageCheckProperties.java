package dev.mvq.runtime.simulation.arbitrage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What the programmes find pays, state by state; what they do not find is not there. */
class ArbitrageCheckProperties {
    private static final double EXACT = 1e-7;
    private static final double TICK = 0.01;
    private static final Quotes MARKET = new Quotes(LocalDate.of(2024, 1, 12), 100, 0.02);
    /** Rates near nothing and no dividends: European values serve as American ones. */
    private static final Quotes FLAT = new Quotes(LocalDate.of(2012, 6, 15), 100, 0);

    private static final int[] DAYS = {7, 35, 98, 371};

    @Property(tries = 60)
    void whatIsFoundInRandomEuropeanPricesPaysOnEveryPath(@ForAll long seed) {
        Random random = new Random(seed);
        List<OptionQuote> quotes = random(MARKET, random);
        List<Maturity> maturities = Maturity.of(quotes);
        Optional<Arbitrage> found = ArbitrageCheck.of(quotes, Exercise.EUROPEAN).best();
        found.ifPresent(arbitrage -> {
            Map<Contract, Double> positions = new HashMap<>();
            arbitrage.legs().forEach(leg -> positions.merge(leg.contract(), leg.quantity(), Double::sum));
            SemiStaticHedge hedge = SemiStaticHedge.of(maturities, positions);
            double cost = arbitrage.legs().stream().mapToDouble(Leg::cost).sum();
            double least = Double.POSITIVE_INFINITY;
            for (int path = 0; path < 300; path++) {
                least = Math.min(least, paid(maturities, positions, hedge, random) - cost);
            }
            assertTrue(least >= arbitrage.profit() - EXACT, arbitrage + " brings only " + least);
        });
    }

    /** What a portfolio and its forwards bring on one path of the underlying, in forwards; computed from strikes alone. */
    private static double paid(
            List<Maturity> maturities, Map<Contract, Double> positions, SemiStaticHedge hedge, Random random) {
        double x = 1;
        double sum = 0;
        for (int j = 0; j < maturities.size(); j++) {
            Maturity maturity = maturities.get(j);
            double next = random.nextInt(4) == 0 ? 3 * random.nextDouble() : x * Math.exp(0.3 * random.nextGaussian());
            sum -= hedge.forwardsToSell(j, x) * (next - x);
            double price = next * maturity.forward();
            for (Map.Entry<Contract, Double> position : positions.entrySet()) {
                Contract contract = position.getKey();
                if (contract.expiry()
                        .equals(maturity.quotes().getFirst().contract().expiry())) {
                    sum += position.getValue() * MARKET.discount(contract.expiry()) * intrinsic(contract, price);
                }
            }
            x = next;
        }
        return sum;
    }

    @Property(tries = 60)
    void whatIsFoundInRandomAmericanPricesCoversEverySaleAtAnyTime(@ForAll long seed) {
        Random random = new Random(seed);
        List<OptionQuote> quotes = random(MARKET, random);
        for (Right right : Right.values()) {
            CoverProgramme.Solution solution =
                    CoverProgramme.solve(100, Offers.american(right, quotes, Offers.Limit.ONE));
            Map<Contract, Double> left = new HashMap<>();
            solution.legs().stream()
                    .filter(leg -> leg.quantity() > 0)
                    .forEach(leg -> left.merge(leg.contract(), leg.quantity(), Double::sum));
            for (CoverProgramme.Basket basket : solution.baskets()) {
                basket.held().forEach((claim, quantity) -> left.merge(claim.terms(), -quantity, Double::sum));
                checkCovered(basket, random);
            }
            assertTrue(left.values().stream().allMatch(quantity -> quantity > -EXACT), "held twice: " + left);
        }
    }

    private static void checkCovered(CoverProgramme.Basket basket, Random random) {
        Contract sold = basket.sold().terms();
        boolean call = sold.right() == Right.CALL;
        double cash = call ? basket.second() : basket.first();
        double shares = (call ? basket.first() : basket.second()) / 100;
        for (int i = 0; i < 200; i++) {
            double spot = i == 0 ? 0 : i == 1 ? 1e6 : 250 * random.nextDouble();
            double held = basket.held().entrySet().stream()
                    .mapToDouble(e -> e.getValue() * intrinsic(e.getKey().terms(), spot))
                    .sum();
            double owed = basket.quantity() * intrinsic(sold, spot);
            double owned = held + cash + shares * spot;
            assertTrue(owned >= owed - EXACT * Math.max(1, spot), () -> basket + " is short at " + spot);
        }
        assertTrue(basket.held().keySet().stream()
                .noneMatch(held -> held.terms().expiry().isBefore(sold.expiry())));
    }

    /** The checks of these properties do fail where they should: the portfolio turned round does not pay. */
    @Property(tries = 20)
    void thePortfolioTurnedRoundDoesNotPayOnEveryPath(@ForAll long seed) {
        Random random = new Random(seed);
        List<OptionQuote> quotes = random(MARKET, random);
        List<Maturity> maturities = Maturity.of(quotes);
        ArbitrageCheck.of(quotes, Exercise.EUROPEAN).best().ifPresent(arbitrage -> {
            Map<Contract, Double> opposite = new HashMap<>();
            arbitrage.legs().forEach(leg -> opposite.merge(leg.contract(), -leg.quantity(), Double::sum));
            SemiStaticHedge hedge = SemiStaticHedge.of(maturities, opposite);
            double cost = -arbitrage.legs().stream().mapToDouble(Leg::cost).sum();
            boolean loses = false;
            for (int path = 0; path < 300; path++) {
                loses |= paid(maturities, opposite, hedge, random) - cost < -EXACT;
            }
            assertTrue(loses, () -> "both ways round pay: " + arbitrage);
        });
    }

    @Property(tries = 60)
    void leavingOutSalesThatCannotPayChangesNoProfit(@ForAll long seed) {
        List<OptionQuote> quotes = random(MARKET, new Random(seed));
        for (Exercise exercise : Exercise.values()) {
            ArbitrageCheck check = ArbitrageCheck.of(quotes, exercise);
            double whole = profit(check.unreduced().best());
            Statistics.label(exercise.name()).collect(whole > 0);
            Statistics.label(exercise.name())
                    .coverage(found -> found.check(true).percentage(p -> p > 50));
            assertEquals(whole, profit(check.best()), EXACT);
        }
    }

    private static double profit(Optional<Arbitrage> found) {
        return found.map(Arbitrage::profit).orElse(0.0);
    }

    @Property(tries = 30)
    void aChainFromOneModelIsCleanAndOneQuoteATickTooFarIsFound(
            @ForAll @DoubleRange(min = 0.1, max = 0.8) double volatility,
            @ForAll long seed,
            @ForAll @IntRange(min = 0, max = 1) int side) {
        Random random = new Random(seed);
        for (Exercise exercise : Exercise.values()) {
            Quotes market = exercise == Exercise.EUROPEAN ? MARKET : FLAT;
            List<OptionQuote> chain = blackScholes(market, volatility, random);
            assertEquals(Optional.empty(), ArbitrageCheck.of(chain, exercise).best());
            int moved = random.nextInt(chain.size());
            OptionalDouble bound = bound(chain, moved, side == 0, exercise);
            bound.ifPresent(price -> checkBound(chain, moved, side == 0, price, exercise));
        }
    }

    private static void checkBound(List<OptionQuote> chain, int moved, boolean bid, double bound, Exercise exercise) {
        double out = bid ? TICK : -TICK;
        Optional<Arbitrage> found = best(with(chain, moved, bid, bound + out), exercise);
        assertEquals(TICK, found.orElseThrow().profit(), 1e-5);
        Contract contract = chain.get(moved).contract();
        assertTrue(found.get().legs().stream().anyMatch(leg -> leg.contract().equals(contract)));
        assertEquals(Optional.empty(), best(with(chain, moved, bid, bound - out), exercise));
    }

    private static Optional<Arbitrage> best(List<OptionQuote> chain, Exercise exercise) {
        return ArbitrageCheck.of(chain, exercise).best();
    }

    /**
     * How high one bid, or how low one ask, may be before the others can be played against it, by the profit of one far beyond; empty
     * where no ask of a tick or more is too low.
     */
    private static OptionalDouble bound(List<OptionQuote> chain, int moved, boolean bid, Exercise exercise) {
        OptionQuote quote = chain.get(moved);
        double beyond = bid ? quote.ask() + 50 : Math.max(TICK, quote.bid() - 50);
        return best(with(chain, moved, bid, beyond), exercise).stream()
                .mapToDouble(arbitrage -> bid ? beyond - arbitrage.profit() : beyond + arbitrage.profit())
                .filter(bound -> bound > 2 * TICK)
                .findFirst();
    }

    /** The chain with one bid, or one ask, elsewhere; the other side is taken out of the way. */
    private static List<OptionQuote> with(List<OptionQuote> chain, int moved, boolean bid, double price) {
        List<OptionQuote> changed = new ArrayList<>(chain);
        Contract contract = chain.get(moved).contract();
        Quotes market =
                new Quotes(chain.getFirst().date(), 100, chain.getFirst().date().equals(MARKET.date()) ? 0.02 : 0);
        changed.set(moved, bid ? market.quote(contract, price, price + 500) : market.quote(contract, 0, price));
        return changed;
    }

    private static List<OptionQuote> blackScholes(Quotes market, double volatility, Random random) {
        List<OptionQuote> quotes = new ArrayList<>();
        for (int days : DAYS) {
            LocalDate expiry = market.date().plusDays(days);
            for (double strike = 80; strike <= 120; strike += 10) {
                for (Right right : Right.values()) {
                    Contract contract = Quotes.contract(expiry, strike, right);
                    ExpiryForward terms = ExpiryForward.of(market.quote(contract, 0, 1));
                    double value = EuropeanPricing.price(right, strike, terms, volatility);
                    double half = 0.02 + 0.01 * random.nextDouble() + (market.equals(FLAT) ? 0.2 : 0);
                    quotes.add(market.quote(contract, Math.max(0, value - half), value + half));
                }
            }
        }
        return quotes;
    }

    /** Prices that know little of each other. */
    private static List<OptionQuote> random(Quotes market, Random random) {
        List<OptionQuote> quotes = new ArrayList<>();
        for (int j = 0; j < 1 + random.nextInt(DAYS.length); j++) {
            LocalDate expiry = market.date().plusDays(DAYS[j]);
            for (int i = 0; i < 5; i++) {
                double strike = 70 + 5 * i + 5 * random.nextInt(12);
                Contract contract = Quotes.contract(expiry, strike, Right.values()[random.nextInt(2)]);
                double value = intrinsic(contract, 100) + 12 * random.nextDouble();
                if (quotes.stream().noneMatch(quote -> quote.contract().equals(contract))) {
                    quotes.add(market.quote(contract, value, value + 0.5 * random.nextDouble()));
                }
            }
        }
        return quotes;
    }

    private static double intrinsic(Contract contract, double spot) {
        return Math.max(0, contract.right().sign() * (spot - contract.strike()));
    }
}
