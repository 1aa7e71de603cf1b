package dev.mvq.dsl.golden;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Right;
import dev.mvq.runtime.storage.Catalogue;
import dev.mvq.runtime.storage.LocalObjectStore;
import dev.mvq.runtime.storage.MarketArchive;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A small market of round numbers: three trading days around a holiday, two stocks, four contracts of each. */
final class HandmadeMarket {
    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2024, 1, 11), LocalDate.of(2024, 1, 12), LocalDate.of(2024, 1, 16));

    private HandmadeMarket() {}

    static void write(Path folder) {
        try (LocalObjectStore store = new LocalObjectStore(folder);
                MarketArchive archive = new MarketArchive(store);
                Catalogue catalogue = Catalogue.open(store)) {
            for (int day = 0; day < DAYS.size(); day++) {
                MarketDay made = day(day);
                archive.write(made);
                catalogue.include(made);
            }
            catalogue.save();
        }
    }

    private static MarketDay day(int day) {
        List<Bar> bars = new ArrayList<>();
        List<OptionQuote> quotes = new ArrayList<>();
        add(day, "SPY", 470 + day, bars, quotes);
        add(day, "QQQ", 400 + 2 * day, bars, quotes);
        return new MarketDay(DAYS.get(day), bars, quotes);
    }

    private static void add(int day, String ticker, double close, List<Bar> bars, List<OptionQuote> quotes) {
        LocalDate date = DAYS.get(day);
        bars.add(
                new Bar(ticker, ticker, date, close - 1, close + 2, close - 3, close, 1000 + day, 0, 1, "handmade", 0));
        for (int month = 1; month <= 2; month++) {
            LocalDate expiry = month == 1 ? LocalDate.of(2024, 1, 19) : LocalDate.of(2024, 2, 16);
            for (Right right : Right.values()) {
                double sign = right == Right.CALL ? 1 : -1;
                Contract contract = new Contract(ticker, expiry, (ticker.equals("SPY") ? 470 : 400) * 1000L, right);
                double bid = month * 2 + day * 0.5;
                boolean untraded = day == 1 && month == 2;
                quotes.add(new OptionQuote(
                        contract,
                        ticker,
                        contract.name(),
                        date,
                        bid,
                        bid + 0.25,
                        untraded ? Double.NaN : bid,
                        10,
                        20,
                        untraded ? 0 : 100 * month + day,
                        500,
                        close,
                        close,
                        0.25 * month - 0.125 * day / 2,
                        new Greeks(sign * 0.5, 0.015625, -0.125, 0.25, sign * 0.0625),
                        Provenance.COMPUTED,
                        Provenance.COMPUTED,
                        100,
                        "handmade",
                        0));
            }
        }
    }
}
