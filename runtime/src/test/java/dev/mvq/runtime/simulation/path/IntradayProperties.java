package dev.mvq.runtime.simulation.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Bar;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The minutes of a session add up to its bar. */
class IntradayProperties {
    private static final World WORLD = Worlds.of(3);

    @Property(tries = 500)
    void minutesStayWithinTheBarAndReachItsExtremes(
            @ForAll @IntRange(min = 0, max = Worlds.NAMES - 1) int name,
            @ForAll @IntRange(min = 0, max = 6000) int session) {
        NamePath path = WORLD.paths().get(name);
        Bar bar = path.bar(session);
        IntradayPath day = path.intraday(session);
        double[] prices =
                IntStream.rangeClosed(0, day.minutes()).mapToDouble(day::price).toArray();
        assertEquals(bar.open(), prices[0]);
        assertEquals(bar.close(), prices[day.minutes()]);
        assertEquals(
                bar.high(),
                IntStream.range(0, prices.length)
                        .mapToDouble(i -> prices[i])
                        .max()
                        .orElseThrow());
        assertEquals(
                bar.low(),
                IntStream.range(0, prices.length)
                        .mapToDouble(i -> prices[i])
                        .min()
                        .orElseThrow());
        for (double price : prices) {
            assertEquals(Math.rint(100 * price), 100 * price, 1e-6 * price + 1e-9, "whole cents");
        }
    }

    @Property(tries = 200)
    void volumesAddUpToTheBars(
            @ForAll @IntRange(min = 0, max = Worlds.NAMES - 1) int name,
            @ForAll @IntRange(min = 0, max = 6000) int session) {
        NamePath path = WORLD.paths().get(name);
        IntradayPath day = path.intraday(session);
        assertTrue(day.volume(0) >= 0);
        for (int i = 1; i <= day.minutes(); i++) {
            assertTrue(day.volume(i) >= day.volume(i - 1), "volume falls at minute " + i);
            assertEquals(Math.rint(day.volume(i)), day.volume(i));
        }
        assertEquals(path.bar(session).volume(), day.volume(day.minutes()));
    }

    @Test
    void halfDaysAreShort() {
        NamePath path = WORLD.paths().getFirst();
        int half = session(LocalDate.of(2023, 11, 24));
        assertEquals(210, path.intraday(half).minutes());
        assertEquals(390, path.intraday(half - 1).minutes());
        assertEquals(0, path.intraday(half).minuteOf(LocalTime.of(9, 0)));
        assertEquals(30, path.intraday(half).minuteOf(LocalTime.of(10, 0)));
        assertEquals(210, path.intraday(half).minuteOf(LocalTime.of(16, 0)));
    }

    @Test
    void mostIsTradedAtBothEndsOfTheDay() {
        NamePath path = WORLD.paths().getFirst();
        double[] shares = new double[13];
        for (int t = 5000; t < 5100; t++) {
            IntradayPath day = path.intraday(t);
            for (int i = 0; i < 13; i++) {
                int from = i * day.minutes() / 13;
                int to = (i + 1) * day.minutes() / 13;
                shares[i] += (day.volume(to) - day.volume(from)) / day.volume(day.minutes()) / 100;
            }
        }
        assertTrue(shares[0] > 1.6 * shares[6], "first half hour " + shares[0] + ", noon " + shares[6]);
        assertTrue(shares[12] > 1.6 * shares[6], "last half hour " + shares[12] + ", noon " + shares[6]);
    }

    @Test
    void minutesAreAsRoughAsTheDayIs() {
        double minutes = 0;
        double days = 0;
        for (int t = 3000; t < 4000; t++) {
            IntradayPath day = Worlds.path(WORLD, "SPY").intraday(t);
            for (int i = 1; i <= day.minutes(); i++) {
                minutes += square(Math.log(day.price(i) / day.price(i - 1)));
            }
            days += square(Math.log(day.price(day.minutes()) / day.price(0)));
        }
        assertEquals(1, minutes / days, 0.35, "realised variance by minute over that by day");
    }

    @Test
    void namesMoveTogetherWithinTheDay() {
        double product = 0;
        double one = 0;
        double other = 0;
        for (int t = 5000; t < 5050; t++) {
            IntradayPath market = Worlds.path(WORLD, "SPY").intraday(t);
            IntradayPath name = Worlds.path(WORLD, "JPM").intraday(t);
            for (int i = 1; i <= market.minutes(); i++) {
                double x = Math.log(market.price(i) / market.price(i - 1));
                double y = Math.log(name.price(i) / name.price(i - 1));
                product += x * y;
                one += x * x;
                other += y * y;
            }
        }
        double correlation = product / Math.sqrt(one * other);
        assertTrue(correlation > 0.1 && correlation < 0.95, "by the minute " + correlation);
    }

    private static double square(double x) {
        return x * x;
    }

    private static int session(LocalDate day) {
        return IntStream.rangeClosed(0, WORLD.clock().last())
                .filter(t -> WORLD.clock().day(t).equals(day))
                .findFirst()
                .orElseThrow();
    }
}
