package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;

/**
 * A quote that was moved, currency per share.
 *
 * @param bidBefore what the clean market bid
 * @param askBefore what it asked
 * @param bid what is bid now
 * @param ask what is asked now
 */
public record MovedQuote(Contract contract, double bidBefore, double askBefore, double bid, double ask) {}
