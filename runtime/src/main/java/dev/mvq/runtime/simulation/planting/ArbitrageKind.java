package dev.mvq.runtime.simulation.planting;

import java.util.Locale;

/** Portfolios that can be planted, as {@code FIND ARBITRAGE … KIND} names them. */
public enum ArbitrageKind {
    /** A call of a higher strike dearer than one of a lower. */
    VERTICAL(true, true),
    /** Prices that are not convex in the strike. */
    BUTTERFLY(true, true),
    /** An earlier expiry dearer than a later one of the same strike. */
    CALENDAR(true, false),
    /** A call, a put and the underlying: conversion or reversal. */
    PARITY(true, true),
    /** Four options of two strikes that are worth the difference of the strikes for certain. European exercise only. */
    BOX(false, true),
    /** A near option of a middle strike against fractions of two later ones around it. */
    PORTFOLIO(true, false);

    private final boolean american;
    private final boolean european;

    ArbitrageKind(boolean american, boolean european) {
        this.american = american;
        this.european = european;
    }

    /** Lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether such a portfolio pays for certain. Where options can be exercised early, a box does not; where they cannot, a later expiry
     * of the same strike may rightly be the cheaper one.
     */
    boolean pays(Underlying underlying) {
        return underlying.european() ? european : american;
    }
}
