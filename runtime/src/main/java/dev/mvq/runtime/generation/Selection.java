package dev.mvq.runtime.generation;

import dev.mvq.runtime.market.Bar;
import dev.mvq.runtime.market.DayRows;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.OptionQuote;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which rows of a day are encoded: all, or those of some tickers and contracts. A ticker stands for its stock row and for every option
 * on it, under whatever name it was listed that day; a contract for its one row.
 *
 * @param parts none: every row
 */
public record Selection(NavigableSet<Part> parts) {
    /** Every row. */
    public static final Selection EVERY_ROW = new Selection(new TreeSet<>());

    private static final String FOR = " for ";
    private static final Pattern CONTRACT = Pattern.compile(".+_\\d{8}_[0-9.]+_[CP]");

    public Selection {
        parts = Collections.unmodifiableNavigableSet(new TreeSet<>(parts));
    }

    /**
     * Rows of one ticker or contract.
     *
     * @param name as printed
     * @param underlyingId identity of the underlying, whose past the features look at
     */
    public record Part(String name, String underlyingId) implements Comparable<Part> {
        private static final Comparator<Part> ORDER =
                Comparator.comparing(Part::name).thenComparing(Part::underlyingId);

        /** The rows of the instrument, whose underlying goes by that identity. */
        public static Part of(Instrument instrument, String underlyingId) {
            return new Part(instrument.name(), underlyingId);
        }

        private boolean isContract() {
            return CONTRACT.matcher(name).matches();
        }

        private String text() {
            return name.equals(underlyingId) ? name : name + "@" + underlyingId;
        }

        private static Part of(String text) {
            int at = text.lastIndexOf('@');
            return at < 0 ? new Part(text, text) : new Part(text.substring(0, at), text.substring(at + 1));
        }

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }
    }

    /** These parts; of none, every row. */
    public static Selection of(Collection<Part> parts) {
        return new Selection(new TreeSet<>(parts));
    }

    /** Whether it leaves no row out. */
    public boolean isWhole() {
        return parts.isEmpty();
    }

    /** The rows of either. */
    Selection and(Selection other) {
        if (isWhole() || other.isWhole()) {
            return EVERY_ROW;
        }
        NavigableSet<Part> union = new TreeSet<>(parts);
        union.addAll(other.parts);
        return new Selection(union);
    }

    /**
     * What a day's source is called when only these rows of it are encoded, so that a part of a day is never taken for the whole.
     *
     * @param fingerprint of the whole day's source
     */
    String mark(String fingerprint) {
        return isWhole()
                ? fingerprint
                : fingerprint + FOR + parts.stream().map(Part::text).collect(Collectors.joining(","));
    }

    /** The selection that {@link #mark} was given for. */
    static Selection ofMark(String mark) {
        int at = mark.indexOf(FOR);
        return at < 0
                ? EVERY_ROW
                : of(Arrays.stream(mark.substring(at + FOR.length()).split(",", -1))
                        .map(Part::of)
                        .toList());
    }

    /** The day with all rows of the underlyings that a selected row's features may look at. */
    MarketDay source(MarketDay day) {
        if (isWhole()) {
            return day;
        }
        Set<String> underlyings = parts.stream().map(Part::underlyingId).collect(Collectors.toSet());
        return new MarketDay(
                day.date(),
                day.bars().stream()
                        .filter(bar -> underlyings.contains(bar.underlyingId()))
                        .toList(),
                day.options().stream()
                        .filter(quote -> underlyings.contains(quote.underlyingId()))
                        .toList());
    }

    /** The day with the selected rows only. */
    MarketDay chosen(MarketDay day) {
        if (isWhole()) {
            return day;
        }
        Names names = names();
        return new MarketDay(
                day.date(),
                day.bars().stream().filter(names::has).toList(),
                day.options().stream().filter(names::has).toList());
    }

    /** Which rows of the day, numbered as {@link DayRows} does, are selected. */
    BitSet rows(MarketDay day) {
        BitSet chosen = new BitSet(day.size());
        if (isWhole()) {
            chosen.set(0, day.size());
            return chosen;
        }
        DayRows rows = DayRows.of(day);
        Names names = names();
        for (int row = 0; row < rows.size(); row++) {
            OptionQuote quote = rows.option(row);
            Bar bar = rows.bar(row);
            chosen.set(row, (quote != null && names.has(quote)) || (bar != null && names.has(bar)));
        }
        return chosen;
    }

    private Names names() {
        return new Names(
                parts.stream()
                        .filter(part -> !part.isContract())
                        .map(Part::underlyingId)
                        .collect(Collectors.toSet()),
                parts.stream().filter(Part::isContract).map(Part::name).collect(Collectors.toSet()));
    }

    /** Underlyings whose every row is selected, and single contracts. */
    private record Names(Set<String> underlyings, Set<String> contracts) {
        boolean has(Bar bar) {
            return underlyings.contains(bar.underlyingId());
        }

        boolean has(OptionQuote quote) {
            return underlyings.contains(quote.underlyingId())
                    || contracts.contains(quote.contract().name());
        }
    }
}
