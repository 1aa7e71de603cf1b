package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.ContractParser;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.Greeks;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import dev.mvq.runtime.market.Provenance;
import dev.mvq.runtime.market.Right;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The canonical columns of a contract-day, in files and in the language, and the way between them and a {@link MarketDay}.
 * A stock's row has type {@code S}, its ticker as underlying, its close as underlying_price, and nothing in the columns of a
 * contract or a quote. Missing values are NULL. The columns dte, moneyness, mid, spread and a contract's underlying follow from
 * others and are written for those who read the files.
 */
public final class RowColumns {
    private static final List<Definition> DEFINITIONS = List.of(
            text(
                    "contract",
                    row -> row.option() == null ? null : row.option().contract().name()),
            text("underlying", Row::underlying),
            text("type", Row::type),
            quoteNumber("strike", quote -> quote.contract().strike()),
            date(
                    "expiry",
                    row -> row.option() == null ? null : row.option().contract().expiry()),
            date("date", Row::date),
            quoteWhole("dte", OptionQuote::dte),
            quoteNumber("moneyness", OptionQuote::moneyness),
            quoteNumber("bid", OptionQuote::bid),
            quoteNumber("ask", OptionQuote::ask),
            quoteNumber("mid", OptionQuote::mid),
            quoteNumber("spread", OptionQuote::spread),
            quoteNumber("last", OptionQuote::last),
            number("volume", OptionQuote::volume, Bar::volume),
            quoteNumber("open_interest", OptionQuote::openInterest),
            quoteNumber("iv", OptionQuote::iv),
            quoteNumber("delta", quote -> quote.greeks().delta()),
            quoteNumber("gamma", quote -> quote.greeks().gamma()),
            quoteNumber("theta", quote -> quote.greeks().theta()),
            quoteNumber("vega", quote -> quote.greeks().vega()),
            quoteNumber("rho", quote -> quote.greeks().rho()),
            number("underlying_price", OptionQuote::underlyingPrice, Bar::close),
            quoteWhole("multiplier", OptionQuote::multiplier),
            quoteNumber("bid_size", OptionQuote::bidSize),
            quoteNumber("ask_size", OptionQuote::askSize),
            text("source", Row::source),
            text(
                    "iv_source",
                    row -> row.option() == null ? null : word(row.option().ivSource())),
            text(
                    "greeks_source",
                    row -> row.option() == null ? null : word(row.option().greeksSource())),
            whole("flags", Row::flags),
            text("underlying_id", Row::underlyingId),
            text("lineage", Row::lineage),
            quoteNumber("forward", OptionQuote::forward),
            barNumber("open", Bar::open),
            barNumber("high", Bar::high),
            barNumber("low", Bar::low),
            barNumber("close", Bar::close),
            barNumber("dividend", Bar::dividend),
            barNumber("split_factor", Bar::splitFactor));

    /** Every column, in the order of files. */
    public static final List<Column> ALL =
            DEFINITIONS.stream().map(Definition::column).toList();

    private RowColumns() {}

    /** The column of that name, if there is one. */
    public static Optional<Column> find(String name) {
        return ALL.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The day's rows in the order of {@link DayRows}. */
    public static ColumnTable table(MarketDay day) {
        DayRows of = DayRows.of(day);
        List<Row> rows = new ArrayList<>(of.size());
        for (int i = 0; i < of.size(); i++) {
            rows.add(new Row(day.date(), of.option(i), of.bar(i), of.underlyingBar(i), of.underlyingId(i)));
        }
        ColumnTable table = new ColumnTable(rows.size());
        for (Definition definition : DEFINITIONS) {
            table.with(definition.column(), definition.values(rows));
        }
        return table;
    }

    /** The market day of such a table. */
    public static MarketDay day(LocalDate date, ColumnTable table) {
        return new RowReader(date, table).day();
    }

    private record Row(
            LocalDate date,
            @Nullable OptionQuote option,
            @Nullable Bar bar,
            @Nullable Bar underlyingBar,
            String underlyingId) {
        String underlying() {
            return underlyingBar == null ? underlyingId : underlyingBar.ticker();
        }

        String type() {
            return option == null
                    ? "S"
                    : String.valueOf(option.contract().right().letter());
        }

        String lineage() {
            return option == null ? underlyingId : option.lineage();
        }

        @Nullable
        String source() {
            return option != null ? option.source() : bar == null ? null : bar.source();
        }

        int flags() {
            return option != null ? option.flags() : bar == null ? 0 : bar.flags();
        }
    }

    private sealed interface Definition {
        Column column();

        ColumnValues values(List<Row> rows);
    }

    private record TextColumn(Column column, Function<Row, @Nullable String> of) implements Definition {
        @Override
        public ColumnValues values(List<Row> rows) {
            @Nullable String[] values = new @Nullable String[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = of.apply(rows.get(i));
            }
            return new ColumnValues.Texts(values);
        }
    }

    private record NumberColumn(Column column, ToDoubleFunction<Row> of) implements Definition {
        @Override
        public ColumnValues values(List<Row> rows) {
            return new ColumnValues.Numbers(rows.stream().mapToDouble(of).toArray());
        }
    }

    private record WholeColumn(Column column, ToIntFunction<Row> of) implements Definition {
        @Override
        public ColumnValues values(List<Row> rows) {
            return new ColumnValues.Wholes(rows.stream().mapToInt(of).toArray());
        }
    }

    private record DateColumn(Column column, Function<Row, @Nullable LocalDate> of) implements Definition {
        @Override
        public ColumnValues values(List<Row> rows) {
            @Nullable LocalDate[] values = new @Nullable LocalDate[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = of.apply(rows.get(i));
            }
            return new ColumnValues.Dates(values);
        }
    }

    private static Definition text(String name, Function<Row, @Nullable String> of) {
        return new TextColumn(new Column(name, ColumnKind.TEXT), of);
    }

    private static Definition date(String name, Function<Row, @Nullable LocalDate> of) {
        return new DateColumn(new Column(name, ColumnKind.DATE), of);
    }

    private static Definition whole(String name, ToIntFunction<Row> of) {
        return new WholeColumn(new Column(name, ColumnKind.WHOLE), of);
    }

    private static Definition quoteWhole(String name, ToIntFunction<OptionQuote> of) {
        return whole(name, row -> row.option() == null ? ColumnValues.MISSING : of.applyAsInt(row.option()));
    }

    private static Definition quoteNumber(String name, ToDoubleFunction<OptionQuote> of) {
        return number(name, of, bar -> Double.NaN);
    }

    private static Definition barNumber(String name, ToDoubleFunction<Bar> of) {
        return number(name, quote -> Double.NaN, of);
    }

    private static Definition number(String name, ToDoubleFunction<OptionQuote> quote, ToDoubleFunction<Bar> bar) {
        return new NumberColumn(new Column(name, ColumnKind.NUMBER), row -> {
            if (row.option() != null) {
                return quote.applyAsDouble(row.option());
            }
            return row.bar() == null ? Double.NaN : bar.applyAsDouble(row.bar());
        });
    }

    private static String word(Provenance provenance) {
        return provenance.name().toLowerCase(Locale.ROOT);
    }

    /** Rows back into records. */
    private static final class RowReader {
        private static final int LONGEST_TEXT = 100;

        private final LocalDate date;
        private final ColumnTable table;

        RowReader(LocalDate date, ColumnTable table) {
            this.date = date;
            this.table = table;
        }

        MarketDay day() {
            List<Bar> bars = new ArrayList<>();
            List<OptionQuote> options = new ArrayList<>();
            @Nullable String[] types = table.texts("type");
            for (int row = 0; row < table.rows(); row++) {
                if ("S".equals(types[row])) {
                    bars.add(bar(row));
                } else {
                    options.add(quote(row));
                }
            }
            return new MarketDay(date, bars, options);
        }

        private Bar bar(int row) {
            return new Bar(
                    text("underlying", row),
                    text("underlying_id", row),
                    day("date", row),
                    number("open", row),
                    number("high", row),
                    number("low", row),
                    number("close", row),
                    number("volume", row),
                    number("dividend", row),
                    number("split_factor", row),
                    text("source", row),
                    table.wholes("flags")[row]);
        }

        private OptionQuote quote(int row) {
            return new OptionQuote(
                    contract(row),
                    text("underlying_id", row),
                    text("lineage", row),
                    day("date", row),
                    number("bid", row),
                    number("ask", row),
                    number("last", row),
                    number("bid_size", row),
                    number("ask_size", row),
                    number("volume", row),
                    number("open_interest", row),
                    number("underlying_price", row),
                    number("forward", row),
                    number("iv", row),
                    new Greeks(
                            number("delta", row),
                            number("gamma", row),
                            number("theta", row),
                            number("vega", row),
                            number("rho", row)),
                    provenance("iv_source", row),
                    provenance("greeks_source", row),
                    table.wholes("multiplier")[row],
                    text("source", row),
                    table.wholes("flags")[row]);
        }

        private Contract contract(int row) {
            String name = text("contract", row);
            String root = name.substring(0, name.indexOf('_'));
            if (!ContractParser.isRoot(root)) {
                throw new IllegalArgumentException("contract of row " + row + " has no root");
            }
            return new Contract(
                    root,
                    day("expiry", row),
                    Math.round(number("strike", row) * 1000),
                    text("type", row).equals("C") ? Right.CALL : Right.PUT);
        }

        private Provenance provenance(String column, int row) {
            return Provenance.valueOf(text(column, row).toUpperCase(Locale.ROOT));
        }

        private String text(String column, int row) {
            String text = Objects.requireNonNull(table.texts(column)[row], column);
            if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(column + " of row " + row + " is no name");
            }
            return text;
        }

        private LocalDate day(String column, int row) {
            return Objects.requireNonNull(table.dates(column)[row], column);
        }

        private double number(String column, int row) {
            return table.numbers(column)[row];
        }
    }
}
