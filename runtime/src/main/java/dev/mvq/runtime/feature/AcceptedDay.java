package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.MarketDay;
import org.jspecify.annotations.Nullable;

/**
 * The newest day of a history with, for each of its rows, what is remembered.
 *
 * @param underlyings per row, the same object for all rows of one underlying
 * @param contracts per row, null for stocks
 */
record AcceptedDay(
        MarketDay day,
        DayRows rows,
        UnderlyingDay[] underlyings,
        @Nullable ContractHistory[] contracts) {}
