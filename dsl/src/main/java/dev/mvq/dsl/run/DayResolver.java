package dev.mvq.dsl.run;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Span;
import dev.mvq.dsl.syntax.Day;
import dev.mvq.dsl.syntax.Period;
import dev.mvq.runtime.market.DateRange;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Days and periods as written to days of the calendar; LATEST and TODAY are looked up among the days with data. */
final class DayResolver {
    private static final String IMPORT_FIRST = "IMPORT 'files' or IMPORT SIMULATED brings some";

    private final Supplier<NavigableSet<LocalDate>> days;
    private final Supplier<LocalDate> present;
    private final Consumer<String> messages;
    private final Set<String> said;

    /**
     * @param days days with market data
     * @param present gives the present day
     * @param messages hears which day was taken
     */
    DayResolver(Supplier<NavigableSet<LocalDate>> days, Supplier<LocalDate> present, Consumer<String> messages) {
        this(days, present, messages, new HashSet<>());
    }

    private DayResolver(
            Supplier<NavigableSet<LocalDate>> days,
            Supplier<LocalDate> present,
            Consumer<String> messages,
            Set<String> said) {
        this.days = days;
        this.present = present;
        this.messages = messages;
        this.said = said;
    }

    /** Begins a statement: what it says of its days it says once, however often they are looked up. */
    void begin() {
        said.clear();
    }

    private void say(String message) {
        if (said.add(message)) {
            messages.accept(message);
        }
    }

    /** As this one, where other days have data. */
    DayResolver among(Supplier<NavigableSet<LocalDate>> others) {
        return new DayResolver(others, present, messages, said);
    }

    /** The day; says which where the text does not. */
    LocalDate resolve(Day day) {
        LocalDate resolved = find(day);
        switch (day) {
            case Day.On on -> {}
            case Day.Latest latest -> say("LATEST is " + resolved);
            case Day.Parameter parameter -> {}
            case Day.Today _ -> say("TODAY is taken as " + resolved + ", the newest day with data");
        }
        return resolved;
    }

    DateRange resolve(Period period) {
        return switch (period) {
            case Period.Single single -> range(first(single.end()), last(single.end()), period.span());
            case Period.Range range -> range(first(range.from()), last(range.to()), period.span());
            case Period.Back back -> {
                LocalDate latest = find(new Day.Latest(back.span()));
                yield new DateRange(back.unit().firstOf((int) back.count().value(), latest), latest);
            }
        };
    }

    private static DateRange range(LocalDate first, LocalDate last, Span span) {
        if (first.isAfter(last)) {
            throw new PlacedFailure(Diagnostic.of(span, "the period is inverted: " + first + " comes after " + last));
        }
        return new DateRange(first, last);
    }

    private LocalDate first(Period.End end) {
        return switch (end) {
            case Period.End.Calendar calendar -> calendar.first();
            case Period.End.Newest newest -> end(newest.day());
        };
    }

    private LocalDate last(Period.End end) {
        return switch (end) {
            case Period.End.Calendar calendar -> calendar.last();
            case Period.End.Newest newest -> end(newest.day());
        };
    }

    /** A period's LATEST goes without saying: it is where the data end. */
    private LocalDate end(Day day) {
        return day instanceof Day.Today ? resolve(day) : find(day);
    }

    private LocalDate find(Day day) {
        return switch (day) {
            case Day.On on -> on.date();
            case Day.Parameter parameter -> throw new IllegalStateException(":" + parameter.name() + " was not bound");
            case Day.Latest latest -> {
                NavigableSet<LocalDate> known = days.get();
                if (known.isEmpty()) {
                    throw new PlacedFailure(
                            Diagnostic.of(day.span(), "the store has no market data yet", IMPORT_FIRST));
                }
                yield known.last();
            }
            case Day.Today _ -> {
                LocalDate today = present.get();
                LocalDate newest = days.get().floor(today);
                if (newest == null) {
                    throw new PlacedFailure(
                            Diagnostic.of(day.span(), "the store has no market data up to " + today, IMPORT_FIRST));
                }
                yield newest;
            }
        };
    }
}
