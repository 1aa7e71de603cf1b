package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.planting.Portfolio.Leg;
import dev.mvq.runtime.simulation.quoting.TickSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Moves a portfolio's quotes, tick by tick, until it pays. Spreads are narrowed first, the widest leg by leg; the far side of a quote gives
 * way only where bid and ask would meet.
 */
final class Mover {
    private static final int MOST_TICKS = 400;
    private static final double LEAST_TICK = 0.01;
    /** No quote goes farther than this share of its mid from where it was. */
    private static final double FARTHEST = 0.5;

    private final TickSize tick;

    Mover(TickSize tick) {
        this.tick = tick;
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

    /** The widest leg that may go a tick farther goes it. */
    private Optional<Portfolio> step(Portfolio before, Portfolio now, Guard guard) {
        List<Integer> widestFirst = IntStream.range(0, now.legs().size())
                .boxed()
                .sorted((a, b) ->
                        Double.compare(room(now.legs().get(b)), room(now.legs().get(a))))
                .toList();
        for (int index : widestFirst) {
            Leg leg = now.legs().get(index);
            OptionQuote moved = leg.bought() ? lowered(leg.quote()) : raised(leg.quote());
            if (isNear(before.legs().get(index).quote(), moved) && guard.allows(moved)) {
                return Optional.of(now.with(index, moved));
            }
        }
        return Optional.empty();
    }

    private static double room(Leg leg) {
        return Math.abs(leg.quantity()) * leg.quote().spread();
    }

    private static boolean isNear(OptionQuote before, OptionQuote moved) {
        return moved.bid() >= LEAST_TICK && Math.abs(moved.mid() - before.mid()) <= FARTHEST * before.mid();
    }

    private OptionQuote raised(OptionQuote quote) {
        double bid = tick.up(quote.bid() + LEAST_TICK);
        return Requote.at(quote, bid, tick.above(bid, quote.ask()));
    }

    private OptionQuote lowered(OptionQuote quote) {
        double ask = tick.down(quote.ask() - LEAST_TICK);
        return Requote.at(quote, quote.bid() < ask ? quote.bid() : tick.down(ask - LEAST_TICK), ask);
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

    /** The narrowest leg that may go a tick farther goes it. */
    private Optional<Portfolio> widened(Portfolio before, Portfolio now) {
        List<Integer> narrowestFirst = IntStream.range(0, now.legs().size())
                .boxed()
                .sorted((a, b) -> Double.compare(
                        now.legs().get(a).quote().spread(),
                        now.legs().get(b).quote().spread()))
                .toList();
        for (int index : narrowestFirst) {
            Leg leg = now.legs().get(index);
            OptionQuote quote = leg.quote();
            OptionQuote moved = leg.bought()
                    ? Requote.at(quote, tick.down(quote.bid() - LEAST_TICK), quote.ask())
                    : Requote.at(quote, quote.bid(), tick.up(quote.ask() + LEAST_TICK));
            if (isNear(before.legs().get(index).quote(), moved)) {
                return Optional.of(now.with(index, moved));
            }
        }
        return Optional.empty();
    }
}
