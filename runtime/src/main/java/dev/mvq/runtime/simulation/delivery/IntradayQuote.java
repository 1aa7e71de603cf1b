package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.Contract;
import java.time.LocalTime;

/**
 * A contract quoted within a session.
 *
 * @param time New York time
 * @param bid currency per share
 * @param bidSize contracts
 * @param last last trade so far, NaN before the first
 * @param volume contracts traded so far
 * @param underlyingPrice at the same time
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
