package dev.mvq.runtime.fusion;

import dev.mvq.runtime.market.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of question, and what it looks at: {@code SET weighting = path}. What the question is about counts {@link #EMPHASIS} times as
 * much as the rest, which still tells rows apart that are alike in it.
 */
public enum Weighting {
    /** Nothing counts more than anything else. */
    BALANCED(Set.of()),
    /** How contract and underlying moved. */
    PATH(Set.of(Modality.PRICE, Modality.TECHNICAL)),
    /** What the position is exposed to. */
    RISK(Set.of(Modality.GREEKS)),
    /** How it trades: spreads, sizes, volume. */
    LIQUIDITY(Set.of(Modality.MICROSTRUCTURE));

    /** Weight of what the question is about; the rest has 1. */
    public static final double EMPHASIS = 3;

    private final Set<Modality> about;

    Weighting(Set<Modality> about) {
        this.about = about;
    }

    /** The name in the language: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Weighting::word).toList();
    }

    /** The weighting of this name, in any case. */
    public static Optional<Weighting> of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equalsIgnoreCase(word))
                .findFirst();
    }

    /** The modality's weight, above 0. */
    public double weight(Modality modality) {
        return about.contains(modality) ? EMPHASIS : 1;
    }
}
