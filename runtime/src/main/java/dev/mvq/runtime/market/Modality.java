package dev.mvq.runtime.market;

import java.util.Locale;

/** The five embeddings of a contract and day, with their dimensions. */
public enum Modality {
    PRICE(128),
    GREEKS(64),
    MICROSTRUCTURE(64),
    TECHNICAL(128),
    FUSED(256);

    private final int dimension;

    Modality(int dimension) {
        this.dimension = dimension;
    }

    /** Length of this modality's vectors. */
    public int dimension() {
        return dimension;
    }

    /** The name in the language, in files and columns: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
