package dev.mvq.tests.bench.realism;

import dev.mvq.runtime.market.OptionQuote;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * How much one contract is traded and held on one day.
 *
 * @param volume contracts traded
 * @param openInterest contracts open, NaN where not delivered
 * @param moneyness |log(strike / spot)|
 * @param expiry printed expiry, as YYYYMMDD
 */
record ContractActivity(double volume, double openInterest, double moneyness, String expiry) {
    /** A name on a day. */
    record Day(String name, LocalDate date) {}

    /**
     * All contracts of one underlying on one day.
     *
     * @param of which
     * @param contracts one for each contract
     */
    record Chain(Day of, List<ContractActivity> contracts) {
        long expiries() {
            return contracts.stream().map(ContractActivity::expiry).distinct().count();
        }

        double[] volumes() {
            return contracts.stream().mapToDouble(ContractActivity::volume).toArray();
        }

        double[] openInterests() {
            return contracts.stream()
                    .mapToDouble(ContractActivity::openInterest)
                    .toArray();
        }
    }

    static ContractActivity of(OptionQuote quote) {
        return new ContractActivity(
                quote.volume(),
                quote.openInterest(),
                Math.abs(Math.log(quote.contract().strike() / quote.underlyingPrice())),
                DateTimeFormatter.BASIC_ISO_DATE.format(quote.contract().expiry()));
    }

    /**
     * A Lean universe file: a heading, the underlying's line (no expiry), then a line a contract:
     * {@code expiry,strike,right,open,high,low,close,volume,open_interest,…}.
     */
    static Chain universe(String name, LocalDate date, List<String> lines) {
        List<ContractActivity> contracts = new ArrayList<>();
        double spot = Double.NaN;
        for (String line : lines) {
            String[] cells = line.split(",", -1);
            if (line.startsWith("#")) {
                continue;
            }
            if (cells[0].isEmpty()) {
                spot = Double.parseDouble(cells[6]);
            } else {
                contracts.add(new ContractActivity(
                        number(cells[7], 0),
                        number(cells[8], Double.NaN),
                        Math.abs(Math.log(number(cells[1], Double.NaN) / spot)),
                        cells[0]));
            }
        }
        return new Chain(new Day(name, date), contracts);
    }

    private static double number(String cell, double otherwise) {
        return cell.isEmpty() ? otherwise : Double.parseDouble(cell);
    }
}
