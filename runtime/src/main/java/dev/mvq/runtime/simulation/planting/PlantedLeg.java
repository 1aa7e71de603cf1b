package dev.mvq.runtime.simulation.planting;

import dev.mvq.runtime.market.Contract;

/**
 * One option of a planted portfolio.
 *
 * @param quantity per share of the portfolio; bought above 0, sold below
 * @param price at which it trades, currency per share: the ask when bought, the bid when sold
 */
public record PlantedLeg(Contract contract, double quantity, double price) {}
