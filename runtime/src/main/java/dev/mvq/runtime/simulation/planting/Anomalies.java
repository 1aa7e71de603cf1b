package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.simulation.planting.PlantedAnomaly.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plants one anomaly in one underlying's chain. The factors are far beyond what the made market draws of itself. */
final class Anomalies {
    /** What is odd is so where somebody looks: |delta| within so much of a half. */
    private static final double NEAR = 0.4;

    private static final double VOLATILITY = 1.6;
    private static final double VOLUME = 30;
    private static final double LEAST_VOLUME = 500;
    private static final double OPEN_INTEREST = 12;
    private static final double LEAST_OPEN_INTEREST = 2_000;
    private static final double SPREAD = 6;
    private static final double SIZE = 40;
    private static final double EXPIRY = 10;
    /** A chain of fewer contracts seen on both days has not been left standing. */
    private static final int LEAST_CHAIN = 4;

    private final Underlying underlying;
    private final List<OptionQuote> quotes;
    private final Supplier<MarketDay> before;
    private final Noise noise;
    private final Map<Contract, OptionQuote> changed;

    /** @param changed receives the quotes that differ */
    Anomalies(
            Underlying underlying,
            List<OptionQuote> quotes,
            Supplier<MarketDay> before,
            Noise noise,
            Map<Contract, OptionQuote> changed) {
        this.underlying = underlying;
        this.quotes = quotes;
        this.before = before;
        this.noise = noise;
        this.changed = changed;
    }

    Optional<PlantedAnomaly> plant(AnomalyKind kind) {
        return switch (kind) {
            case VOLATILITY_SPIKE -> one(kind, this::dear);
            case VOLUME_BURST -> one(kind, quote -> traded(quote, VOLUME, LEAST_VOLUME));
            case OPEN_INTEREST_JUMP -> one(kind, Anomalies::held);
            case SIZE_IMBALANCE -> one(kind, Anomalies::leaning);
            case SPREAD_BLOWOUT -> expiry(kind, this::wide);
            case EXPIRY_VOLUME -> expiry(kind, quote -> traded(quote, EXPIRY, 0));
            case STALE_CHAIN -> stale();
        };
    }

    private Optional<PlantedAnomaly> one(AnomalyKind kind, Function<OptionQuote, OptionQuote> change) {
        List<OptionQuote> liquid = liquid();
        return liquid.isEmpty() ? Optional.empty() : planted(kind, List.of(drawn(liquid)), change);
    }

    /** All contracts of a drawn contract's expiry. */
    private Optional<PlantedAnomaly> expiry(AnomalyKind kind, Function<OptionQuote, OptionQuote> change) {
        List<OptionQuote> liquid = liquid();
        if (liquid.isEmpty()) {
            return Optional.empty();
        }
        Contract of = drawn(liquid).contract();
        List<OptionQuote> members = quotes.stream()
                .filter(quote -> quote.contract().expiry().equals(of.expiry())
                        && quote.contract().root().equals(of.root()))
                .toList();
        return planted(kind, members, change);
    }

    private List<OptionQuote> liquid() {
        QuotedChain chain = new QuotedChain(quotes);
        return chain.sides().stream()
                .flatMap(side -> chain.liquid(side).stream())
                .filter(quote -> quote.iv() > 0
                        && quote.volume() > 0
                        && Math.abs(Math.abs(quote.greeks().delta()) - 0.5) < NEAR)
                .toList();
    }

    private OptionQuote drawn(List<OptionQuote> from) {
        return from.get((int) (from.size() * noise.uniform()));
    }

    private Optional<PlantedAnomaly> planted(
            AnomalyKind kind, List<OptionQuote> members, Function<OptionQuote, OptionQuote> change) {
        List<Change> changes = new ArrayList<>();
        for (OptionQuote quote : members) {
            OptionQuote after = change.apply(quote);
            List<Change> own = changes(quote, after, kind == AnomalyKind.VOLATILITY_SPIKE);
            if (!own.isEmpty()) {
                changes.addAll(own);
                changed.put(after.contract(), after);
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(new PlantedAnomaly(kind, underlying.id(), changes));
    }

    /** The ask goes up until the mid's volatility stands out; the bid stays, so that nobody can sell dearer than before. */
    private OptionQuote dear(OptionQuote quote) {
        OptionQuote now = quote;
        double ask = quote.ask();
        while (now.iv() < VOLATILITY * quote.iv() && ask < 4 * quote.ask()) {
            ask = underlying.tick().up(ask * 1.04 + 0.01);
            now = Requote.at(quote, quote.bid(), ask);
        }
        return now.iv() > quote.iv() ? now : quote;
    }

    private OptionQuote wide(OptionQuote quote) {
        double more = 0.5 * (SPREAD - 1) * quote.spread();
        double bid = underlying.tick().down(quote.bid() - more);
        return Requote.at(quote, bid, underlying.tick().up(quote.ask() + more));
    }

    private static OptionQuote traded(OptionQuote quote, double factor, double least) {
        double volume = Math.rint(Math.max(quote.volume() * factor, least));
        return Requote.active(
                quote, quote.last(), new double[] {quote.bidSize(), quote.askSize()}, volume, quote.openInterest());
    }

    private static OptionQuote held(OptionQuote quote) {
        double open = Math.rint(Math.max(quote.openInterest() * OPEN_INTEREST, LEAST_OPEN_INTEREST));
        return Requote.active(
                quote, quote.last(), new double[] {quote.bidSize(), quote.askSize()}, quote.volume(), open);
    }

    private static OptionQuote leaning(OptionQuote quote) {
        double[] sizes = {Math.rint(SIZE * Math.max(quote.bidSize(), quote.askSize())), 1};
        return Requote.active(quote, quote.last(), sizes, quote.volume(), quote.openInterest());
    }

    private Optional<PlantedAnomaly> stale() {
        if (quotes.size() < LEAST_CHAIN) {
            return Optional.empty();
        }
        Map<Contract, OptionQuote> yesterday = before.get().options().stream()
                .filter(quote -> quote.underlyingId().equals(underlying.id()))
                .collect(Collectors.toMap(OptionQuote::contract, quote -> quote));
        List<OptionQuote> standing = quotes.stream()
                .filter(quote -> yesterday.containsKey(quote.contract()))
                .toList();
        return standing.size() < LEAST_CHAIN
                ? Optional.empty()
                : planted(AnomalyKind.STALE_CHAIN, standing, quote -> standing(quote, yesterday));
    }

    /** At least as wide as both days' quotes: what is only widened gives nobody anything. */
    private static OptionQuote standing(OptionQuote today, Map<Contract, OptionQuote> yesterday) {
        OptionQuote old = yesterday.getOrDefault(today.contract(), today);
        OptionQuote quoted = Requote.at(today, Math.min(today.bid(), old.bid()), Math.max(today.ask(), old.ask()));
        double[] sizes = {quoted.bid() > 0 ? Math.max(1, old.bidSize()) : 0, Math.max(1, old.askSize())};
        return Requote.active(quoted, old.last(), sizes, 0, today.openInterest());
    }

    private static List<Change> changes(OptionQuote before, OptionQuote after, boolean volatility) {
        List<Change> changes = new ArrayList<>();
        Stream.of(
                        new Field("bid", OptionQuote::bid),
                        new Field("ask", OptionQuote::ask),
                        new Field("last", OptionQuote::last),
                        new Field("bid_size", OptionQuote::bidSize),
                        new Field("ask_size", OptionQuote::askSize),
                        new Field("volume", OptionQuote::volume),
                        new Field("open_interest", OptionQuote::openInterest),
                        new Field("iv", volatility ? OptionQuote::iv : quote -> 0))
                .forEach(field -> field.compare(before, after).ifPresent(changes::add));
        return changes;
    }

    private record Field(String name, ToDoubleFunction<OptionQuote> value) {
        private Optional<Change> compare(OptionQuote before, OptionQuote after) {
            double was = value.applyAsDouble(before);
            double is = value.applyAsDouble(after);
            return Double.compare(was, is) == 0
                    ? Optional.empty()
                    : Optional.of(new Change(before.contract(), name, was, is));
        }
    }
}
