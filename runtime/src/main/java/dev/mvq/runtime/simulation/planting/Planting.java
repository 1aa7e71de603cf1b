package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.simulation.path.Noise;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plants in clean days. What is planted on a day is a pure function of the seed, the counts, the option days and that day: whatever else
 * is made, in whatever order. An underlying takes at most one thing a day, so that each can be found for itself.
 */
public final class Planting {
    /** The least a planted arbitrage brings, and what is drawn on top of it, currency per share. */
    private static final double LEAST_PROFIT = 0.02;

    private static final double MORE_PROFIT = 0.06;
    /** One of so many candidates, those that need the least, is taken. */
    private static final int NEAREST = 4;

    private final List<LocalDate> days;
    private final Function<LocalDate, List<Underlying>> underlyings;
    private final List<ArbitrageKind> kinds;
    private final Schedule arbitrage;
    private final Schedule nearMisses;
    private final Schedule anomalies;

    private Planting(
            long seed, PlantingCounts counts, List<LocalDate> days, Function<LocalDate, List<Underlying>> underlyings) {
        this.days = List.copyOf(days);
        this.underlyings = underlyings;
        this.kinds = Arrays.stream(ArbitrageKind.values())
                .filter(kind -> days.stream()
                        .limit(1)
                        .flatMap(day -> underlyings.apply(day).stream())
                        .anyMatch(kind::pays))
                .toList();
        this.arbitrage = new Schedule(Noise.key(seed, "planted arbitrage"), counts.arbitrage(), days.size());
        this.nearMisses = new Schedule(Noise.key(seed, "planted near-misses"), counts.nearMisses(), days.size());
        this.anomalies = new Schedule(Noise.key(seed, "planted anomalies"), counts.anomalies(), days.size());
    }

    /**
     * @param days the days that have options, in order, over which things are spread
     * @param underlyings the names as they are on a day, in an order that does not change
     */
    public static Planting of(
            long seed, PlantingCounts counts, List<LocalDate> days, Function<LocalDate, List<Underlying>> underlyings) {
        return new Planting(seed, counts, days, underlyings);
    }

    /**
     * The day with all that belongs on it.
     *
     * @param clean as the market made it
     * @param before the clean day of the session before; asked for only where it is needed
     */
    public Planted plant(MarketDay clean, Supplier<MarketDay> before) {
        int index = days.indexOf(clean.date());
        boolean any = index >= 0
                && Stream.of(arbitrage, nearMisses, anomalies)
                        .anyMatch(schedule -> !schedule.on(index).isEmpty());
        return any ? new Bed(clean, before).planted(index) : new Planted(clean, List.of(), List.of(), List.of());
    }

    /** One day as it is being planted. */
    private final class Bed {
        private final MarketDay clean;
        private final Supplier<MarketDay> before;
        private final Map<String, List<OptionQuote>> chains;
        private final Map<Contract, OptionQuote> changed = new LinkedHashMap<>();
        private final Set<String> taken = new HashSet<>();

        private Bed(MarketDay clean, Supplier<MarketDay> before) {
            this.clean = clean;
            this.before = before;
            this.chains = clean.options().stream().collect(Collectors.groupingBy(OptionQuote::underlyingId));
        }

        private Planted planted(int index) {
            List<PlantedArbitrage> paying = new ArrayList<>();
            arbitrage
                    .on(index)
                    .forEach(event -> portfolio(arbitrage, event, true).ifPresent(paying::add));
            List<PlantedArbitrage> missing = new ArrayList<>();
            nearMisses
                    .on(index)
                    .forEach(event -> portfolio(nearMisses, event, false).ifPresent(missing::add));
            List<PlantedAnomaly> odd = new ArrayList<>();
            anomalies.on(index).forEach(event -> anomaly(event).ifPresent(odd::add));
            return new Planted(changed.isEmpty() ? clean : changedDay(), paying, missing, odd);
        }

        private MarketDay changedDay() {
            List<OptionQuote> options = clean.options().stream()
                    .map(quote -> changed.getOrDefault(quote.contract(), quote))
                    .toList();
            return new MarketDay(clean.date(), clean.bars(), options);
        }

        /** The event's own kind where any underlying allows it, else the next in turn. */
        private Optional<PlantedArbitrage> portfolio(Schedule schedule, int event, boolean pays) {
            Noise noise = schedule.noise(event);
            double target = LEAST_PROFIT + Math.rint(100 * MORE_PROFIT * noise.uniform()) / 100;
            List<Underlying> order = free(noise);
            for (int turn = 0; turn < kinds.size(); turn++) {
                ArbitrageKind kind = kinds.get((event + turn) % kinds.size());
                for (Underlying underlying : order) {
                    if (kind.pays(underlying)) {
                        Optional<PlantedArbitrage> planted = portfolio(underlying, kind, target, pays, noise.uniform());
                        if (planted.isPresent()) {
                            taken.add(underlying.id());
                            return planted;
                        }
                    }
                }
            }
            return Optional.empty();
        }

        /** Underlyings with options and nothing planted, in a drawn order. */
        private List<Underlying> free(Noise noise) {
            List<Underlying> free = new ArrayList<>(underlyings.apply(clean.date()).stream()
                    .filter(each -> chains.containsKey(each.id()) && !taken.contains(each.id()))
                    .toList());
            for (int i = free.size() - 1; i > 0; i--) {
                int j = (int) ((i + 1) * noise.uniform());
                free.set(j, free.set(i, free.get(j)));
            }
            return free;
        }

        private Optional<PlantedArbitrage> portfolio(
                Underlying underlying, ArbitrageKind kind, double target, boolean pays, double draw) {
            QuotedChain chain = new QuotedChain(chains.getOrDefault(underlying.id(), List.of()));
            List<Portfolio> candidates = new Candidates(underlying, chain).of(kind, pays);
            int nearest = Math.min(NEAREST, candidates.size());
            for (int i = 0; i < candidates.size(); i++) {
                int at = i < nearest ? (i + (int) (draw * nearest)) % nearest : i;
                Optional<PlantedArbitrage> planted =
                        new Bedding(underlying, chain).plant(candidates.get(at), target, pays, changed);
                if (planted.isPresent()) {
                    return planted;
                }
            }
            return Optional.empty();
        }

        private Optional<PlantedAnomaly> anomaly(int event) {
            Noise noise = anomalies.noise(event);
            AnomalyKind[] all = AnomalyKind.values();
            List<Underlying> order = free(noise);
            for (int turn = 0; turn < all.length; turn++) {
                for (Underlying underlying : order) {
                    Anomalies grower = new Anomalies(
                            underlying, chains.getOrDefault(underlying.id(), List.of()), before, noise, changed);
                    Optional<PlantedAnomaly> planted = grower.plant(all[(event + turn) % all.length]);
                    if (planted.isPresent()) {
                        taken.add(underlying.id());
                        return planted;
                    }
                }
            }
            return Optional.empty();
        }
    }
}
