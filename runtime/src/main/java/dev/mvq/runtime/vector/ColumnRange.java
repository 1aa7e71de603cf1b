package dev.mvq.runtime.vector;

/**
 * Least and greatest value of a column within a segment, missing values left out.
 *
 * @param column its name
 * @param min least value; of dates the days since 1970-01-01
 * @param max greatest value
 */
public record ColumnRange(String column, double min, double max) {}
