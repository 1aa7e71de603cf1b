package dev.mvq.runtime.market;

import java.util.Locale;

/** The five embeddings of a contract and day, with their dimensions. */
public enum Modality {
    PRICE(128, 1),
    GREEKS(64, 2),
    MICROSTRUCTURE(64, 4),
    TECHNICAL(128, 8),
    FUSED(256, 16);

    private final int dimension;
    private final int bit;

    Modality(int dimension, int bit) {
        this.dimension = dimension;
        this.bit = bit;
    }

    /** Length of this modality's vectors. */
    public int dimension() {
        return dimension;
    }

    /** The name in the language, in files and columns: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** This modality's bit in a row's {@code present}, as stored. */
    public int bit() {
        return bit;
    }

    /** Whether a row with these bits has this modality. */
    public boolean in(int present) {
        return (present & bit) != 0;
    }
}
