package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.Instrument;
import java.time.LocalDate;

/**
 * One contract or stock that market data was seen of.
 *
 * @param instrument its printed terms
 * @param underlyingId identity of its underlying; a stock's own
 * @param lineage identity of the contract through adjustments; a stock's underlyingId
 * @param firstDay first day with data
 * @param lastDay last day with data
 */
public record CatalogueEntry(
        Instrument instrument, String underlyingId, String lineage, LocalDate firstDay, LocalDate lastDay) {
    /** The same with {@code day} among its days. */
    CatalogueEntry with(LocalDate day) {
        return new CatalogueEntry(
                instrument,
                underlyingId,
                lineage,
                day.isBefore(firstDay) ? day : firstDay,
                day.isAfter(lastDay) ? day : lastDay);
    }
}
