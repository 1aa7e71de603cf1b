package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.OptionQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A portfolio whose payoff is never below 0 once {@code carry} is settled: whatever it brings today is profit.
 *
 * @param legs its options
 * @param carry underlying and cash beside them
 */
record Portfolio(ArbitrageKind kind, List<Leg> legs, Optional<Carry> carry) {
    /** An option and how many of it, bought above 0. */
    record Leg(OptionQuote quote, double quantity) {
        boolean bought() {
            return quantity > 0;
        }

        double price() {
            return bought() ? quote.ask() : quote.bid();
        }
    }

    Portfolio {
        legs = List.copyOf(legs);
    }

    static Portfolio of(ArbitrageKind kind, Leg... legs) {
        return new Portfolio(kind, List.of(legs), Optional.empty());
    }

    static Leg buy(double quantity, OptionQuote quote) {
        return new Leg(quote, quantity);
    }

    static Leg sell(OptionQuote quote) {
        return new Leg(quote, -1);
    }

    /** Profit at bid and ask, currency per share. */
    double profit() {
        return worth(Leg::price);
    }

    /** Profit were all to trade at the mid. */
    double midProfit() {
        return worth(leg -> leg.quote().mid());
    }

    private double worth(ToDoubleFunction<Leg> price) {
        double sum = carry.map(Carry::proceeds).orElse(0.0);
        for (Leg leg : legs) {
            sum -= leg.quantity() * price.applyAsDouble(leg);
        }
        // Rounded, so that neither an exponential's last bit nor binary cents reach a byte.
        return Math.rint(sum * 1e6) / 1e6 + 0.0;
    }

    /** The same with one leg quoted otherwise. */
    Portfolio with(int index, OptionQuote quote) {
        List<Leg> changed = new ArrayList<>(legs);
        changed.set(index, new Leg(quote, legs.get(index).quantity()));
        return new Portfolio(kind, changed, carry);
    }

    PlantedArbitrage planted(List<MovedQuote> moved) {
        return new PlantedArbitrage(
                kind,
                legs.getFirst().quote().underlyingId(),
                legs.stream()
                        .map(leg -> new PlantedLeg(leg.quote().contract(), leg.quantity(), leg.price()))
                        .toList(),
                carry,
                profit(),
                midProfit(),
                moved);
    }
}
