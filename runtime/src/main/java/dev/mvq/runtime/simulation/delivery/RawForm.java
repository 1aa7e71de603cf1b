package dev.mvq.runtime.simulation.delivery;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Forms of file that made days can be delivered in, named as {@code IMPORT … FORMAT} names them. */
public enum RawForm {
    /** Chains captured after the close, one file an underlying and session. */
    CHAINS(new ChainsWriter()),
    /** Quotes with volume and open interest, one file a session, and another of bars. */
    SPY_OPTIONS(new SpyOptionsWriter()),
    /** Bars alone, one file a session. */
    BARS(new BarsWriter());

    private final FormWriter writer;

    RawForm(FormWriter writer) {
        this.writer = writer;
    }

    /** As written in the language: {@code spy-options}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(RawForm::word).toList();
    }

    /** The form of that word, in any case. */
    public static Optional<RawForm> named(String word) {
        return Arrays.stream(values())
                .filter(form -> form.word().equalsIgnoreCase(word))
                .findFirst();
    }

    FormWriter writer() {
        return writer;
    }
}
