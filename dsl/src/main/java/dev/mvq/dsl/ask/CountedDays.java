package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.ask.PlainDate.Read;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Days that are counted from others: the first 10 days of march, within a week of a day, the 3rd, friday the 5th, month to date. */
final class CountedDays {
    private static final Map<String, String> TO_DATE = Map.of("mtd", "month", "qtd", "quarter", "wtd", "week");

    private final Days days;
    private final List<Word> words;
    private final IntFunction<Optional<Read>> single;

    /** @param single reads one day or period */
    CountedDays(Days days, List<Word> words, IntFunction<Optional<Read>> single) {
        this.days = days;
        this.words = words;
        this.single = single;
    }

    Optional<Read> at(int at) {
        return edge(at).or(() -> within(at))
                .or(() -> toDate(at))
                .or(() -> weekday(at))
                .or(() -> ordinal(at));
    }

    /** {@code first 10 days of march 2020}, {@code last two weeks of 2020}. */
    private Optional<Read> edge(int at) {
        boolean last = is(at, "last", "final");
        Counting.Count count = last || is(at, "first", "opening") ? Counting.at(words, at + 1) : Counting.Count.NONE;
        int unit = is(count.end(), "trading", "business") ? count.end() + 1 : count.end();
        String name = count.exists() && unit < words.size()
                ? DayReader.UNITS.getOrDefault(words.get(unit).lower(), is(unit, "sessions") ? "DAYS" : "")
                : "";
        if (name.isEmpty() || !is(unit + 1, "of", "in")) {
            return Optional.empty();
        }
        boolean sessions = unit > count.end() || is(unit, "sessions");
        return single.apply(article(unit + 2))
                .filter(read ->
                        read.when().scope() == Scope.MONTH || read.when().scope() == Scope.PERIOD)
                .map(read -> new Read(
                        edge(read.when(), last, (int) count.value(), sessions ? "SESSIONS" : name), read.end()));
    }

    private When edge(When whole, boolean last, int many, String unit) {
        LocalDate from = whole.first();
        LocalDate to = whole.last();
        if (unit.equals("SESSIONS")) {
            LocalDate day = last ? to.plusDays(1) : from.minusDays(1);
            for (int at = 0; at < many; at++) {
                day = last ? days.previous(day) : days.next(day);
            }
            return last ? days.period(day, to) : days.period(from, day);
        }
        LocalDate inner = new Days(last ? to.plusDays(1) : from.minusDays(1)).ago(last ? many : -many, unit);
        if (inner.isBefore(from) || inner.isAfter(to)) {
            throw new Declined(whole.literal() + " is not so long", "");
        }
        return last ? days.period(inner, to) : days.period(from, inner);
    }

    /** {@code within a week of 2020-03-16}: on either side. */
    private Optional<Read> within(int at) {
        Counting.Count count = Counting.at(words, at + 1);
        int unit = is(at + 1, "a", "one") ? at + 2 : count.end();
        String name = is(at, "within") && unit > 0 && unit < words.size()
                ? DayReader.UNITS.getOrDefault(words.get(unit).lower(), "")
                : "";
        if (name.isEmpty() || !is(unit + 1, "of", "around", "from")) {
            return Optional.empty();
        }
        int many = count.exists() ? (int) count.value() : 1;
        return single.apply(article(unit + 2))
                .map(read -> new Read(
                        days.period(
                                new Days(read.when().first()).ago(many, name),
                                earlier(new Days(read.when().last()).ago(-many, name))),
                        read.end()));
    }

    private LocalDate earlier(LocalDate day) {
        return day.isAfter(days.today()) ? days.today() : day;
    }

    /** {@code month to date}, {@code mtd}. */
    private Optional<Read> toDate(int at) {
        boolean spelled = is(at, "month", "quarter", "week") && is(at + 1, "to") && is(at + 2, "date");
        String unit = at >= words.size()
                ? ""
                : spelled
                        ? words.get(at).lower()
                        : TO_DATE.getOrDefault(words.get(at).lower(), "");
        LocalDate today = days.today();
        LocalDate first = switch (unit) {
            case "month" -> today.withDayOfMonth(1);
            case "quarter" -> today.withDayOfMonth(1).withMonth((today.getMonthValue() - 1) / 3 * 3 + 1);
            case "week" -> today.minusDays(today.getDayOfWeek().getValue() - 1L);
            default -> LocalDate.MAX;
        };
        return first.equals(LocalDate.MAX)
                ? Optional.empty()
                : Optional.of(new Read(days.period(first, today), spelled ? at + 3 : at + 1));
    }

    /** {@code friday the 5th}, {@code friday 2024-01-05}: the day must be of that name. */
    private Optional<Read> weekday(int at) {
        Optional<DayOfWeek> name =
                at < words.size() ? Days.weekdayNamed(words.get(at).lower()) : Optional.empty();
        int next = Words.skip(words, at + 1, "the", "on");
        if (name.isEmpty()
                || next >= words.size()
                || Days.weekdayNamed(words.get(next).lower()).isPresent()) {
            return Optional.empty();
        }
        return (Counting.ordinal(words.get(next).lower()) > 0 || isDated(next))
                ? single.apply(next)
                        .filter(read -> read.when().scope() == Scope.DAY)
                        .map(read -> named(read, name.get()))
                : Optional.empty();
    }

    private boolean isDated(int at) {
        return words.get(at).kind() == Word.Kind.DATE
                || Days.monthNamed(words.get(at).lower()) > 0
                || (at + 1 < words.size() && Days.monthNamed(words.get(at + 1).lower()) > 0);
    }

    private static Read named(Read read, DayOfWeek name) {
        DayOfWeek of = read.when().first().getDayOfWeek();
        if (of != name) {
            throw new Declined(read.when().first() + " is a " + of.getDisplayName(TextStyle.FULL, Locale.ENGLISH), "");
        }
        return read;
    }

    /** {@code on the 3rd}: the newest such day of a month, where no month stands beside it. */
    private Optional<Read> ordinal(int at) {
        boolean lone = at < words.size()
                && words.get(at).lower().matches("\\d{1,2}(st|nd|rd|th)")
                && is(at - 1, "the")
                && (is(at - 2, "on", "at", "of", "since") || isWeekday(at - 2))
                && !is(at + 1, "of", "to", "and", "through", "-", "until", "most", "best", "closest", "nearest", "row");
        boolean month =
                at + 1 < words.size() && Days.monthNamed(words.get(at + 1).lower()) > 0;
        int day = lone ? Counting.ordinal(words.get(at).lower()) : 0;
        if (day < 1 || day > 31 || month) {
            return Optional.empty();
        }
        LocalDate first = days.today().withDayOfMonth(1);
        while (first.lengthOfMonth() < day || first.withDayOfMonth(day).isAfter(days.today())) {
            first = first.minusMonths(1);
        }
        return Optional.of(new Read(days.day(first.withDayOfMonth(day)), at + 1));
    }

    private boolean isWeekday(int at) {
        return at >= 0 && Days.weekdayNamed(words.get(at).lower()).isPresent();
    }

    private int article(int at) {
        return is(at, "the") ? at + 1 : at;
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
