package dev.mvq.runtime.simulation;

import dev.mvq.runtime.market.Contract;

/** A contract from its listing to its expiry, with what is carried from one session to the next. */
final class ListedContract {
    final Contract contract;
    final long key;
    /** Session of the listing; it may lie before the first one seen. */
    final int since;

    /** Contracts open at the next session's start; NaN until the contract is first seen. */
    double openInterest = Double.NaN;
    /** The last trade, currency per share; NaN until there was one. */
    double last = Double.NaN;
    /** The contract's own order-flow imbalance, a standard normal with memory. */
    double flow;

    ListedContract(Contract contract, long nameKey, int since) {
        this.contract = contract;
        this.key = Noise.key(nameKey, contract.name().hashCode());
        this.since = since;
    }
}
