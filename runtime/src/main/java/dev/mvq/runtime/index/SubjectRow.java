package dev.mvq.runtime.index;

import java.time.LocalDate;

/**
 * A contract-day or stock-day that is searched for.
 *
 * @param underlyingId identity of its underlying; of a stock its own
 * @param lineage identity of the contract under all its printed names; of a stock its underlyingId
 * @param day its trading day
 */
public record SubjectRow(String underlyingId, String lineage, LocalDate day) {}
