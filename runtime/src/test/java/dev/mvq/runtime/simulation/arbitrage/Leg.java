package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.market.Contract;

/**
 * A position in one contract.
 *
 * @param contract what is held
 * @param quantity contracts, positive bought, negative sold
 * @param price what one costs, currency per share: the ask of a purchase, the bid of a sale
 */
public record Leg(Contract contract, double quantity, double price) {
    /** What the leg costs, currency per share; negative where it brings money in. */
    double cost() {
        return quantity * price;
    }
}
