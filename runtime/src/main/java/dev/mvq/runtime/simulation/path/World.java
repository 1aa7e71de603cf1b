package dev.mvq.runtime.simulation.path;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The latent world of a seed: the climate and the path of each name. It is drawn whole, some half a megabyte a name, and then any session
 * can be asked for in any order. A name's path is the same whatever other names there are, and a world that ends earlier is the
 * beginning of one that ends later.
 */
public final class World {
    private final MarketClock clock;
    private final Climate climate;
    private final List<NamePath> paths;

    private World(MarketClock clock, Climate climate, List<NamePath> paths) {
        this.clock = clock;
        this.climate = climate;
        this.paths = paths;
    }

    /**
     * Draws a world; names are drawn side by side.
     *
     * @param underlyings how many names of the roster, 1..{@link Roster#SIZE}
     */
    public static World draw(long seed, int underlyings, MarketClock clock) {
        Climate climate = new Climate(seed, clock.count());
        List<NamePath> paths = Roster.first(underlyings).parallelStream()
                .map(name -> new NamePath(seed, name, clock, climate))
                .toList();
        return new World(clock, climate, paths);
    }

    public MarketClock clock() {
        return clock;
    }

    public Climate climate() {
        return climate;
    }

    /** The names' paths, in the order of the roster. */
    public List<NamePath> paths() {
        return paths;
    }

    /** When the market's state changed, up to the last session. */
    public List<RegimeChange> changes() {
        return climate.changes()
                .filter(t -> t <= clock.last())
                .mapToObj(t -> new RegimeChange(t, clock.day(t), climate.regime(t - 1), climate.regime(t)))
                .toList();
    }

    /** What the market knows of itself, by session and, within it, by name, for sessions {@code from..to}. */
    public Stream<LatentState> states(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .boxed()
                .flatMap(session -> paths.stream().map(path -> path.state(session)));
    }
}
