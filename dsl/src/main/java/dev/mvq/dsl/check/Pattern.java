package dev.mvq.dsl.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What ANALYZE can look at; {@code SHOW PATTERNS} prints this list. */
public enum Pattern {
    VOLATILITY_SMILE("implied volatility over moneyness, by expiry"),
    TERM_STRUCTURE("implied volatility at the money over expiries"),
    SKEW("implied volatility of puts below against calls above the money"),
    IMPLIED_VS_REALIZED("implied volatility against what the underlying then did"),
    PUT_CALL_PARITY("call minus put against discounted forward minus strike"),
    SPREAD("bid-ask spreads by moneyness and time to expiry"),
    VOLUME_PROFILE("volume by strike and expiry"),
    OPEN_INTEREST("open interest by strike and expiry");

    private final String meaning;

    Pattern(String meaning) {
        this.meaning = meaning;
    }

    /** As the language writes it: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it looks at, in a line. */
    public String meaning() {
        return meaning;
    }

    /** Every pattern's word. */
    static List<String> words() {
        return Arrays.stream(values()).map(Pattern::word).toList();
    }
}
