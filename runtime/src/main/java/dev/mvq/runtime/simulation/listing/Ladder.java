package dev.mvq.runtime.simulation.listing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The strikes of one expiry, followed from its listing. At each of a few stages strikes are listed in a window around the last close,
 * closer together and in a narrower window as the end comes nearer; between the stages a frontier moves with the lowest and the highest
 * close since, and wider-spaced strikes are listed up to it. What a session lists depends on the closes before it alone, so it
 * does not matter from where the ladder is followed.
 */
final class Ladder {
    /** Calendar days to go at which closer strikes are listed. */
    private static final int[] STAGES = {250, 120, 60, 30, 10};
    /** A stage is left out when it would come this soon, as a share of the expiry's whole life. */
    private static final double LATEST_STAGE = 0.75;
    /** Strikes wished for at later stages, over those at listing. */
    private static final double REFINEMENT = 0.35;
    /** The frontier is this share of the stage's half width, at least a step, away from the lowest and the highest close. */
    private static final double REACH = 0.5;
    /** Half width of a window in deviations for {@link #USUAL_STRIKES}; more strikes reach further out. */
    private static final double HALF_WIDTH = 1.4;

    private static final double USUAL_STRIKES = 5;
    private static final double MOST_DEVIATIONS = 3.5;
    /** No strike is listed outside these multiples of the spot. */
    private static final double LOWEST = 0.2;

    private static final double HIGHEST = 3;

    private final Expiry expiry;
    private final Terms terms;
    private final double density;
    private final Issuer issuer;
    private final List<Book> adjusted = new ArrayList<>();
    private final long life;
    private final boolean promised;
    private Book standard;
    private int begun;
    private int session;
    private int stage;
    private long step;
    private double reach;
    private double low;
    private double high;

    /** What the ladders of a name share. */
    record Terms(Style style, ListedExpiries calendar, Spots spots, Splits splits, Intervals intervals) {}

    /**
     * The ladder before its first session.
     *
     * @param density strikes wished for at listing
     */
    Ladder(Expiry expiry, Terms terms, double density, long rootKey) {
        this.expiry = expiry;
        this.terms = terms;
        this.density = density;
        this.issuer = new Issuer(expiry, rootKey);
        this.standard = new Book(expiry.root());
        this.session = expiry.listed() - 1;
        this.begun = expiry.listed();
        this.promised = Promise.DEMO.concerns(expiry);
        this.life = daysToGo(expiry.listed());
    }

    Expiry expiry() {
        return expiry;
    }

    /** The session up to which it has been followed. */
    int session() {
        return session;
    }

    /** Follows it up to a session, which must not lie before {@link #session()}. */
    void follow(int upTo) {
        while (session < upTo) {
            session++;
            adjust(terms.spots.splitFactor(session));
            list();
            if (promised) {
                list(Promise.DEMO.thousandths());
            }
        }
    }

    int size() {
        return standard.size() + adjusted.stream().mapToInt(Book::size).sum();
    }

    /** What is listed on {@link #session()}: the standard contracts, then those of each adjusted root. */
    void write(Consumer<ListedExpiry> out) {
        if (standard.size() > 0) {
            out.accept(standard.written(expiry, issuer));
        }
        for (Book book : adjusted) {
            out.accept(book.written(expiry, issuer));
        }
    }

    private long daysToGo(int on) {
        LocalDate day = terms.calendar.day(on);
        return expiry.printed().toEpochDay() - day.toEpochDay();
    }

    private void list() {
        double spot = 1000 * terms.spots.before(session);
        if (session == expiry.listed()) {
            while (stage < STAGES.length && STAGES[stage] > LATEST_STAGE * life) {
                stage++;
            }
            open(spot, density);
            listWindow();
            listNearest(spot);
        } else if (stage < STAGES.length && daysToGo(session) <= STAGES[stage]) {
            stage++;
            open(spot, REFINEMENT * density);
            listWindow();
        } else {
            advanceFrontier(spot);
        }
        listAround(spot);
    }

    /**
     * A jump may leave all strikes on one side of the close, where they are so widely spaced that neither a stage's window nor the frontier's
     * reach holds another: if they end more than a deviation of their first session away, those up to the next beyond the close are listed.
     */
    private void listAround(double spot) {
        double off = terms.spots.deviation(begun, expiry.printed()) * spot;
        double lowest = standard.lowest();
        double highest = standard.highest();
        if (highest < spot - off) {
            listGrid(highest, Math.ceil(spot / step) * step, step);
        }
        if (lowest > spot + off) {
            listGrid(Math.max(Math.floor(spot / step) * step, LOWEST * spot), lowest, step);
        }
    }

    /** Chooses step and window for so many strikes. */
    private void open(double spot, double strikes) {
        double deviations =
                Math.min(HALF_WIDTH * StrictMath.pow(Math.max(1, density / USUAL_STRIKES), 0.25), MOST_DEVIATIONS);
        double width = 2 * deviations * terms.spots.deviation(session, expiry.printed()) * spot;
        step = terms.intervals.step(Math.round(spot), daysToGo(session), width / strikes);
        double half = 0.5 * strikes * step;
        low = Math.max(spot - half, LOWEST * spot);
        high = Math.min(low + 2 * half, HIGHEST * spot);
        reach = Math.max(REACH * half, (double) step);
    }

    private void listWindow() {
        listGrid(low, high, step);
        // Between stages strikes are wider-spaced, unless all are listed that the exchange allows.
        step = isSparse() ? 2 * step : step;
    }

    private boolean isSparse() {
        long middle = Math.round(0.5 * (low + high));
        return step > terms.intervals.least(middle, daysToGo(session));
    }

    private void advanceFrontier(double spot) {
        if (spot - reach < low) {
            double from = Math.max(spot - reach, LOWEST * spot);
            listGrid(from, low, step);
            low = Math.min(low, from);
        }
        if (spot + reach > high) {
            listGrid(high, spot + reach, step);
            high = spot + reach;
        }
    }

    private void listGrid(double from, double to, long spacing) {
        for (long at = (long) Math.ceil(from / spacing) * spacing; at <= to; at += spacing) {
            list(at);
        }
    }

    private void listNearest(double spot) {
        if (standard.size() == 0) {
            list(Math.max(1, Math.round(spot / step)) * step);
        }
    }

    private void list(long thousandths) {
        if (thousandths > 0 && !standard.lists(thousandths)) {
            standard.add(new Strike(thousandths, session, suffix(thousandths)));
        }
    }

    private int suffix(long thousandths) {
        int splits = terms.splits.count(session);
        boolean taken = splits > 0
                && (standard.firstListed(thousandths)
                        || adjusted.stream().anyMatch(book -> book.firstListed(thousandths)));
        return taken ? splits : 0;
    }

    /**
     * Adjusts what is listed for a split, as the OCC does (By-Laws, article VI, section 11A): a whole one divides strikes; any other
     * changes the deliverable and the root, and standard contracts begin anew.
     */
    private void adjust(double factor) {
        if (factor == 1 || session == expiry.listed()) {
            return;
        }
        double spot = 1000 * terms.spots.before(session);
        if (Splits.isWhole(factor)) {
            standard.divide(factor);
            adjusted.forEach(book -> book.divide(factor));
            open(spot, density);
            step = isSparse() ? 2 * step : step;
            low = spot;
            high = spot;
        } else {
            if (standard.size() > 0) {
                adjusted.add(standard.moved(expiry.root() + terms.splits.uneven(session)));
                standard = new Book(expiry.root());
                begun = session;
            }
            adjusted.forEach(book -> book.deliver(factor));
            open(spot, density);
            listWindow();
            listNearest(spot);
        }
    }
}
