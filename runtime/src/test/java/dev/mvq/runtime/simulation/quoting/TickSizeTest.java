package dev.mvq.runtime.simulation.quoting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.runtime.simulation.path.Roster;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks are those of the exchanges on the day: each case is a name, a day, and the ticks below and from 3.00 in cents. */
class TickSizeTest {
    @ParameterizedTest
    @CsvSource({
        "SPY, 2006-12-29, 5, 10",
        "SPY, 2007-02-01, 1, 1",
        "AAPL, 2007-01-25, 5, 10",
        "AAPL, 2007-01-26, 1, 5",
        "KO, 2009-06-01, 5, 10",
        "KO, 2012-06-01, 1, 5",
        "AAPL, 2020-07-01, 1, 1",
        "KO, 2026-04-01, 1, 1",
        "SPX, 2003-01-02, 5, 10",
        "SPX, 2026-04-01, 5, 10",
    })
    void ticksAreThoseOfTheDay(String ticker, LocalDate day, int below, int from) {
        assertEquals(new TickSize(below, from), TickSize.of(name(ticker), day));
    }

    @ParameterizedTest
    @CsvSource({
        "5, 10, 2.97, 2.95, 3.00",
        "5, 10, 3.04, 3.00, 3.10",
        "1, 5, 2.994, 2.99, 3.00",
        "1, 1, 7.123, 7.12, 7.13"
    })
    void roundingGoesToTheNextTickOnEitherSide(int below, int from, double price, double down, double up) {
        TickSize tick = new TickSize(below, from);
        assertEquals(down, tick.down(price), 1e-9);
        assertEquals(up, tick.up(price), 1e-9);
    }

    private static Roster.Name name(String ticker) {
        return Roster.first(Roster.SIZE).stream()
                .filter(name -> name.ticker().equals(ticker))
                .findFirst()
                .orElseThrow();
    }
}
