package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import dev.mvq.runtime.simulation.planting.Portfolio.Leg;
import dev.mvq.runtime.simulation.quoting.TickSize;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Moves a portfolio's quotes, tick by tick, until it pays: each time the one that is then the least from where it was. The far side of a
 * quote gives way only where bid and ask would meet.
 */
final class Mover {
    private static final int MOST_TICKS = 400;
    private static final double LEAST_TICK = 0.01;
    /** No quote goes farther than this share of its mid from where it was. */
    private static final double FARTHEST = 0.5;

    private final TickSize tick;
    private final boolean european;

    Mover(Underlying underlying) {
        this.tick = underlying.tick();
        this.european = underlying.european();
    }

    /** Which quotes a contract may have beside the others. */
    interface Guard {
        boolean allows(OptionQuote moved);
    }

    /** The portfolio with quotes at which it brings at least so much at bid and ask; empty where they cannot be moved so far. */
    Optional<Portfolio> paying(Portfolio portfolio, double target, Guard guard) {
        Portfolio now = portfolio;
        for (int step = 0; step < MOST_TICKS && now.profit() < target; step++) {
            Optional<Portfolio> next = step(portfolio, now, guard);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            now = next.get();
        }
        return Optional.of(now).filter(moved -> moved.profit() >= target);
    }

    /** The leg goes a tick farther that is then the least from where it was. */
    private Optional<Portfolio> step(Portfolio before, Portfolio now, Guard guard) {
        for (Step step : steps(before, now, this::towards)) {
            if (guard.allows(step.moved)) {
                return Optional.of(now.with(step.index, step.moved));
            }
        }
        return Optional.empty();
    }

    /** A leg's quote a tick farther, and how far that is from where it was as a share of its mid. */
    private record Step(int index, OptionQuote moved, double share) {}

    /** The steps that do not go too far, the least first. */
    private List<Step> steps(Portfolio before, Portfolio now, UnaryOperator<Leg> farther) {
        return IntStream.range(0, now.legs().size())
                .mapToObj(index -> {
                    OptionQuote from = before.legs().get(index).quote();
                    OptionQuote moved = farther.apply(now.legs().get(index)).quote();
                    return new Step(index, moved, Math.abs(moved.mid() - from.mid()) / from.mid());
                })
                .filter(step -> step.moved.bid() >= LEAST_TICK && step.share <= FARTHEST)
                .filter(step -> !belowIntrinsic(before.legs().get(step.index).quote(), step.moved))
                .sorted(Comparator.comparingDouble(Step::share))
                .toList();
    }

    /** Whether the ask has been moved below what exercise, now or at expiry, brings for certain: a simpler arbitrage. */
    private boolean belowIntrinsic(OptionQuote from, OptionQuote moved) {
        Contract contract = from.contract();
        double now = contract.right().sign() * (from.underlyingPrice() - contract.strike());
        double later = EuropeanPricing.intrinsic(contract.right(), contract.strike(), ExpiryForward.of(from));
        double least = european ? later : Math.max(now, later);
        return moved.ask() < least && from.ask() >= least;
    }

    private Leg towards(Leg leg) {
        return new Leg(leg.bought() ? lowered(leg.quote()) : raised(leg.quote()), leg.quantity());
    }

    private OptionQuote raised(OptionQuote quote) {
        double bid = tick.up(quote.bid() + LEAST_TICK);
        return Requote.bare(quote, bid, tick.above(bid, quote.ask()));
    }

    private OptionQuote lowered(OptionQuote quote) {
        double ask = tick.down(quote.ask() - LEAST_TICK);
        return Requote.bare(quote, quote.bid() < ask ? quote.bid() : tick.down(ask - LEAST_TICK), ask);
    }

    /**
     * The portfolio with quotes at which it brings at least so much at the mid, though nothing at bid and ask: quotes are widened on the
     * side on which it does not trade, which can make nothing else pay.
     */
    Optional<Portfolio> payingAtMid(Portfolio portfolio, double target) {
        Portfolio now = portfolio;
        for (int step = 0; step < MOST_TICKS && now.midProfit() < target; step++) {
            Optional<Portfolio> next = widened(portfolio, now);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            now = next.get();
        }
        return Optional.of(now).filter(moved -> moved.midProfit() >= target && moved.profit() <= 0);
    }

    private Optional<Portfolio> widened(Portfolio before, Portfolio now) {
        return steps(before, now, this::wider).stream().findFirst().map(step -> now.with(step.index, step.moved));
    }

    private Leg wider(Leg leg) {
        OptionQuote quote = leg.quote();
        OptionQuote moved = leg.bought()
                ? Requote.bare(quote, tick.down(quote.bid() - LEAST_TICK), quote.ask())
                : Requote.bare(quote, quote.bid(), tick.up(quote.ask() + LEAST_TICK));
        return new Leg(moved, leg.quantity());
    }
}
