package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.pricing.ExpiryForward;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The European options of one underlying that settle at one moment.
 *
 * @param quotes the options
 * @param forward the underlying's forward to that moment, from the quotes
 * @param discount present value of 1 paid then
 * @param years time to expiry; 0 where the underlying's price of settlement is the one of the quotes
 */
record Maturity(List<OptionQuote> quotes, double forward, double discount, double years) {
    private record Moment(LocalDate date, boolean close) implements Comparable<Moment> {
        private static Moment of(Contract contract) {
            // Saturdays were printed until January 2015; the last prices were Friday's.
            LocalDate printed = contract.expiry();
            boolean saturday = printed.getDayOfWeek() == DayOfWeek.SATURDAY;
            return new Moment(saturday ? printed.minusDays(1) : printed, !Exercise.settlesAtOpen(contract.root()));
        }

        @Override
        public int compareTo(Moment other) {
            int byDate = date.compareTo(other.date);
            return byDate != 0 ? byDate : Boolean.compare(close, other.close);
        }
    }

    /** By moment of settlement, first to last: on one day the open comes before the close. */
    static List<Maturity> of(List<OptionQuote> quotes) {
        return quotes.stream()
                .collect(Collectors.groupingBy(q -> Moment.of(q.contract()), TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(Maturity::ofOne)
                .toList();
    }

    private static Maturity ofOne(List<OptionQuote> quotes) {
        ExpiryForward market = ExpiryForward.of(quotes.getFirst());
        return new Maturity(quotes, market.forward(), market.discount(), market.years());
    }

    /** Where payoffs have their kinks: strikes in forwards. */
    DoubleStream kinks() {
        return quotes.stream().mapToDouble(quote -> kink(quote.contract()));
    }

    /** The contract's strike in forwards. */
    double kink(Contract contract) {
        return contract.strike() / forward;
    }

    /** Present value of the contract's payoff where the underlying settles at {@code x} forwards; currency per share. */
    double payoff(Contract contract, double x) {
        return discount * forward * Math.max(0, contract.right().sign() * (x - kink(contract)));
    }

    /** Change of that payoff per forward, far up. */
    double slope(Contract contract) {
        return contract.right().sign() > 0 ? discount * forward : 0;
    }
}
