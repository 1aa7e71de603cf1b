package dev.mvq.runtime.simulation.quoting;

import dev.mvq.runtime.market.Contract;
import java.time.LocalTime;

/**
 * A contract as quoted at a time within a session.
 *
 * @param time of day, New York
 * @param contract printed terms
 * @param bid best bid, currency per share of contract
 * @param ask best ask
 * @param bidSize contracts bid
 * @param askSize contracts offered
 * @param last last trade so far, from an older session where there was none today; NaN where none is known
 * @param volume contracts traded so far in the session
 * @param underlyingPrice price of the underlying at that time
 */
public record IntradayQuote(
        LocalTime time,
        Contract contract,
        double bid,
        double ask,
        double bidSize,
        double askSize,
        double last,
        double volume,
        double underlyingPrice) {}
