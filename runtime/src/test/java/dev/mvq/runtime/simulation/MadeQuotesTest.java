package dev.mvq.runtime.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.QuoteFlag;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.EuropeanPricing;
import dev.mvq.runtime.pricing.ExpiryForward;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No quote can be played against another, and each looks like a quote. Checked on several seeds, straight from bids and asks. */
class MadeQuotesTest {
    /** What rounding may hide, currency per share. */
    private static final double NOTHING = 1e-6;

    /** The forward is delivered with six digits. */
    private static final double ROUNDING = 2e-6;

    private static final List<MarketDay> DAYS = LongStream.of(7, 8, 9)
            .mapToObj(seed -> SimulationOptions.of(
                    Map.of("seed", seed, "days", 60L, "underlyings", 8L, "contracts_per_day", 600L)))
            .flatMap(options -> new MadeMarket(options).days().skip(options.history()))
            .toList();

    private record Slice(String underlying, LocalDate expiry, Right right) {}

    @Test
    void noVerticalPays() {
        forEachLadder(ladder -> {
            for (int i = 0; i < ladder.size(); i++) {
                for (int j = i + 1; j < ladder.size(); j++) {
                    checkVertical(ladder.get(i), ladder.get(j));
                }
            }
        });
    }

    private static void checkVertical(OptionQuote low, OptionQuote high) {
        boolean call = low.contract().right() == Right.CALL;
        OptionQuote dear = call ? low : high;
        OptionQuote cheap = call ? high : low;
        double width = high.contract().strike() - low.contract().strike();
        assertTrue(dear.ask() - cheap.bid() >= -NOTHING, () -> "paid to hold " + dear + " against " + cheap);
        assertTrue(dear.bid() - cheap.ask() <= width + NOTHING, () -> "too dear " + dear + " / " + cheap);
    }

    @Test
    void noButterflyPays() {
        forEachLadder(ladder -> {
            for (int i = 0; i < ladder.size(); i++) {
                for (int j = i + 1; j < ladder.size(); j++) {
                    for (int k = j + 1; k < ladder.size(); k++) {
                        checkButterfly(ladder.get(i), ladder.get(j), ladder.get(k));
                    }
                }
            }
        });
    }

    private static void checkButterfly(OptionQuote low, OptionQuote middle, OptionQuote high) {
        double width = high.contract().strike() - low.contract().strike();
        double share = (high.contract().strike() - middle.contract().strike()) / width;
        double wings = share * low.ask() + (1 - share) * high.ask();
        assertTrue(wings - middle.bid() >= -NOTHING, () -> "paid to hold the wings of " + middle);
    }

    /** An American option is worth no less than one of the same strike that ends earlier. */
    @Test
    void noCalendarPays() {
        long compared = 0;
        for (MarketDay day : DAYS) {
            Map<List<Object>, TreeMap<LocalDate, OptionQuote>> byStrike = new HashMap<>();
            day.options()
                    .forEach(q -> byStrike.computeIfAbsent(
                                    List.of(
                                            q.underlyingId(),
                                            q.contract().right(),
                                            q.contract().strikeThousandths()),
                                    k -> new TreeMap<>())
                            .put(q.contract().expiry(), q));
            for (TreeMap<LocalDate, OptionQuote> maturities : byStrike.values()) {
                compared += checkCalendars(List.copyOf(maturities.values()));
            }
        }
        assertTrue(compared > 1000, "only " + compared + " calendars were there to check");
    }

    private static int checkCalendars(List<OptionQuote> maturities) {
        int compared = 0;
        for (int i = 0; i < maturities.size(); i++) {
            for (int j = i + 1; j < maturities.size(); j++) {
                OptionQuote near = maturities.get(i);
                OptionQuote far = maturities.get(j);
                assertTrue(far.ask() >= near.bid() - NOTHING, () -> "calendar " + near + " / " + far);
                compared++;
            }
        }
        return compared;
    }

    /** S e^(−qT) − K ≤ C − P ≤ S − K e^(−rT), traded against the share. */
    @Test
    void callsAndPutsAgreeOnTheShareWithinTheirSpreads() {
        for (MarketDay day : DAYS) {
            Map<Contract, OptionQuote> quotes =
                    day.options().stream().collect(Collectors.toMap(OptionQuote::contract, quote -> quote));
            for (OptionQuote call : day.options()) {
                Contract c = call.contract();
                if (c.right() == Right.CALL) {
                    OptionQuote put = Objects.requireNonNull(
                            quotes.get(new Contract(c.root(), c.expiry(), c.strikeThousandths(), Right.PUT)),
                            () -> c + " has no put");
                    double discount = ExpiryForward.of(call).discount();
                    double most = call.underlyingPrice() - discount * c.strike();
                    double least = discount * call.forward() - c.strike();
                    assertTrue(call.bid() - put.ask() <= most + ROUNDING, () -> "conversion in " + call);
                    assertTrue(call.ask() - put.bid() >= least - ROUNDING, () -> "reversal in " + call);
                }
            }
        }
    }

    @Test
    void quotesAreUncrossedOnTicksAndSized() {
        everyQuote("uncrossed", q -> q.bid() >= 0 && q.ask() > q.bid());
        everyQuote("whole cents", q -> onTick(q.bid(), 1) && onTick(q.ask(), 1));
        everyQuote("an ask has a size", q -> q.askSize() >= 1);
        everyQuote("a bid has a size", q -> q.bid() > 0 ? q.bidSize() >= 1 : q.bidSize() == 0);
        everyQuote("zero bids are flagged", q -> QuoteFlag.ZERO_BID.in(q.flags()) == (q.bid() == 0));
        everyQuote(
                "a trade of the day lies within the quote",
                q -> q.volume() == 0 || (q.last() >= Math.min(q.bid(), q.ask()) && q.last() <= q.ask()));
        everyQuote(
                "never offered below what exercise pays",
                q -> q.ask()
                        >= q.contract().right().sign()
                                        * (q.underlyingPrice() - q.contract().strike())
                                - NOTHING);
    }

    @Test
    void whatTheVendorDeliversIsWhatTheMidImplies() {
        everyQuote(
                "volatility prices the mid, or less where early exercise adds to it",
                q -> q.ivSource() == Provenance.ABSENT || repriced(q) < q.mid() + 1e-3);
        everyQuote(
                "what is absent is missing",
                q -> q.ivSource() == Provenance.ABSENT
                        ? Double.isNaN(q.iv()) && q.greeks().equals(Greeks.ABSENT)
                        : q.iv() > 0 && q.greeks().gamma() >= 0 && q.greeks().vega() >= 0);
        everyQuote(
                "no volatility without a bid or a day to go",
                q -> (q.bid() > 0 && q.dte() > 0) || q.ivSource() == Provenance.ABSENT);
        long absent = quotes().filter(q -> q.ivSource() == Provenance.ABSENT).count();
        assertTrue(absent < 0.35 * quotes().count(), "absent " + absent);
    }

    private static double repriced(OptionQuote q) {
        return EuropeanPricing.price(q.contract().right(), q.contract().strike(), ExpiryForward.of(q), q.iv());
    }

    @Test
    void openInterestIsCarriedOverAndBeginsAtNothing() {
        Map<Contract, OptionQuote> yesterday = new HashMap<>();
        for (MarketDay day : DAYS.subList(0, 60)) {
            for (OptionQuote quote : day.options()) {
                OptionQuote before = yesterday.put(quote.contract(), quote);
                if (before != null) {
                    double change = Math.abs(quote.openInterest() - before.openInterest());
                    assertTrue(change <= before.volume(), () -> "more than was traded of " + before);
                } else if (!day.equals(DAYS.getFirst())) {
                    assertEquals(0, quote.openInterest(), () -> "at the listing of " + quote.contract());
                }
            }
        }
    }

    @Test
    void tradingIsNearTheMoneyAndInFront() {
        double near = meanVolume(q -> Math.abs(Math.log(q.moneyness())) < 0.03 && q.dte() > 5 && q.dte() < 40);
        double wing = meanVolume(q -> Math.abs(Math.log(q.moneyness())) > 0.15 && q.dte() > 5 && q.dte() < 40);
        double late = meanVolume(q -> Math.abs(Math.log(q.moneyness())) < 0.03 && q.dte() > 150);
        assertTrue(near > 3 * wing && near > 1.5 * late, near + " near, " + wing + " in the wings, " + late + " late");
    }

    @Test
    void downsideVolatilityOfTheIndexIsAboveUpsideVolatility() {
        double below = meanVolatility(q -> q.moneyness() > 0.90 && q.moneyness() < 0.96);
        double above = meanVolatility(q -> q.moneyness() > 1.02 && q.moneyness() < 1.08);
        assertTrue(below > above + 0.02, below + " below, " + above + " above");
    }

    private static double meanVolatility(Predicate<OptionQuote> which) {
        return quotes().filter(q -> q.underlyingId().equals("SPY") && q.dte() > 20 && q.dte() < 90 && q.iv() > 0)
                .filter(which)
                .mapToDouble(OptionQuote::iv)
                .average()
                .orElseThrow();
    }

    private static Stream<OptionQuote> quotes() {
        return DAYS.stream().flatMap(day -> day.options().stream());
    }

    private static double meanVolume(Predicate<OptionQuote> which) {
        return quotes().filter(which).mapToDouble(OptionQuote::volume).average().orElseThrow();
    }

    private static void everyQuote(String what, Predicate<OptionQuote> holds) {
        quotes().filter(holds.negate()).findFirst().ifPresent(q -> {
            throw new AssertionError(what + ", but not for " + q);
        });
    }

    private static boolean onTick(double price, int cents) {
        double ticks = price * 100 / cents;
        return Math.abs(ticks - Math.rint(ticks)) < 1e-6;
    }

    private static void forEachLadder(Consumer<List<OptionQuote>> check) {
        for (MarketDay day : DAYS) {
            Collection<List<OptionQuote>> ladders = day.options().stream()
                    .collect(Collectors.groupingBy(q -> new Slice(
                            q.underlyingId(),
                            q.contract().expiry(),
                            q.contract().right())))
                    .values();
            ladders.forEach(check);
        }
    }
}
