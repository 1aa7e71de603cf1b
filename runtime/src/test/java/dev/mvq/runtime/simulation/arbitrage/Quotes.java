package dev.mvq.runtime.simulation.arbitrage;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.pricing.PolicyRate;
import dev.mvq.runtime.pricing.YearFraction;
import java.time.LocalDate;

/**
 * Quotes made by hand, of one underlying at one close.
 *
 * @param date the session
 * @param spot the underlying's price
 * @param yield dividend yield, continuously compounded, per year, decimal
 */
record Quotes(LocalDate date, double spot, double yield) {
    /** A share at 100 that pays nothing, at a rate of about 5.2%. */
    static final Quotes PLAIN = new Quotes(LocalDate.of(2024, 1, 12), 100, 0);

    static final LocalDate NEAR = LocalDate.of(2024, 2, 16);
    static final LocalDate FAR = LocalDate.of(2024, 9, 20);

    double discount(LocalDate expiry) {
        return Math.exp(-PolicyRate.on(date) * YearFraction.between(date, expiry));
    }

    double forward(LocalDate expiry) {
        return spot * Math.exp((PolicyRate.on(date) - yield) * YearFraction.between(date, expiry));
    }

    OptionQuote call(LocalDate expiry, double strike, double bid, double ask) {
        return quote(contract(expiry, strike, Right.CALL), bid, ask);
    }

    OptionQuote put(LocalDate expiry, double strike, double bid, double ask) {
        return quote(contract(expiry, strike, Right.PUT), bid, ask);
    }

    static Contract contract(LocalDate expiry, double strike, Right right) {
        return new Contract("TEST", expiry, Math.round(1000 * strike), right);
    }

    OptionQuote quote(Contract contract, double bid, double ask) {
        return quote(contract, bid, ask, 100);
    }

    OptionQuote quote(Contract contract, double bid, double ask, int multiplier) {
        return new OptionQuote(
                contract,
                "TEST",
                contract.name(),
                date,
                bid,
                ask,
                Double.NaN,
                10,
                10,
                0,
                0,
                spot,
                forward(contract.expiry()),
                Double.NaN,
                Greeks.ABSENT,
                Provenance.ABSENT,
                Provenance.ABSENT,
                multiplier,
                "by-hand",
                0);
    }
}
