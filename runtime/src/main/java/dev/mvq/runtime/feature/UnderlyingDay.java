package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of an underlying's day that all its rows share, made when the first of them is asked for; safe to ask from threads. */
final class UnderlyingDay {
    private final UnderlyingHistory history;
    private final List<OptionQuote> quotes;
    private @Nullable Parts parts;

    /**
     * @param session number of the day's session
     * @param closes sessions with a price in the window
     * @param path the underlying's channels of the price path
     * @param indicators the underlying's technical indicators
     * @param smiles today's smile of each expiry
     * @param monthVolatility at-the-money volatility of the expiry nearest to 30 days, NaN where no expiry has a smile
     */
    record Parts(
            int session,
            UnderlyingWindow window,
            int closes,
            float[] path,
            float[] indicators,
            Map<LocalDate, Smile> smiles,
            double monthVolatility) {

        Smile smile(LocalDate expiry) {
            return smiles.getOrDefault(expiry, Smile.UNKNOWN);
        }
    }

    UnderlyingDay(UnderlyingHistory history, List<OptionQuote> quotes) {
        this.history = history;
        this.quotes = quotes;
    }

    /** The shared parts of the history's newest session. */
    synchronized Parts parts() {
        Parts made = parts;
        if (made == null) {
            made = make();
            parts = made;
        }
        return made;
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
                UnderlyingIndicators.compute(window),
                smiles,
                month);
    }
}
