package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.QuoteFlag;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A row of market data in words: {@code item value unit}. */
final class Description {
    private final StringColumn items = StringColumn.create("item");
    private final StringColumn values = StringColumn.create("value");
    private final StringColumn units = StringColumn.create("unit");

    Description option(OptionQuote quote) {
        text("contract", quote.contract().name());
        text("underlying", quote.underlyingId());
        text("date", quote.date().toString());
        number("dte", quote.dte(), "%.0f", "calendar days");
        number("bid", quote.bid(), "%.2f", "per share");
        number("ask", quote.ask(), "%.2f", "per share");
        number("mid", quote.mid(), "%.4f", "per share");
        number("last", quote.last(), "%.2f", "per share");
        number("bid_size", quote.bidSize(), "%.0f", "contracts");
        number("ask_size", quote.askSize(), "%.0f", "contracts");
        number("volume", quote.volume(), "%.0f", "contracts");
        number("open_interest", quote.openInterest(), "%.0f", "contracts");
        number("underlying_price", quote.underlyingPrice(), "%.2f", "per share");
        number("forward", quote.forward(), "%.4f", "per share, to the expiry");
        number("moneyness", quote.moneyness(), "%.4f", "strike / forward");
        number("iv", quote.iv(), "%.4f", "decimal, " + word(quote.ivSource()));
        greeks(quote.greeks(), word(quote.greeksSource()));
        number("multiplier", quote.multiplier(), "%.0f", "shares");
        return origin(quote.source(), quote.flags());
    }

    private void greeks(Greeks greeks, String source) {
        number("delta", greeks.delta(), "%.4f", "per unit of the underlying, " + source);
        number("gamma", greeks.gamma(), "%.5f", "per unit of the underlying, " + source);
        number("theta", greeks.theta(), "%.4f", "per calendar day, " + source);
        number("vega", greeks.vega(), "%.4f", "per 0.01 of iv, " + source);
        number("rho", greeks.rho(), "%.4f", "per 0.01 of the rate, " + source);
    }

    Description stock(Bar bar) {
        text("ticker", bar.ticker());
        text("date", bar.date().toString());
        number("open", bar.open(), "%.2f", "per share");
        number("high", bar.high(), "%.2f", "per share");
        number("low", bar.low(), "%.2f", "per share");
        number("close", bar.close(), "%.2f", "per share");
        number("volume", bar.volume(), "%.0f", "shares");
        number("dividend", bar.dividend(), "%.4f", "per share, ex this day");
        number("split_factor", bar.splitFactor(), "%.4f", "new shares per old");
        return origin(bar.source(), bar.flags());
    }

    /** Which embeddings the row has. */
    Description embeddings(String generation, int present) {
        String has = Arrays.stream(Modality.values())
                .filter(modality -> modality.in(present))
                .map(Modality::word)
                .collect(Collectors.joining(", "));
        return add("embeddings", has.isEmpty() ? "none" : has, "generation " + generation);
    }

    /** That the row is not encoded. */
    Description withoutEmbeddings() {
        return add("embeddings", "none", "GENERATE EMBEDDINGS makes them");
    }

    Table table() {
        return Table.create("description", items, values, units);
    }

    private Description origin(String source, int flags) {
        String set = Arrays.stream(QuoteFlag.values())
                .filter(flag -> flag.in(flags))
                .map(flag -> flag.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        add("source", source, QuoteFlag.MADE.in(flags) ? "made market: simulated, not real" : "");
        return add("flags", set, "");
    }

    private void text(String item, String value) {
        add(item, value, "");
    }

    private void number(String item, double value, String format, String unit) {
        add(item, Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value), unit);
    }

    private Description add(String item, String value, String unit) {
        items.append(item);
        values.append(value);
        units.append(unit);
        return this;
    }

    private static String word(Enum<?> provenance) {
        return provenance.name().toLowerCase(Locale.ROOT);
    }
}
