package dev.mvq.runtime.feature;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Right;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Random days with the shape of real ones: a walk with changing volatility and a chain of options around it. */
final class TestMarket {
    static final LocalDate FIRST = LocalDate.of(2020, 1, 2);

    private TestMarket() {}

    /** Consecutive weekdays of the tickers, options included from the first day on. */
    static List<MarketDay> days(long seed, int count, String... tickers) {
        List<List<MarketDay>> each = new ArrayList<>();
        for (String ticker : tickers) {
            each.add(daysOf(ticker, new Random(seed * 31 + ticker.hashCode()), count));
        }
        List<MarketDay> days = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Bar> bars = new ArrayList<>();
            List<OptionQuote> options = new ArrayList<>();
            for (List<MarketDay> one : each) {
                bars.addAll(one.get(i).bars());
                options.addAll(one.get(i).options());
            }
            days.add(new MarketDay(each.getFirst().get(i).date(), bars, options));
        }
        return days;
    }

    private static List<MarketDay> daysOf(String ticker, Random random, int count) {
        List<MarketDay> days = new ArrayList<>();
        LocalDate date = FIRST;
        double close = 100;
        double volatility = 0.012;
        for (int i = 0; i < count; i++) {
            volatility = Math.clamp(volatility * Math.exp(0.1 * random.nextGaussian()), 0.004, 0.05);
            double open = close * Math.exp(0.3 * volatility * random.nextGaussian());
            double next = open * Math.exp(volatility * random.nextGaussian());
            double high = Math.max(open, next) * (1 + 0.5 * volatility * random.nextDouble());
            double low = Math.min(open, next) * (1 - 0.5 * volatility * random.nextDouble());
            double volume = Math.rint(1e6 * Math.exp(0.4 * random.nextGaussian()));
            Bar bar = new Bar(ticker, ticker, date, open, high, low, next, volume, 0, 1, "test", 0);
            days.add(new MarketDay(date, List.of(bar), chain(ticker, date, next, volatility, random)));
            close = next;
            date = date.plusDays(date.getDayOfWeek() == DayOfWeek.FRIDAY ? 3 : 1);
        }
        return days;
    }

    private static List<OptionQuote> chain(
            String ticker, LocalDate date, double spot, double volatility, Random random) {
        List<OptionQuote> chain = new ArrayList<>();
        for (int month = 0; month < 30; month++) {
            LocalDate expiry = thirdFriday(FIRST.plusMonths(month));
            if (expiry.isBefore(date) || expiry.isAfter(date.plusDays(115))) {
                continue;
            }
            for (int strike = 80; strike <= 120; strike += 20) {
                for (Right right : Right.values()) {
                    chain.add(quote(
                            ticker,
                            date,
                            new Contract(ticker, expiry, strike * 1000L, right),
                            spot,
                            volatility,
                            random));
                }
            }
        }
        return chain;
    }

    private static OptionQuote quote(
            String ticker, LocalDate date, Contract contract, double spot, double volatility, Random random) {
        double years = Math.max(0.5, (double) contract.expiry().toEpochDay() - date.toEpochDay()) / 365;
        double iv = volatility * 16 * (1 + 0.2 * random.nextDouble());
        double deviation = iv * Math.sqrt(years);
        double d1 = Math.log(spot / contract.strike()) / deviation + deviation / 2;
        int sign = contract.right().sign();
        double density = Math.exp(-d1 * d1 / 2) / Math.sqrt(2 * Math.PI);
        double fair = sign * (spot * normal(sign * d1) - contract.strike() * normal(sign * (d1 - deviation)));
        double half = 0.01 + 0.02 * fair * random.nextDouble();
        Greeks greeks = new Greeks(
                sign * normal(sign * d1),
                density / (spot * deviation),
                -spot * density * iv / (2 * Math.sqrt(years)) / 365,
                spot * density * Math.sqrt(years) / 100,
                sign * contract.strike() * years * normal(sign * (d1 - deviation)) / 100);
        return new OptionQuote(
                contract,
                ticker,
                contract.name(),
                date,
                Math.max(0, fair - half),
                fair + half,
                fair + half * (random.nextDouble() - 0.5),
                random.nextInt(200),
                random.nextInt(200),
                random.nextInt(1000),
                100 + random.nextInt(5000),
                spot,
                spot,
                iv,
                greeks,
                Provenance.VENDOR,
                Provenance.VENDOR,
                100,
                "test",
                0);
    }

    private static double normal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = Math.exp(-x * x / 2)
                / Math.sqrt(2 * Math.PI)
                * t
                * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x > 0 ? 1 - tail : tail;
    }

    private static LocalDate thirdFriday(LocalDate month) {
        LocalDate first = month.withDayOfMonth(1);
        return first.plusDays(
                (DayOfWeek.FRIDAY.getValue() - first.getDayOfWeek().getValue() + 7) % 7 + 14L);
    }

    /** The days with every bar changed. */
    static List<MarketDay> withBars(List<MarketDay> days, UnaryOperator<Bar> change) {
        return days.stream()
                .map(day -> new MarketDay(
                        day.date(), day.bars().stream().map(change).toList(), day.options()))
                .toList();
    }

    /** The days with every quote changed. */
    static List<MarketDay> withQuotes(List<MarketDay> days, UnaryOperator<OptionQuote> change) {
        return days.stream()
                .map(day -> new MarketDay(
                        day.date(),
                        day.bars(),
                        day.options().stream().map(change).toList()))
                .toList();
    }

    /** The quote with prices and strike times {@code factor}, Greeks accordingly; its lineage stays. */
    static OptionQuote scaled(OptionQuote quote, double factor) {
        Contract contract = quote.contract();
        Contract scaled = new Contract(
                contract.root(),
                contract.expiry(),
                Math.round(contract.strikeThousandths() * factor),
                contract.right());
        Greeks greeks = quote.greeks();
        return new OptionQuote(
                scaled,
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                quote.bid() * factor,
                quote.ask() * factor,
                quote.last() * factor,
                quote.bidSize(),
                quote.askSize(),
                quote.volume(),
                quote.openInterest(),
                quote.underlyingPrice() * factor,
                quote.forward() * factor,
                quote.iv(),
                new Greeks(
                        greeks.delta(),
                        greeks.gamma() / factor,
                        greeks.theta() * factor,
                        greeks.vega() * factor,
                        greeks.rho() * factor),
                quote.ivSource(),
                quote.greeksSource(),
                quote.multiplier(),
                quote.source(),
                quote.flags());
    }

    /** The quote without bid, ask, volatility and Greeks. */
    static OptionQuote unpriced(OptionQuote quote) {
        return new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                Double.NaN,
                Double.NaN,
                quote.last(),
                quote.bidSize(),
                quote.askSize(),
                quote.volume(),
                quote.openInterest(),
                quote.underlyingPrice(),
                quote.forward(),
                Double.NaN,
                Greeks.ABSENT,
                Provenance.ABSENT,
                Provenance.ABSENT,
                quote.multiplier(),
                quote.source(),
                quote.flags());
    }

    static OptionQuote withLineage(OptionQuote quote, String lineage) {
        return new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                lineage,
                quote.date(),
                quote.bid(),
                quote.ask(),
                quote.last(),
                quote.bidSize(),
                quote.askSize(),
                quote.volume(),
                quote.openInterest(),
                quote.underlyingPrice(),
                quote.forward(),
                quote.iv(),
                quote.greeks(),
                quote.ivSource(),
                quote.greeksSource(),
                quote.multiplier(),
                quote.source(),
                quote.flags());
    }

    static OptionQuote withLast(OptionQuote quote, double last) {
        return new OptionQuote(
                quote.contract(),
                quote.underlyingId(),
                quote.lineage(),
                quote.date(),
                quote.bid(),
                quote.ask(),
                last,
                quote.bidSize(),
                quote.askSize(),
                quote.volume(),
                quote.openInterest(),
                quote.underlyingPrice(),
                quote.forward(),
                quote.iv(),
                quote.greeks(),
                quote.ivSource(),
                quote.greeksSource(),
                quote.multiplier(),
                quote.source(),
                quote.flags());
    }

    /** Features of all rows of the last day, all days before it accepted. */
    static FeatureBatch lastDay(List<MarketDay> days) {
        FeatureHistory history = new FeatureHistory();
        days.forEach(history::accept);
        return history.extract(days.getLast(), 0, days.getLast().size());
    }
}
