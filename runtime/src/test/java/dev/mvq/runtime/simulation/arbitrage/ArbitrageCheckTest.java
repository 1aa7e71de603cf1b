package dev.mvq.runtime.simulation.arbitrage;

import static dev.mvq.runtime.simulation.arbitrage.Quotes.FAR;
import static dev.mvq.runtime.simulation.arbitrage.Quotes.NEAR;
import static dev.mvq.runtime.simulation.arbitrage.Quotes.PLAIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Arbitrage made by hand is found with its legs and its profit, and none where there is none. */
class ArbitrageCheckTest {
    private static final double EXACT = 1e-7;
    private static final double TICK = 0.01;

    @ParameterizedTest
    @EnumSource
    void aVerticalThatIsPaidForIsFound(Exercise exercise) {
        check(
                exercise,
                0.50,
                Map.of(call(NEAR, 100), 1.0, call(NEAR, 110), -1.0),
                PLAIN.call(NEAR, 100, 1.90, 2.00),
                PLAIN.call(NEAR, 110, 2.50, 2.60));
        check(
                exercise,
                0.45,
                Map.of(put(NEAR, 100), 0.9, put(NEAR, 90), -1.0),
                PLAIN.put(NEAR, 100, 1.90, 2.00),
                PLAIN.put(NEAR, 90, 2.25, 2.60));
    }

    @ParameterizedTest
    @EnumSource
    void aButterflyThatIsPaidForIsFound(Exercise exercise) {
        Map<Contract, Double> butterfly = Map.of(call(NEAR, 90), 0.5, call(NEAR, 100), -1.0, call(NEAR, 110), 0.5);
        check(
                exercise,
                0.50,
                butterfly,
                PLAIN.call(NEAR, 90, 11.80, 12),
                PLAIN.call(NEAR, 100, 8, 8.20),
                PLAIN.call(NEAR, 110, 2.80, 3));
        Map<Contract, Double> lopsided =
                Map.of(call(NEAR, 90), 2 / 3.0, call(NEAR, 100), -1.0, call(NEAR, 120), 1 / 3.0);
        check(
                exercise,
                9 - 26 / 3.0,
                lopsided,
                PLAIN.call(NEAR, 90, 11.80, 12),
                PLAIN.call(NEAR, 100, 9, 9.20),
                PLAIN.call(NEAR, 120, 1.80, 2));
    }

    @ParameterizedTest
    @EnumSource
    void aLaterCallThatCostsLessThanAnEarlierOneIsFound(Exercise exercise) {
        check(
                exercise,
                0.50,
                Map.of(call(NEAR, 100), -1.0, call(FAR, 100), 1.0),
                PLAIN.call(NEAR, 100, 5, 5.10),
                PLAIN.call(FAR, 100, 4.40, 4.50));
    }

    @Test
    void anEarlierCallMayCostMoreThanALaterEuropeanOneWhereTheForwardFalls() {
        Quotes falling = new Quotes(PLAIN.date(), 100, 0.20);
        List<OptionQuote> quotes = List.of(falling.call(NEAR, 80, 20, 20.10), falling.call(FAR, 80, 15, 15.10));
        assertEquals(
                Optional.empty(), ArbitrageCheck.of(quotes, Exercise.EUROPEAN).best());
        Arbitrage american = ArbitrageCheck.of(
                        List.of(falling.call(NEAR, 80, 21, 21.10), falling.call(FAR, 80, 20.10, 20.20)),
                        Exercise.AMERICAN)
                .best()
                .orElseThrow();
        assertEquals(0.80, american.profit(), EXACT);
    }

    /** A European call is covered by later ones of the same mean strike in forwards, an American one by later ones of the same mean strike. */
    @ParameterizedTest
    @EnumSource
    void onlyAPortfolioOfTwoMaturitiesPays(Exercise exercise) {
        OptionQuote sold = PLAIN.call(NEAR, 100, 9.50, 9.70);
        OptionQuote low = PLAIN.call(FAR, 90, 13.80, 14);
        OptionQuote high = PLAIN.call(FAR, 110, 3.90, 4);
        double carried = exercise == Exercise.AMERICAN ? 100 : 100 * PLAIN.forward(FAR) / PLAIN.forward(NEAR);
        double share = (carried - 90) / 20;
        Map<Contract, Double> legs = Map.of(call(NEAR, 100), -1.0, call(FAR, 90), 1 - share, call(FAR, 110), share);
        check(exercise, 9.50 - 14 * (1 - share) - 4 * share, legs, sold, low, high);
        ArbitrageCheck all = ArbitrageCheck.of(List.of(sold, low, high), exercise);
        for (OptionQuote quote : List.of(sold, low, high)) {
            assertEquals(Optional.empty(), all.without(Set.of(quote.contract())).best());
        }
    }

    @Test
    void europeanParityIsHeldToTheForward() {
        double parity = PLAIN.discount(NEAR) * (PLAIN.forward(NEAR) - 95);
        check(
                Exercise.EUROPEAN,
                7 - parity,
                Map.of(call(NEAR, 95), -1.0, put(NEAR, 95), 1.0),
                PLAIN.call(NEAR, 95, 8, 8.10),
                PLAIN.put(NEAR, 95, 0.90, 1));
    }

    @Test
    void aBoxBelowItsPresentValueIsFound() {
        OptionQuote[] box = {
            PLAIN.call(NEAR, 95, 5.60, 5.70), PLAIN.put(NEAR, 95, 0.60, 0.70),
            PLAIN.call(NEAR, 105, 0.60, 0.70), PLAIN.put(NEAR, 105, 4.70, 4.80)
        };
        double profit = 10 * PLAIN.discount(NEAR) - (5.70 - 0.60 - 0.60 + 4.80);
        check(
                Exercise.EUROPEAN,
                profit,
                Map.of(call(NEAR, 95), 1.0, put(NEAR, 95), -1.0, call(NEAR, 105), -1.0, put(NEAR, 105), 1.0),
                box);
    }

    @Test
    void americanParityIsAnInequality() {
        double conversion = 10 - (100 - 95 * PLAIN.discount(FAR));
        check(
                Exercise.AMERICAN,
                conversion,
                Map.of(call(FAR, 95), -1.0, put(FAR, 95), 1.0),
                PLAIN.call(FAR, 95, 15, 15.10),
                PLAIN.put(FAR, 95, 4.90, 5));
        check(
                Exercise.AMERICAN,
                0.50,
                Map.of(call(FAR, 105), 1.0, put(FAR, 105), -1.0),
                PLAIN.call(FAR, 105, 3.90, 4),
                PLAIN.put(FAR, 105, 9.50, 9.60));
        // Between the two bounds there is room for the right to exercise the put early.
        List<OptionQuote> between = List.of(PLAIN.call(FAR, 105, 4.90, 5), PLAIN.put(FAR, 105, 8.50, 8.60));
        assertEquals(
                Optional.empty(), ArbitrageCheck.of(between, Exercise.AMERICAN).best());
        assertTrue(ArbitrageCheck.of(between, Exercise.EUROPEAN).best().isPresent());
    }

    @Test
    void anAmericanOptionBelowItsIntrinsicValueIsExercised() {
        Arbitrage found =
                check(Exercise.AMERICAN, 0.30, Map.of(put(NEAR, 120), 1.0), PLAIN.put(NEAR, 120, 19.60, 19.70));
        assertEquals(Arbitrage.Kind.IMMEDIATE_EXERCISE, found.kind());
        OptionQuote european = PLAIN.put(NEAR, 120, 19.60, 19.70);
        assertEquals(
                Optional.empty(),
                ArbitrageCheck.of(List.of(european), Exercise.EUROPEAN).best());
    }

    @Test
    void aCallBelowItsForwardIntrinsicValueIsHeld() {
        double held = 100 - 80 * PLAIN.discount(FAR);
        Arbitrage found =
                check(Exercise.AMERICAN, held - 21, Map.of(call(FAR, 80), 1.0), PLAIN.call(FAR, 80, 20.90, 21));
        assertEquals(Arbitrage.Kind.FORWARD_BOUND, found.kind());
    }

    @ParameterizedTest
    @EnumSource
    void onTheLastEveningOnlyIntrinsicValueIsLeft(Exercise exercise) {
        LocalDate today = PLAIN.date();
        check(exercise, 0.05, Map.of(call(today, 95), -1.0), PLAIN.call(today, 95, 5.05, 5.10));
        check(exercise, 0.10, Map.of(call(today, 95), 1.0), PLAIN.call(today, 95, 4.80, 4.90));
        List<OptionQuote> fair = List.of(PLAIN.call(today, 95, 4.95, 5.05), PLAIN.put(today, 95, 0, 0.01));
        assertEquals(Optional.empty(), ArbitrageCheck.of(fair, exercise).best());
    }

    @ParameterizedTest
    @EnumSource
    void aCrossedQuoteIsPlayedAgainstItself(Exercise exercise) {
        Arbitrage found = ArbitrageCheck.of(List.of(PLAIN.call(FAR, 100, 8.20, 8.10)), exercise)
                .best()
                .orElseThrow();
        assertEquals(0.10, found.profit(), EXACT);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrongAtTheMidAloneIsNoArbitrage(Exercise exercise) {
        List<OptionQuote> quotes = List.of(
                PLAIN.call(NEAR, 90, 11.70, 12.30),
                PLAIN.call(NEAR, 100, 7.60, 8.20),
                PLAIN.call(NEAR, 110, 2.80, 3.40));
        assertTrue(
                quotes.get(1).mid() > 0.5 * (quotes.get(0).mid() + quotes.get(2).mid()), "wrong at the mid");
        assertEquals(Optional.empty(), ArbitrageCheck.of(quotes, exercise).best());
    }

    @ParameterizedTest
    @EnumSource
    void aZeroBidIsNotSoldAndAMissingAskNotBought(Exercise exercise) {
        List<OptionQuote> quotes = List.of(
                PLAIN.call(NEAR, 100, 1.90, Double.NaN),
                PLAIN.call(NEAR, 110, 2.50, 2.60),
                PLAIN.put(NEAR, 70, 0, 0.01));
        assertEquals(Optional.empty(), ArbitrageCheck.of(quotes, exercise).best());
    }

    @Test
    void contractsAdjustedUnevenlyAreLeftOutAndSaidSo() {
        OptionQuote adjusted = PLAIN.quote(call(NEAR, 100), 0.01, 0.02, 150);
        ArbitrageCheck check =
                ArbitrageCheck.of(List.of(adjusted, PLAIN.call(NEAR, 110, 2.50, 2.60)), Exercise.AMERICAN);
        assertEquals(List.of(adjusted), check.leftOut());
        assertEquals(Optional.empty(), check.best());
    }

    @Test
    void oneUnderlyingOnOneDayAtATime() {
        Quotes tomorrow = new Quotes(PLAIN.date().plusDays(3), 100, 0);
        List<OptionQuote> quotes = List.of(PLAIN.call(NEAR, 100, 2, 3), tomorrow.call(NEAR, 100, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> ArbitrageCheck.of(quotes, Exercise.EUROPEAN));
    }

    @Test
    void openingSettlementComesBeforeTheClosingOneOfItsDay() {
        OptionQuote open = PLAIN.quote(new Contract("SPX", NEAR, 100_000, Right.CALL), 5, 5.10);
        OptionQuote close = PLAIN.quote(new Contract("SPXW", NEAR, 100_000, Right.CALL), 4.40, 4.50);
        Arbitrage found = ArbitrageCheck.of(List.of(close, open), Exercise.EUROPEAN)
                .best()
                .orElseThrow();
        assertEquals(0.50, found.profit(), EXACT);
        OptionQuote dearClose = PLAIN.quote(close.contract(), 5.60, 5.70);
        assertEquals(
                Optional.empty(),
                ArbitrageCheck.of(List.of(open, dearClose), Exercise.EUROPEAN).best());
    }

    /** The best of the quotes has this profit and these legs, and they bring it alone. */
    private static Arbitrage check(
            Exercise exercise, double profit, Map<Contract, Double> legs, OptionQuote... quotes) {
        ArbitrageCheck check = ArbitrageCheck.of(List.of(quotes), exercise);
        Arbitrage found = check.best().orElseThrow();
        assertEquals(profit, found.profit(), EXACT, found::toString);
        Map<Contract, Double> held = found.legs().stream().collect(Collectors.toMap(Leg::contract, Leg::quantity));
        assertEquals(legs.keySet(), held.keySet(), found::toString);
        legs.forEach((contract, quantity) -> assertEquals(quantity, held.get(contract), EXACT, found::toString));
        assertEquals(profit, check.profitOf(legs), EXACT);
        assertEquals(profit, check.best(legs.keySet()).orElseThrow().profit(), EXACT);
        double cost = found.legs().stream().mapToDouble(Leg::cost).sum();
        assertEquals(0, cost + found.shares() * PLAIN.spot() + found.cash() + found.profit(), EXACT, "money is kept");
        Map<Contract, Double> opposite = new TreeMap<>();
        legs.forEach((contract, quantity) -> opposite.put(contract, -quantity));
        assertTrue(check.profitOf(opposite) < -TICK, "the other way round it costs");
        return found;
    }

    private static Contract call(LocalDate expiry, double strike) {
        return Quotes.contract(expiry, strike, Right.CALL);
    }

    private static Contract put(LocalDate expiry, double strike) {
        return Quotes.contract(expiry, strike, Right.PUT);
    }
}
