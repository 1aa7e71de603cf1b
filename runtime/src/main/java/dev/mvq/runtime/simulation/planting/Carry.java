package dev.mvq.runtime.simulation.planting;

/**
 * What a portfolio holds beside options.
 *
 * @param shares of the underlying, bought above 0, sold short below, 0 for none
 * @param price at which they are held to the expiry, currency: the spot, less the dividends that whoever is short owes or, with European
 *     exercise, that a forward buyer forgoes
 * @param cash borrowed above 0, set aside below, currency per share: it is paid back out of, or covers, what the options come to
 */
public record Carry(double shares, double price, double cash) {
    /** What is left of it today, currency per share. */
    double proceeds() {
        return cash - shares * price;
    }
}
