package dev.mvq.runtime.simulation.path;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.TradingCalendar;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Worlds that several tests look at, each drawn once. */
final class Worlds {
    static final LocalDate LAST_DAY = LocalDate.of(2024, 1, 31);
    static final int NAMES = 40;

    private static final Map<Long, World> DRAWN = new ConcurrentHashMap<>();

    private Worlds() {}

    /** The first forty names of a seed, to the end of January 2024. */
    static World of(long seed) {
        return DRAWN.computeIfAbsent(seed, key -> draw(key, NAMES, LAST_DAY));
    }

    static World draw(long seed, int names, LocalDate lastDay) {
        return World.draw(seed, names, new MarketClock(lastDay, 1, 0, TradingCalendar.newYork()));
    }

    static NamePath path(World world, String ticker) {
        return world.paths().stream()
                .filter(path -> path.name().ticker().equals(ticker))
                .findFirst()
                .orElseThrow();
    }

    /** Log return to the session's close with its dividend, in the shares of the close before. */
    static double totalReturn(NamePath path, int t) {
        Bar bar = path.bar(t);
        return Math.log((bar.close() + bar.dividend()) * bar.splitFactor() / path.close(t - 1));
    }
}
