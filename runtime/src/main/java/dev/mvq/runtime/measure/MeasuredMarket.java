package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.simulation.path.LatentState;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is measured on: any stream of days.
 *
 * @param name what the rows are
 * @param days the days in date order, with those before the first measured one that features look back on; asked for once
 *     and then once a seed, closed each time
 * @param isMeasured which days' rows are searched in
 * @param isSubject which of those days' rows are searched for
 * @param volatilityIndex close of a volatility index by day, from another source than the days; empty where there is none
 * @param learntThrough last of its days that the encoders learnt from; empty where only their card knows
 * @param states what a made market knows of itself; empty for real ones
 */
public record MeasuredMarket(
        String name,
        Supplier<Stream<MarketDay>> days,
        Predicate<LocalDate> isMeasured,
        Predicate<LocalDate> isSubject,
        NavigableMap<LocalDate, Double> volatilityIndex,
        Optional<LocalDate> learntThrough,
        Supplier<Stream<LatentState>> states) {
    /** A market all of whose days are searched in and for. */
    public static MeasuredMarket of(String name, Supplier<Stream<MarketDay>> days) {
        return new MeasuredMarket(
                name, days, date -> true, date -> true, new TreeMap<>(), Optional.empty(), Stream::empty);
    }

    /** With only these days' rows searched in. */
    public MeasuredMarket measuring(Predicate<LocalDate> wanted) {
        return new MeasuredMarket(name, days, wanted, isSubject, volatilityIndex, learntThrough, states);
    }

    /** With only these days' rows searched for. */
    public MeasuredMarket subjects(Predicate<LocalDate> wanted) {
        return new MeasuredMarket(name, days, isMeasured, wanted, volatilityIndex, learntThrough, states);
    }

    /** With a volatility index beside it. */
    public MeasuredMarket beside(NavigableMap<LocalDate, Double> index) {
        return new MeasuredMarket(name, days, isMeasured, isSubject, index, learntThrough, states);
    }

    /** With the last of its days that the encoders learnt from; {@link LocalDate#MIN} for none. */
    public MeasuredMarket learntThrough(LocalDate last) {
        return new MeasuredMarket(name, days, isMeasured, isSubject, volatilityIndex, Optional.of(last), states);
    }

    /** With what a made market knows of itself. */
    public MeasuredMarket knowing(Supplier<Stream<LatentState>> truth) {
        return new MeasuredMarket(name, days, isMeasured, isSubject, volatilityIndex, learntThrough, truth);
    }
}
