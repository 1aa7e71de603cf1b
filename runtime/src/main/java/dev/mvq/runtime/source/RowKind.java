package dev.mvq.runtime.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the rows of a file are of. */
public enum RowKind {
    /** Quotes of contracts. */
    OPTIONS("quotes of options", "options", "quotes"),
    /** Daily bars of stocks. */
    BARS("daily bars", "bars");

    private final String described;
    private final List<String> words;

    RowKind(String described, String... words) {
        this.described = described;
        this.words = List.of(words);
    }

    /** Every word for a kind: {@code options quotes bars}. */
    public static List<String> known() {
        return Arrays.stream(values()).flatMap(kind -> kind.words.stream()).toList();
    }

    /**
     * The kind of that word, in any case.
     *
     * @throws IllegalArgumentException for a word that is none of {@link #known()}
     */
    public static RowKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.words.contains(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of rows: " + word));
    }

    /** What the rows are, whichever of its words was written. */
    public String described() {
        return described;
    }

    /** As it is written in the language. */
    public String word() {
        return words.getFirst();
    }
}
