package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.ask.PlainDate.Read;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Parts of periods and the periods around today: first half of 2020, end of april, the week of 16 march, last month. */
final class PeriodPart {
    static final String[] HAPPENED = {
        "failed",
        "fell",
        "collapsed",
        "crashed",
        "happened",
        "hit",
        "went",
        "bust",
        "under",
        "bankrupt",
        "broke",
        "struck"
    };

    private final Days days;
    private final List<Word> words;
    private final PlainDate plain;
    private final IntFunction<Optional<Read>> single;

    /** @param single reads one day or period, which a week may be of */
    PeriodPart(Days days, List<Word> words, PlainDate plain, IntFunction<Optional<Read>> single) {
        this.days = days;
        this.words = words;
        this.plain = plain;
        this.single = single;
    }

    /** {@code first half of 2020}, {@code second quarter of the year}, {@code week of 16 march}, {@code end of april 2020}. */
    Optional<Read> at(int at) {
        if (is(at, "week", "weeks") && is(at + 1, "that", "when", "in")) {
            return single.apply(article(is(at + 1, "in") && is(at + 2, "which") ? at + 3 : at + 2))
                    .filter(read -> is(read.end() - 1, HAPPENED))
                    .map(read -> read.when().first().equals(read.when().last())
                            ? new Read(days.week(read.when().first()), read.end())
                            : read);
        }
        if (is(at, "week")
                && single.apply(article(at + 1))
                        .filter(read -> is(read.end() - 1, HAPPENED))
                        .isPresent()) {
            return single.apply(article(at + 1));
        }
        if (is(at, "week") && is(at + 1, "of", "beginning", "starting")) {
            return single.apply(article(at + 2))
                    .filter(read ->
                            read.when().first().plusDays(7).isAfter(read.when().last()))
                    .map(read -> new Read(days.week(read.when().first()), read.end()));
        }
        if (is(at, "year", "month", "quarter") && is(at + 1, "end")) {
            return plain.at(is(at + 2, "of", "in") ? at + 3 : at + 2)
                    .map(read ->
                            new Read(days.day(days.previous(read.when().last().plusDays(1))), read.end()));
        }
        Optional<Read> ordered = ordered(at);
        if (ordered.isPresent()) {
            return ordered;
        }
        if (is(at, "month", "year") && is(at + 1, "of")) {
            return plain.at(article(at + 2));
        }
        if (is(at, "day", "days") && is(at + 1, "of")) {
            return single.apply(article(at + 2));
        }
        Optional<Read> edge = tradingDay(at).or(() -> dayThat(at));
        if (edge.isPresent()) {
            return edge;
        }
        int ordinal = at < words.size()
                ? is(at, "last") ? 4 : Counting.ordinal(words.get(at).lower())
                : 0;
        if (ordinal >= 1 && is(at + 1, "half", "quarter")) {
            return half(at, ordinal);
        }
        if (is(at, "early", "late", "mid", "beginning", "start", "end", "middle")) {
            int next = is(at + 1, "of", "in") ? article(at + 2) : at + 1;
            return plain.at(next)
                    .or(() -> current(next))
                    .filter(read -> read.when().scope() != Scope.DAY)
                    .map(read -> edge(at, read));
        }
        return summer(at);
    }

    /** {@code third friday of march 2021}, {@code first week of june}: by sevens from the first day, the last from the end. */
    private Optional<Read> ordered(int at) {
        return ordered(at, false);
    }

    /** The same, of a month that lies ahead where no year is named. */
    Optional<Read> orderedAhead(int at) {
        return ordered(at, true);
    }

    private Optional<Read> ordered(int at, boolean ahead) {
        boolean last = is(at, "last");
        int place =
                last || at >= words.size() ? 1 : Counting.ordinal(words.get(at).lower());
        Optional<DayOfWeek> weekday =
                at + 1 < words.size() ? Days.weekdayNamed(words.get(at + 1).lower()) : Optional.empty();
        boolean week = is(at + 1, "week");
        if (place == 0 || place > 5 || (weekday.isEmpty() && !week) || !is(at + 2, "of", "in")) {
            return Optional.empty();
        }
        int next = article(at + 3);
        return plain.at(next)
                .or(() -> current(next))
                .filter(read -> read.when().scope() != Scope.DAY)
                .map(read -> ahead ? new Read(days.ahead(read.when()), read.end()) : read)
                .map(read -> new Read(
                        week
                                ? weekOf(read.when(), last, place)
                                : days.day(weekdayOf(read.when(), last, place, weekday.orElseThrow())),
                        read.end()));
    }

    private When weekOf(When whole, boolean last, int place) {
        LocalDate first = last ? whole.last().minusDays(6) : whole.first().plusDays(7L * (place - 1));
        return days.period(first, first.plusDays(6));
    }

    private static LocalDate weekdayOf(When whole, boolean last, int place, DayOfWeek weekday) {
        return last
                ? whole.last().with(TemporalAdjusters.previousOrSame(weekday))
                : whole.first().with(TemporalAdjusters.nextOrSame(weekday)).plusWeeks(place - 1L);
    }

    /** {@code first trading day of 2024}, {@code last day of march}. */
    private Optional<Read> tradingDay(int at) {
        int day = is(at + 1, "trading") ? at + 2 : at + 1;
        if (!is(at, "first", "last") || !is(day, "day", "session") || !is(day + 1, "of", "in")) {
            return Optional.empty();
        }
        int next = article(day + 2);
        return plain.at(next).or(() -> current(next)).map(read -> {
            LocalDate first = days.next(read.when().first().minusDays(1));
            LocalDate last = days.previous(read.when().last().plusDays(1));
            return new Read(days.day(is(at, "first") ? first : last), read.end());
        });
    }

    /** {@code the day lehman failed}: the day of what happened. */
    private Optional<Read> dayThat(int at) {
        if (!is(at, "day")) {
            return Optional.empty();
        }
        return single.apply(article(is(at + 1, "that", "when") ? at + 2 : at + 1))
                .filter(read -> read.when().first().equals(read.when().last())
                        && (is(read.end(), HAPPENED) || is(read.end() - 1, HAPPENED)))
                .map(read -> new Read(days.day(read.when().first()), Words.skip(words, read.end(), HAPPENED)));
    }

    /** {@code [the] year}, {@code last month}: what may have a start and an end. */
    private Optional<Read> current(int at) {
        LocalDate today = days.today();
        if (is(at, "year") && !is(at - 1, "a")) {
            return read(days.year(today.getYear(), true), at + 1);
        }
        if (is(at, "month")) {
            return read(days.month(today.getYear(), today.getMonthValue()), at + 1);
        }
        return is(at, "week") ? read(days.week(today), at + 1) : thatPeriod(at);
    }

    private Optional<Read> half(int at, int ordinal) {
        boolean half = is(at + 1, "half");
        int part = half && ordinal == 4 ? 2 : ordinal;
        int next = is(at + 2, "of") ? article(at + 3) : at + 2;
        boolean thisYear = is(next, "year") || (is(next, "this") && is(next + 1, "year"));
        boolean lastYear = is(next, "last", "previous") && is(next + 1, "year");
        int year = days.today().getYear() - (lastYear ? 1 : 0);
        int end = thisYear || lastYear ? (is(next, "year") ? next + 1 : next + 2) : at + 2;
        if (next < words.size() && PlainDate.isYear(words.get(next).text())) {
            year = Integer.parseInt(words.get(next).text());
            end = next + 1;
        }
        if ((half && part > 2) || part > 4) {
            return Optional.empty();
        }
        return read(half ? days.half(year, part) : days.quarter(year, part), end);
    }

    /** The first, middle or last third of a month or a year; the start and end of longer periods are a month, of a week a day. */
    private Read edge(int at, Read whole) {
        LocalDate first = whole.when().first();
        LocalDate last = whole.when().last();
        boolean outer = is(at, "beginning", "start", "end") && whole.when().scope() != Scope.MONTH;
        if (outer && last.isBefore(first.plusDays(7))) {
            return new Read(days.day(is(at, "end") ? last : first), whole.end());
        }
        if (outer) {
            LocalDate day = is(at, "end") ? last : first;
            return new Read(days.month(day.getYear(), day.getMonthValue()), whole.end());
        }
        boolean month = whole.when().scope() == Scope.MONTH;
        int third = month ? 10 : 4;
        LocalDate early =
                month ? first.plusDays(third - 1L) : first.plusMonths(third).minusDays(1);
        LocalDate late = month ? first.plusDays(2L * third) : last.plusDays(1).minusMonths(third);
        When when = is(at, "early", "beginning", "start")
                ? days.period(first, early)
                : is(at, "mid", "middle") ? days.period(early.plusDays(1), late.minusDays(1)) : days.period(late, last);
        return new Read(when.opened(whole.when().open()), whole.end());
    }

    private Optional<Read> summer(int at) {
        if (!is(at, "summer", "spring", "autumn", "fall")) {
            return Optional.empty();
        }
        int next = is(at + 1, "of") ? at + 2 : at + 1;
        if (next >= words.size() || !PlainDate.isYear(words.get(next).text())) {
            return Optional.empty();
        }
        int year = Integer.parseInt(words.get(next).text());
        int month = is(at, "spring") ? 3 : is(at, "summer") ? 6 : 9;
        LocalDate first = LocalDate.of(year, month, 1);
        return read(days.period(first, first.plusMonths(3).minusDays(1)), next + 1);
    }

    /** Last, this or the previous week, month, quarter or year of the calendar. */
    Optional<Read> thatPeriod(int at) {
        boolean last = is(at, "last", "previous", "prior");
        if ((!last && !is(at, "this", "current")) || at + 1 >= words.size() || is(at + 2, "of")) {
            return Optional.empty();
        }
        LocalDate today = days.today();
        int back = last ? 1 : 0;
        return switch (words.get(at + 1).lower()) {
            case "week" -> read(days.week(today.minusWeeks(back)), at + 2);
            case "month" -> {
                LocalDate month = today.minusMonths(back);
                yield read(days.month(month.getYear(), month.getMonthValue()), at + 2);
            }
            case "quarter" -> {
                LocalDate month = today.minusMonths(3L * back);
                yield read(days.quarter(month.getYear(), (month.getMonthValue() + 2) / 3), at + 2);
            }
            case "year" -> read(days.year(today.getYear() - back, true), at + 2);
            default -> lastMonthByName(at, last);
        };
    }

    private Optional<Read> lastMonthByName(int at, boolean last) {
        int month = Days.monthNamed(words.get(at + 1).lower());
        if (month == 0) {
            return Optional.empty();
        }
        int year = days.today().getYear();
        return read(
                last
                        ? days.month(month < days.today().getMonthValue() ? year : year - 1, month)
                        : days.month(year, month),
                at + 2);
    }

    private int article(int at) {
        return is(at, "the") ? at + 1 : at;
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }

    private static Optional<Read> read(When when, int end) {
        return Optional.of(new Read(when, end));
    }
}
