package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.simulation.path.MarketClock;
import dev.mvq.runtime.simulation.path.NamePath;
import dev.mvq.runtime.simulation.path.Noise;
import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The contracts of one name that are listed on a session: a pure function of the session, about as many pairs (a call and a put) as
 * the budget says. Ladders are kept from one question to the next, those of the last session asked about only; going back in time
 * follows them anew. One thread at a time may ask; {@link #another()} is for the next thread.
 */
public final class Chain {
    private final Plan plan;
    private final Spots spots;
    private final Ladder.Terms terms;
    private Map<Expiry, Ladder> ladders = new HashMap<>();

    /**
     * What a name's chains share.
     *
     * @param key what is drawn for the name's contracts is drawn below this
     * @param densities strikes wished for with an expiry, by the day of its listing
     */
    record Plan(
            Style style, ListedExpiries calendar, Schedule schedule, ToDoubleFunction<LocalDate> densities, long key) {}

    /**
     * The chain of a name.
     *
     * @param pairs about how many pairs to list on a day
     */
    public Chain(NamePath path, MarketClock clock, ListedExpiries calendar, int pairs) {
        this(plan(path.name(), calendar, path.key(), pairs), new PathSpots(path, clock));
    }

    Chain(Plan plan, Spots spots) {
        this.plan = plan;
        this.spots = spots;
        this.terms = new Ladder.Terms(plan.style, plan.calendar, spots, new Splits(spots), new Intervals(plan.style));
    }

    static Plan plan(Roster.Name name, ListedExpiries calendar, long key, int pairs) {
        Style style = Style.of(name);
        Schedule schedule = new Schedule(calendar, style, Profile.of(pairs));
        Densities densities = new Densities(style, calendar, schedule, name.anchor(), pairs);
        return new Plan(style, calendar, schedule, densities::on, Noise.key(key, "listed contracts"));
    }

    /** A chain that gives the same and shares nothing that changes. */
    public Chain another() {
        return new Chain(plan, spots);
    }

    /** What is listed on a session, by last session and root. */
    public List<ListedExpiry> on(int session) {
        List<ListedExpiry> listed = new ArrayList<>();
        for (Ladder ladder : followed(session)) {
            ladder.write(listed::add);
        }
        return Collections.unmodifiableList(listed);
    }

    /** How many pairs are listed on a session. */
    int pairs(int session) {
        return followed(session).stream().mapToInt(Ladder::size).sum();
    }

    private List<Ladder> followed(int session) {
        List<Expiry> live = plan.schedule.on(session);
        List<Ladder> followed = new ArrayList<>(live.size());
        Map<Expiry, Ladder> kept = new HashMap<>(2 * live.size());
        for (Expiry expiry : live) {
            Ladder ladder = ladders.get(expiry);
            if (ladder == null || ladder.session() > session) {
                ladder = ladder(expiry);
            }
            ladder.follow(session);
            kept.put(expiry, ladder);
            followed.add(ladder);
        }
        ladders = kept;
        return followed;
    }

    private Ladder ladder(Expiry expiry) {
        double density = plan.densities.applyAsDouble(plan.calendar.day(expiry.listed()));
        return new Ladder(expiry, terms, density, Noise.key(plan.key, expiry.root()));
    }
}
