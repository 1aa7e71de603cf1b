package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Lead;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.ask.PlainDate.Read;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** Days counted from today: yesterday, last friday, past 30 days, a month ago, the last monthly expiry. */
final class RelativeDay {
    /** Days of a period of which a weekday is the first one. */
    private static final int LONGEST = 45;

    private final Days days;
    private final List<Word> words;
    private final PlainDate plain;
    private final PeriodPart parts;
    private final IntFunction<Optional<Read>> single;

    /** @param single reads one day or period, which a weekday may be beside */
    RelativeDay(Days days, List<Word> words, PlainDate plain, PeriodPart parts, IntFunction<Optional<Read>> single) {
        this.days = days;
        this.words = words;
        this.plain = plain;
        this.parts = parts;
        this.single = single;
    }

    Optional<Read> at(int at) {
        if (is(at, "today", "tonight")) {
            return read(new When(Scope.TODAY, days.today(), days.today(), "TODAY", Lead.NONE, false), at + 1);
        }
        if (is(at, "now") && is(at - 1, "from") && is(at + 1, "on")) {
            return Optional.empty();
        }
        if (is(at, "now", "currently") || (is(at, "right") && is(at + 1, "now")) || is(at, "latest")) {
            int end = is(at, "right") ? at + 2 : is(at, "latest") && is(at + 1, "day", "date") ? at + 2 : at + 1;
            return read(new When(Scope.NOW, days.today(), days.today(), "LATEST", Lead.NONE, false), end);
        }
        if (is(at, "year", "years", "decade", "period")
                && at + 1 < words.size()
                && PlainDate.isYear(words.get(at + 1).text())) {
            return plain.at(at + 1);
        }
        if (is(at, "last", "previous", "recent") && is(expiryWord(at + 1), "expiry", "expiration", "opex")) {
            LocalDate month = Days.monthly(days.today().withDayOfMonth(1));
            LocalDate last = month.isBefore(days.today())
                    ? month
                    : Days.monthly(days.today().withDayOfMonth(1).minusMonths(1));
            return read(days.day(last), expiryWord(at + 1) + 1);
        }
        boolean session = is(at, "last", "previous")
                && is(at + 1, "trading", "session", "close")
                && !(is(at + 1, "trading") && is(at + 3, "of", "in", "before"));
        if (is(at, "yesterday") || session) {
            int end = is(at + 1, "trading") && is(at, "last", "previous")
                    ? at + 3
                    : is(at, "yesterday") ? at + 1 : at + 2;
            return read(days.day(days.yesterday()), end);
        }
        if (is(at, "day") && is(at + 1, "before") && is(at + 2, "yesterday")) {
            return read(days.day(new Days(days.yesterday()).yesterday()), at + 3);
        }
        if (is(at, "ytd") || (is(at, "year") && is(at + 1, "to") && is(at + 2, "date"))) {
            return read(days.period(days.today().withDayOfYear(1), days.today()), is(at, "ytd") ? at + 1 : at + 3);
        }
        return weekday(at).or(() -> parts.thatPeriod(at));
    }

    private int expiryWord(int at) {
        return is(at, "monthly") ? at + 1 : at;
    }

    private Optional<Read> weekday(int at) {
        int name = is(at, "last", "next", "this", "past", "previous", "coming") ? at + 1 : at;
        Optional<DayOfWeek> day =
                name < words.size() ? Days.weekdayNamed(words.get(name).lower()) : Optional.empty();
        if (is(at, "last") && is(name + 1, "of", "in")) {
            return Optional.empty();
        }
        return day.flatMap(weekday -> {
            if (is(name + 1, "before", "after")) {
                return single.apply(article(name + 2))
                        .map(read -> new Read(
                                days.day(
                                        is(name + 1, "after")
                                                ? read.when().last().with(TemporalAdjusters.next(weekday))
                                                : read.when().first().with(TemporalAdjusters.previous(weekday))),
                                read.end()));
            }
            if (is(name + 1, "of", "in", "during")) {
                Optional<Read> within = single.apply(article(name + 2))
                        .filter(read -> !read.when().open()
                                && read.when()
                                        .first()
                                        .plusDays(LONGEST)
                                        .isAfter(read.when().last()));
                if (within.isPresent()) {
                    LocalDate first = within.get().when().first().with(TemporalAdjusters.nextOrSame(weekday));
                    return read(days.day(first), within.get().end());
                }
            }
            if (is(at, "next")) {
                return read(days.day(days.weekday(weekday, 1)), name + 1);
            }
            if (is(at, "this", "coming")) {
                return read(days.day(days.weekday(weekday, 0)), name + 1);
            }
            return read(days.day(days.lastWeekday(weekday)), name + 1);
        });
    }

    /** {@code past 30 days}, {@code last two weeks}, {@code past yr}, {@code the last year or so}. */
    Optional<Read> back(int at) {
        if (!is(at, "last", "past", "previous", "trailing", "preceding", "recent")) {
            return Optional.empty();
        }
        Counting.Count count = Counting.at(words, at + 1);
        int unitAt = count.exists() ? count.end() : at + 1;
        unitAt = is(unitAt, "calendar", "trading") ? unitAt + 1 : unitAt;
        String unit = unitAt < words.size()
                ? DayReader.UNITS.getOrDefault(words.get(unitAt).lower(), "")
                : "";
        boolean alone = !count.exists()
                && is(at, "past", "trailing", "preceding", "recent", "last")
                && unitAt < words.size()
                && !words.get(unitAt).lower().endsWith("s");
        if (unit.isEmpty()
                || (!count.exists() && !alone)
                || (count.exists() && count.value() != Math.rint(count.value()))) {
            return Optional.empty();
        }
        return units(count.exists() ? (int) count.value() : 1, unitAt);
    }

    Optional<Read> units(int count, int at) {
        String unit =
                at < words.size() ? DayReader.UNITS.getOrDefault(words.get(at).lower(), "") : "";
        return switch (unit) {
            case "" -> Optional.empty();
            case "DECADES" -> read(days.back(10 * count, "YEARS"), at + 1);
            case "FORTNIGHTS" -> read(days.back(2 * count, "WEEKS"), at + 1);
            default -> read(days.back(count, unit), at + 1);
        };
    }

    /** {@code a month ago}, {@code 3 weeks ago}. */
    Optional<Read> ago(int at) {
        boolean one = is(at, "a", "an");
        Counting.Count count = one ? Counting.Count.NONE : Counting.at(words, at);
        int unitAt = one ? at + 1 : count.end();
        Optional<Read> sessions = sessionsAgo(one ? 1 : (int) count.value(), unitAt);
        if (sessions.isPresent()) {
            return sessions;
        }
        if ((!one && !count.exists()) || unitAt >= words.size() || !is(unitAt + 1, "ago", "earlier", "back")) {
            return Optional.empty();
        }
        String unit = DayReader.UNITS.getOrDefault(words.get(unitAt).lower(), "");
        return unit.isEmpty()
                ? Optional.empty()
                : read(days.day(days.ago(one ? 1 : (int) count.value(), unit)), unitAt + 2);
    }

    /** {@code three trading days ago}. */
    private Optional<Read> sessionsAgo(int many, int at) {
        boolean trading = is(at, "trading", "business") && is(at + 1, "day", "days");
        int end = trading ? at + 2 : is(at, "session", "sessions") ? at + 1 : words.size();
        if (many < 1 || !is(end, "ago", "back", "earlier")) {
            return Optional.empty();
        }
        LocalDate day = days.today();
        for (int back = 0; back < many; back++) {
            day = days.previous(day);
        }
        return read(days.day(day), end + 1);
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
