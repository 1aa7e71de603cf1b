package dev.mvq.runtime.vector;

/**
 * What a day's embeddings were made from. Two equal inputs give the same embeddings.
 *
 * @param sourceEtag hash of the market data, {@code MarketArchive.etag}
 * @param encoderVersion version of the encoder set
 */
public record DayInputs(String sourceEtag, String encoderVersion) {}
