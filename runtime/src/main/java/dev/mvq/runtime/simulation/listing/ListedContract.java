package dev.mvq.runtime.simulation.listing;

import dev.mvq.runtime.market.Contract;

/**
 * A contract as it is listed on one session.
 *
 * @param contract printed terms of that session: an adjustment changes them
 * @param lineage the terms it was first listed with, as {@link Contract#name()} prints them: the same through adjustments, and never
 *     that of another contract
 * @param key what is drawn for the contract is drawn from this: the same through adjustments
 * @param since the session of its listing; it may lie before the first one seen
 * @param shares shares of the underlying that one contract delivers, per 100 of its multiplier: 100 unless adjusted unevenly
 */
public record ListedContract(Contract contract, String lineage, long key, int since, int shares) {}
