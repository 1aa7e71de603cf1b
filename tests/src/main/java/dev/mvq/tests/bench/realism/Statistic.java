package dev.mvq.tests.bench.realism;

/**
 * A row of the table.
 *
 * @param section what it is about
 * @param name what is measured, and over what
 */
record Statistic(String section, String name) {}
