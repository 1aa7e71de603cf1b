package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.simulation.path.Regime;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The made market by its true regime, which no real data have. */
final class RegimeFacts {
    private static final String SECTION = "SPY 2000 to 2018 by true regime (made only)";

    private RegimeFacts() {}

    static Facts of(List<SurfaceDay> days, Map<LocalDate, Regime> regimes) {
        Facts facts = Facts.none();
        for (Regime regime : Regime.values()) {
            List<SurfaceDay> chosen = days.stream()
                    .filter(day -> regimes.get(day.date()) == regime)
                    .toList();
            String name = regime.name().toLowerCase(Locale.ROOT);
            facts.put(SECTION, name + ": share of days", Statistics.share(chosen.size(), days.size()))
                    .put(SECTION, name + ": at the money, 30 days", over(chosen, SurfaceDay::level))
                    .put(SECTION, name + ": 25-delta put less call over at the money", over(chosen, SurfaceDay::skew))
                    .put(SECTION, name + ": rise of at the money from 30 to 180 days", over(chosen, SurfaceDay::term));
        }
        return facts;
    }

    private static double over(List<SurfaceDay> days, ToDoubleFunction<SurfaceDay> measure) {
        return Statistics.median(days.stream().mapToDouble(measure).toArray());
    }
}
