package dev.mvq.runtime.market;

/** What a row of market data is about: a listed option contract or a stock (index, fund). */
public sealed interface Instrument permits Contract, Stock {
    /** The printed name: {@code AAPL_20240119_150_C} or {@code AAPL}. */
    String name();

    /** The root the name begins with: {@code AAPL}, {@code SPXW}, {@code AAPL1}; for a stock its ticker. */
    String root();
}
