package dev.mvq.runtime.simulation.quoting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.simulation.listing.Settlement;
import dev.mvq.runtime.simulation.path.Roster;
import dev.mvq.runtime.simulation.path.VarianceOutlook;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The values themselves, before any quote is made of them, are free of static arbitrage: in any mood, at any rate, for every name. */
class ValueBoardProperties {
    private static final double NOTHING = 1e-9;
    private static final int[] DAYS = {0, 1, 2, 4, 7, 11, 18, 30, 46, 63, 91, 120, 182, 270, 365, 480, 560, 730, 900};
    private static final double[] STRIKES =
            IntStream.rangeClosed(0, 120).mapToDouble(i -> 20 + 2.0 * i).toArray();

    @Property(tries = 150)
    void valuesAreConvexInTheStrikeWithSlopesWithinOne(@ForAll("boards") ValueBoard board) {
        for (int days : DAYS) {
            for (Right right : Right.values()) {
                double[] values = values(board, right, days);
                double steepest = right == Right.PUT ? 0 : -1;
                for (int i = 1; i < values.length; i++) {
                    double slope = (values[i] - values[i - 1]) / (STRIKES[i] - STRIKES[i - 1]);
                    assertTrue(slope >= steepest - NOTHING, right + " not convex at " + STRIKES[i] + ", " + days);
                    steepest = slope;
                }
                assertTrue(steepest <= (right == Right.PUT ? 1 : 0) + NOTHING, right + " too steep, " + days);
            }
        }
    }

    @Property(tries = 150)
    void americanValuesAreAtLeastThePayoff(@ForAll("americanBoards") ValueBoard board) {
        for (int days : DAYS) {
            for (Right right : Right.values()) {
                double[] values = values(board, right, days);
                for (int i = 0; i < values.length; i++) {
                    double payoff = right.sign() * (board.spot() - STRIKES[i]);
                    assertTrue(values[i] >= payoff - NOTHING, right + " " + STRIKES[i] + ", " + days);
                }
            }
        }
    }

    @Property(tries = 150)
    void valuesNeverFallWithMaturityByACentMoreThanTheirShortfall(@ForAll("americanBoards") ValueBoard board) {
        for (Right right : Right.values()) {
            double[] before = values(board, right, 0);
            for (int days : DAYS) {
                double[] values = values(board, right, days);
                Shortfall shortfall = board.shortfall(slice(board, days), right);
                for (int i = 0; i < values.length; i++) {
                    double covered = shortfall.at(Math.log(STRIKES[i] / board.spot()));
                    // Quotes are in whole cents: a fall of less than one cannot be traded on.
                    assertTrue(
                            values[i] + covered > before[i] - 0.01, right + " " + STRIKES[i] + " at " + days + " days");
                    before[i] = Math.max(before[i], values[i]);
                }
            }
        }
    }

    @Property(tries = 150)
    void callsLessPutsLieBetweenWhatDividendsAndInterestAllow(@ForAll("americanBoards") ValueBoard board) {
        for (int days : DAYS) {
            Slice slice = slice(board, days);
            double retained = slice.discount() * slice.market().growth();
            double[] calls = values(board, Right.CALL, days);
            double[] puts = values(board, Right.PUT, days);
            for (int i = 0; i < calls.length; i++) {
                double parity = calls[i] - puts[i];
                assertTrue(parity >= board.spot() * retained - STRIKES[i] - 1e-6, "at " + STRIKES[i] + ", " + days);
                assertTrue(parity <= board.spot() - STRIKES[i] * slice.discount() + 1e-6, "at " + STRIKES[i]);
            }
        }
    }

    @Property(tries = 100)
    void aContractThatSettlesAtTheOpenIsWorthLessThanThatOfTheClose(@ForAll("outlooks") VarianceOutlook outlook) {
        ValueBoard board = new ValueBoard(index(), LocalDate.of(2023, 6, 1), 100, outlook, 1);
        for (int days : DAYS) {
            LocalDate expiry = LocalDate.of(2023, 6, 1).plusDays(7L * days + 1);
            Slice open = board.slice(expiry, Settlement.OPEN);
            Slice close = board.slice(expiry, Settlement.CLOSE);
            Slice before = board.slice(expiry.minusDays(1), Settlement.CLOSE);
            assertTrue(open.theta() < close.theta() && open.theta() > before.theta());
            for (double strike : STRIKES) {
                double early = open.worth(Right.PUT, strike, 1).value();
                assertTrue(early <= close.worth(Right.PUT, strike, 1).value() + NOTHING);
            }
        }
    }

    @Property(tries = 50)
    void indexOptionsAreEuropean(@ForAll("outlooks") VarianceOutlook outlook) {
        Slice slice = new ValueBoard(index(), LocalDate.of(2023, 6, 1), 100, outlook, 1)
                .slice(LocalDate.of(2023, 12, 15), Settlement.CLOSE);
        for (double strike : STRIKES) {
            double parity = slice.worth(Right.CALL, strike, 1).value()
                    - slice.worth(Right.PUT, strike, 1).value();
            assertEquals(slice.discount() * (slice.market().forward() - strike), parity, NOTHING);
        }
    }

    @Property(tries = 50)
    void anAdjustedContractIsWorthWhatItDelivers(@ForAll("boards") ValueBoard board) {
        Slice slice = slice(board, 63);
        for (double strike : STRIKES) {
            double whole = slice.worth(Right.CALL, strike, 1).value();
            assertEquals(1.5 * whole, slice.worth(Right.CALL, strike, 1.5).value(), NOTHING);
        }
    }

    private static double[] values(ValueBoard board, Right right, int days) {
        Slice slice = slice(board, days);
        double[] values = new double[STRIKES.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = slice.worth(right, STRIKES[i], 1).value();
        }
        return values;
    }

    private static Slice slice(ValueBoard board, int days) {
        return board.slice(board.day().plusDays(days), Settlement.CLOSE);
    }

    /** A name like the S&P 500. */
    private static Roster.Name index() {
        return Roster.first(Roster.SIZE).stream()
                .filter(name -> name.ticker().equals("SPX"))
                .findFirst()
                .orElseThrow();
    }

    @Provide
    Arbitrary<ValueBoard> boards() {
        return boards(Roster.first(Roster.SIZE));
    }

    @Provide
    Arbitrary<ValueBoard> americanBoards() {
        return boards(Roster.first(Roster.SIZE).stream()
                .filter(name -> name.exercise() == Roster.Exercise.AMERICAN)
                .toList());
    }

    private static Arbitrary<ValueBoard> boards(List<Roster.Name> roster) {
        Arbitrary<LocalDate> days = Arbitraries.of(
                LocalDate.of(2000, 7, 3), LocalDate.of(2007, 3, 1), LocalDate.of(2012, 3, 1), LocalDate.of(2023, 9, 1));
        Arbitrary<Roster.Name> names = Arbitraries.of(roster);
        Arbitrary<Integer> earnings = Arbitraries.integers().between(1, 91);
        return Combinators.combine(days, names, outlooks(), earnings, Arbitraries.of(0.0, 0.5, 1.0))
                .as((day, name, outlook, first, elapsed) ->
                        new ValueBoard(name, day, 100, reporting(outlook, day.plusDays(first)), elapsed));
    }

    /** The outlook of a name that reports each quarter. */
    private static VarianceOutlook reporting(VarianceOutlook outlook, LocalDate first) {
        return new VarianceOutlook(
                outlook.near(),
                outlook.far(),
                outlook.skew(),
                outlook.lump(),
                day -> day.isBefore(first) ? 0 : 1 + (int) (day.toEpochDay() - first.toEpochDay()) / 91);
    }

    @Provide
    static Arbitrary<VarianceOutlook> outlooks() {
        Arbitrary<Double> far = Arbitraries.doubles().between(0.12, 0.6);
        Arbitrary<Double> ratio = Arbitraries.doubles().between(0.5, 2.6);
        Arbitrary<Double> skew = Arbitraries.doubles().between(0.8, 1.4);
        Arbitrary<Double> move = Arbitraries.doubles().between(0, 0.08);
        return Combinators.combine(far, ratio, skew, move)
                .as((level, over, tilt, lump) ->
                        new VarianceOutlook(level * level * over * over, level * level, tilt, lump * lump, day -> 0));
    }
}
