package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The parts of an underlying's day that all its rows share, made when the first of them is asked for; safe to ask from threads. */
final class UnderlyingDay {
    private final UnderlyingHistory history;
    private final List<OptionQuote> quotes;
    private final LongAdder made;
    private @Nullable Parts parts;

    /**
     * @param session number of the day's session
     * @param closes sessions with a price in the window
     * @param path the underlying's channels of the price path
     * @param flow the underlying's channels of the microstructure
     * @param indicators the underlying's technical indicators
     * @param smiles today's smile of each expiry
     * @param monthVolatility at-the-money volatility of the expiry nearest to 30 days, NaN where no expiry has a smile
     */
    record Parts(
            int session,
            UnderlyingWindow window,
            int closes,
            float[] path,
            float[] flow,
            float[] indicators,
            Map<LocalDate, Smile> smiles,
            double monthVolatility) {

        Smile smile(LocalDate expiry) {
            return smiles.getOrDefault(expiry, Smile.UNKNOWN);
        }
    }

    /** @param made counts the parts made */
    UnderlyingDay(UnderlyingHistory history, List<OptionQuote> quotes, LongAdder made) {
        this.history = history;
        this.quotes = quotes;
        this.made = made;
    }

    /** The shared parts of the history's newest session. */
    synchronized Parts parts() {
        Parts known = parts;
        if (known == null) {
            known = make();
            parts = known;
            made.increment();
        }
        return known;
    }

    private Parts make() {
        UnderlyingWindow window = new UnderlyingWindow(history.window());
        Map<LocalDate, Smile> smiles = Smile.byExpiry(quotes);
        double month = smiles.values().stream()
                .filter(smile -> smile.level() > 0)
                .min(Comparator.comparingDouble((Smile smile) -> Math.abs(smile.days() - 30))
                        .thenComparingDouble(Smile::days))
                .map(Smile::level)
                .orElse(Double.NaN);
        return new Parts(
                history.lastSession(),
                window,
                window.closes(),
                PriceFeatures.underlyingPath(window),
                MicrostructureFeatures.underlyingFlow(window),
                UnderlyingIndicators.compute(window),
                smiles,
                month);
    }
}
