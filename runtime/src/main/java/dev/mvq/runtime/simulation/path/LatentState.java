package dev.mvq.runtime.simulation.path;

import java.time.LocalDate;

/**
 * What a made market knows of itself on one day about one underlying. It is given beside the market's days and never within them:
 * tests and judgements of embeddings read it, the engine does not.
 *
 * @param date the session
 * @param underlyingId the underlying
 * @param regime state of the whole market on that day
 * @param variance annual variance that the day's return was drawn with, jumps apart
 * @param flow persistent order-flow imbalance of the underlying, -1 (all sell) .. 1 (all buy)
 */
public record LatentState(LocalDate date, String underlyingId, Regime regime, double variance, double flow) {}
