package dev.mvq.runtime.market;

/**
 * A stock, fund or index by its printed ticker, upper case.
 *
 * @param ticker as listed on the day in question, not blank
 */
public record Stock(String ticker) implements Instrument {
    public Stock {
        if (ticker.isBlank()) {
            throw new IllegalArgumentException("a ticker may not be blank");
        }
    }

    @Override
    public String name() {
        return ticker;
    }

    @Override
    public String root() {
        return ticker;
    }

    @Override
    public String toString() {
        return ticker;
    }
}
