package dev.mvq.runtime.measure;

import dev.mvq.runtime.market.Modality;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What is known of a row beside its vectors. Some quantities are withheld: no feature of some encoders is computed from what they are
 * computed from, so neighbours that agree on them were not simply told. {@code WithheldQuantityTest} shows each by changing a market so
 * that the quantity moves and no feature of those encoders does.
 */
enum Quantity {
    ZOMMA_OF_ASK(
            "change of gamma per volatility, from the ask's implied volatility alone: n(d1) (d1 d2 - 1)", greeks()),
    COLOR_OF_ASK("change of gamma per time, from the ask's implied volatility alone, times t S s sqrt t", greeks()),
    ULTIMA_OF_ASK(
            "change of vomma per volatility, from the ask's implied volatility alone, times s s / (S sqrt t)",
            greeks()),
    SPREAD("log(spread / mid)", EnumSet.of(Modality.PRICE, Modality.GREEKS, Modality.TECHNICAL)),
    NEXT_SPREAD("log(spread / mid) of the contract's next session", everywhere()),
    NEXT_VOLUME("log(1 + volume) of the contract's next session", everywhere()),
    MIRROR_SPREAD("log(spread / mid) of the other right at the same strike and expiry", everywhere()),
    IV_MOVE_5("log of |log(iv in 5 sessions / iv)| + 0.001", everywhere()),
    SMILE_SLOPE(
            "slope of the other contracts' log iv over log(strike / forward) / sqrt t",
            EnumSet.of(Modality.PRICE, Modality.MICROSTRUCTURE, Modality.TECHNICAL)),
    AVERAGE_200(
            "log(close / its mean of 200 sessions)",
            EnumSet.of(Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE)),
    OLD_VOLATILITY(
            "log volatility of the returns of 121 to 250 sessions before",
            EnumSet.of(Modality.PRICE, Modality.GREEKS, Modality.MICROSTRUCTURE)),
    OVERNIGHT_VOLATILITY(
            "log volatility from close to open of 20 sessions",
            EnumSet.of(Modality.GREEKS, Modality.MICROSTRUCTURE, Modality.TECHNICAL)),
    RANGE_VOLATILITY(
            "log volatility by high and low (Parkinson 1980) of 20 sessions",
            EnumSet.of(Modality.GREEKS, Modality.MICROSTRUCTURE)),
    VOLATILITY_INDEX("log of a volatility index, from another source", everywhere()),

    LOG_IV("log(iv)"),
    DELTA("delta"),
    GAMMA("gamma S s sqrt t"),
    VEGA("vega 100 / (S sqrt t)"),
    VOLATILITY_20("log volatility of the returns of 20 sessions"),
    RSI_14("relative strength of 14 sessions (Cutler: plain sums), -1..1"),
    LOG_PRICE("log price of the underlying"),

    PAST_VARIANCE_1("variance of the last session, a year"),
    PAST_VARIANCE_5("variance of the last 5 sessions, a year"),
    PAST_VARIANCE_21("variance of the last 21 sessions, a year"),
    EWMA_VARIANCE("exponentially weighted variance, a year"),
    NEXT_VARIANCE_5("variance of the next 5 sessions, a year"),
    NEXT_VARIANCE_21("variance of the next 21 sessions, a year"),

    REGIME("state of a made market, as a number"),
    FLOW("order flow of a made market's underlying, -1..1");

    private final String meaning;
    private final Set<Modality> withheldFrom;

    Quantity(String meaning) {
        this(meaning, EnumSet.noneOf(Modality.class));
    }

    Quantity(String meaning, Set<Modality> withheldFrom) {
        this.meaning = meaning;
        this.withheldFrom = withheldFrom;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }

    /** The encoders whose input says nothing of it. */
    Set<Modality> withheldFrom() {
        return Set.copyOf(withheldFrom);
    }

    private static Set<Modality> greeks() {
        return EnumSet.of(Modality.GREEKS);
    }

    private static Set<Modality> everywhere() {
        return EnumSet.allOf(Modality.class);
    }
}
