package dev.mvq.runtime.source;

import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MalformedContractException;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.QuoteFlag;
import java.time.LocalDate;
import java.util.Locale;

/** Puts an option's quote together from a row's columns, those that the form has; the others stay NaN. */
final class QuoteReader {
    private static final int SHARES = 100;
    private static final int LONGEST_MESSAGE = 160;
    private static final double HALF_A_THOUSANDTH = 0.0005;

    private final CsvRow row;
    private final String source;
    private final LocalDate session;
    private final String ticker;
    private final Identities identities;
    private double last = Double.NaN;
    private double bidSize = Double.NaN;
    private double askSize = Double.NaN;
    private double volume = Double.NaN;
    private double openInterest = Double.NaN;
    private double underlyingPrice = Double.NaN;
    private double iv = Double.NaN;
    private Greeks greeks = Greeks.ABSENT;

    QuoteReader(CsvRow row, String source, LocalDate session, String ticker, Identities identities) {
        this.row = row;
        this.source = source;
        this.session = session;
        this.ticker = ticker;
        this.identities = identities;
    }

    /** The contract of a column that holds an OCC symbol. */
    static Contract occ(CsvRow row, String column) throws BadRowException {
        try {
            return ContractParser.parse(row.text(column));
        } catch (MalformedContractException malformed) {
            throw new BadRowException(
                    "malformed contract", column + ": " + CsvRow.printable(malformed.getMessage(), LONGEST_MESSAGE));
        }
    }

    /** Refuses a row whose columns {@code expiration}, {@code type} and {@code strike} contradict its symbol. */
    static void agree(CsvRow row, Contract contract, String ticker) throws BadRowException {
        LocalDate expiry = row.date("expiration");
        double strike = row.price("strike");
        String type = row.text("type").toLowerCase(Locale.ROOT);
        String right = contract.right().name().toLowerCase(Locale.ROOT);
        boolean agrees = expiry.equals(contract.expiry())
                && Math.abs(strike - contract.strike()) < HALF_A_THOUSANDTH
                && (type.equals(right) || type.equals(right.substring(0, 1)));
        if (!agrees) {
            throw new BadRowException(
                    "contradiction",
                    "the symbol says " + contract + ", the columns " + ticker + " " + expiry + " " + strike + " "
                            + CsvRow.shown(type));
        }
    }

    QuoteReader sizes(String bid, String ask) throws BadRowException {
        bidSize = row.amount(bid);
        askSize = row.amount(ask);
        return this;
    }

    QuoteReader last(String column) throws BadRowException {
        last = row.amount(column);
        return this;
    }

    QuoteReader activity(String ofVolume, String ofOpenInterest) throws BadRowException {
        volume = row.amount(ofVolume);
        openInterest = row.amount(ofOpenInterest);
        return this;
    }

    QuoteReader underlyingPrice(String column) throws BadRowException {
        underlyingPrice = row.price(column);
        return this;
    }

    /** What the vendor computed, in the project's units. An IV that is not above 0 says that it has none, nor Greeks. */
    QuoteReader vendor(String ofIv, String delta, String gamma, String theta, String vega, String rho)
            throws BadRowException {
        double delivered = row.number(ofIv);
        if (delivered > 0) {
            iv = delivered;
            greeks = new Greeks(
                    row.number(delta), row.number(gamma), row.number(theta), row.number(vega), row.number(rho));
        }
        return this;
    }

    OptionQuote quote(Contract contract) throws BadRowException {
        if (session.isAfter(contract.expiry())) {
            throw new BadRowException("quoted after expiry", contract + " on " + session);
        }
        double bid = row.amount("bid");
        double ask = row.amount("ask");
        if (bid > ask) {
            throw new BadRowException("crossed quote", "bid " + bid + " above ask " + ask);
        }
        boolean hasGreeks = !Double.isNaN(greeks.delta());
        return new OptionQuote(
                contract,
                identities.underlyingId(ticker, session),
                identities.lineage(contract, ticker, session, SHARES),
                session,
                bid,
                ask,
                last,
                bidSize,
                askSize,
                volume,
                openInterest,
                underlyingPrice,
                Double.NaN,
                iv,
                hasGreeks ? greeks : Greeks.ABSENT,
                Double.isNaN(iv) ? Provenance.ABSENT : Provenance.VENDOR,
                hasGreeks ? Provenance.VENDOR : Provenance.ABSENT,
                SHARES,
                source,
                bid == 0 ? QuoteFlag.ZERO_BID.bit() : 0);
    }
}
