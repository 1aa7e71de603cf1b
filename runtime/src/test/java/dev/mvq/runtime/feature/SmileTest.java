package dev.mvq.runtime.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SmileTest {
    private static final LocalDate DAY = LocalDate.of(2024, 1, 12);
    private static final LocalDate EXPIRY = DAY.plusDays(73);

    @Test
    void a_parabola_is_found_again() {
        List<OptionQuote> quotes = new ArrayList<>();
        for (int strike = 70; strike <= 140; strike += 5) {
            double x = Math.log(strike / 100.0) / (0.3 * Math.sqrt(0.2));
            quotes.add(quote(strike, 0.3 * (1 - 0.1 * x + 0.05 * x * x)));
        }
        Smile smile = Objects.requireNonNull(Smile.byExpiry(quotes).get(EXPIRY));
        assertEquals(0.3, smile.level(), 1e-9);
        assertEquals(-0.1, smile.slope(), 1e-9);
        assertEquals(0.05, smile.curvature(), 1e-9);
        assertEquals(73, smile.days());
    }

    @Test
    void four_points_are_no_smile() {
        List<OptionQuote> quotes = List.of(quote(95, 0.3), quote(100, 0.29), quote(105, 0.28), quote(110, 0.3));
        assertEquals(Smile.UNKNOWN, Smile.byExpiry(quotes).get(EXPIRY));
    }

    private static OptionQuote quote(int strike, double iv) {
        double nan = Double.NaN;
        Right right = strike >= 100 ? Right.CALL : Right.PUT;
        return new OptionQuote(
                new Contract("AAA", EXPIRY, strike * 1000L, right),
                "AAA",
                "AAA",
                DAY,
                nan,
                nan,
                nan,
                nan,
                nan,
                nan,
                nan,
                100,
                100,
                iv,
                Greeks.ABSENT,
                Provenance.VENDOR,
                Provenance.ABSENT,
                100,
                "test",
                0);
    }
}
