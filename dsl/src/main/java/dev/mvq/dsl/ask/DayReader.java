package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.Lead;
import dev.mvq.dsl.ask.Meaning.Scope;
import dev.mvq.dsl.ask.Meaning.When;
import dev.mvq.dsl.ask.PlainDate.Read;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Days and periods with the words around them: since, last week, the first half of the year, from 2015 to 2019. */
final class DayReader {
    static final Map<String, String> UNITS = Map.ofEntries(
            Map.entry("day", "DAYS"),
            Map.entry("days", "DAYS"),
            Map.entry("week", "WEEKS"),
            Map.entry("weeks", "WEEKS"),
            Map.entry("wk", "WEEKS"),
            Map.entry("wks", "WEEKS"),
            Map.entry("month", "MONTHS"),
            Map.entry("months", "MONTHS"),
            Map.entry("mo", "MONTHS"),
            Map.entry("quarter", "QUARTERS"),
            Map.entry("quarters", "QUARTERS"),
            Map.entry("year", "YEARS"),
            Map.entry("years", "YEARS"),
            Map.entry("decade", "DECADES"),
            Map.entry("decades", "DECADES"),
            Map.entry("fortnight", "FORTNIGHTS"),
            Map.entry("yr", "YEARS"),
            Map.entry("yrs", "YEARS"));

    private static final String[] SINCE = {
        "since", "not before", "no earlier than", "not earlier than", "as from", "ever since"
    };
    private static final String[] BEFORE = {"before", "prior to", "earlier than", "ahead of", "pre"};
    private static final String[] UNTIL = {
        "until", "till", "up to", "up until", "up till", "no later than", "not later than", "not after"
    };
    private static final String[] AFTER = {"after", "following", "later than", "post"};
    private static final String[] JOINTS = {
        "to", "thru", "through", "until", "till", "-", "..", "upto", "up to", "up until", "and up to", "and until"
    };
    private static final String[] ONWARDS = {
        "onwards", "onward", "or later", "and later", "and after", "and onwards", "or after", "and since", "forward"
    };

    private final Days days;
    private final List<Word> words;
    private final PlainDate plain;
    private final Lexicon lexicon;
    private final PeriodPart parts;
    private final RelativeDay near;
    private final CountedDays counted;

    DayReader(Days days, List<Word> words, Lexicon lexicon) {
        this.days = days;
        this.words = words;
        this.lexicon = lexicon;
        this.plain = new PlainDate(days, words);
        this.parts = new PeriodPart(days, words, plain, this::single);
        this.counted = new CountedDays(days, words, this::single);
        this.near = new RelativeDay(days, words, plain, parts, this::single);
    }

    /** The days that the words from {@code at} on speak of. */
    Optional<Mention> at(int at) {
        return led(at).map(read -> Mention.of(at, read.end(), read.when()));
    }

    /** {@code the third friday of february}: the next one. */
    Optional<Mention> ahead(int at) {
        return parts.orderedAhead(article(at)).map(read -> Mention.of(at, read.end(), read.when()));
    }

    private Optional<Read> led(int at) {
        int since = Words.past(words, at, SINCE);
        if (since > at) {
            return sinceCount(since)
                    .or(() -> span(article(since)).map(read -> new Read(since(start(since, read)), read.end())));
        }
        Optional<Read> beside = beside(at);
        return beside.isPresent() ? beside : bounded(at).or(() -> plainly(at));
    }

    /** The end of a year begins where it ends: {@code since the end of 2019}. */
    private LocalDate start(int at, Read read) {
        return is(article(at), "end") ? read.when().last() : read.when().first();
    }

    /** Before, until and after days. */
    private Optional<Read> bounded(int at) {
        int before = Words.past(words, at, BEFORE);
        if (before > at) {
            return span(article(before)).map(read -> new Read(bound(Scope.BEFORE, read.when()), read.end()));
        }
        boolean toEnd = is(at, "to") && is(article(at + 1), "end");
        int until = toEnd ? at + 1 : Words.past(words, at, UNTIL);
        if (until > at) {
            return span(article(until))
                    .map(read -> new Read(before(read.when().last().plusDays(1)), read.end()));
        }
        int after = Words.past(words, at, AFTER);
        return after > at
                ? span(article(after))
                        .map(read -> new Read(since(read.when().last().plusDays(1)), read.end()))
                : Optional.empty();
    }

    private Optional<Read> plainly(int at) {
        if (is(at, "within") && counted.at(at).isPresent()) {
            return counted.at(at);
        }
        Optional<Read> years = is(at, "over", "for") ? years(article(at + 1)) : Optional.empty();
        if (years.isPresent()) {
            return years;
        }
        if (is(at, "from", "between", "starting")) {
            return range(at + 1);
        }
        if (is(at, "in", "during", "over", "throughout", "across", "within", "of", "through")) {
            return span(article(at + 1))
                    .map(read -> new Read(read.when().led(Lead.IN), read.end()))
                    .map(this::onwards);
        }
        if (is(at, "on", "at", "for", "as", "to") && at + 1 < words.size()) {
            return dated(at);
        }
        return span(article(at)).filter(read -> !isName(at, read.end())).map(this::onwards);
    }

    /** {@code 2020 onwards}, {@code 2015 or later}. */
    private Read onwards(Read read) {
        int end = Words.past(words, read.end(), ONWARDS);
        return end > read.end() ? new Read(since(read.when().first()), end) : read;
    }

    /** An event whose name is also a company's is one only behind a word such as "during". */
    private boolean isName(int at, int end) {
        return end == at + 1 && lexicon.companies().containsKey(words.get(at).lower());
    }

    /** {@code over five years}: back from today, as days would not be. */
    private Optional<Read> years(int at) {
        Counting.Count count = Counting.at(words, at);
        return count.exists() && is(count.end(), "years", "yrs", "quarters", "decades")
                ? sinceCount(at)
                : Optional.empty();
    }

    /** {@code since two years}: so many back from today. */
    private Optional<Read> sinceCount(int at) {
        Counting.Count count = Counting.at(words, at);
        return count.exists()
                        && count.value() == Math.rint(count.value())
                        && !PlainDate.isYear(words.get(at).text())
                ? near.units((int) count.value(), count.end())
                : Optional.empty();
    }

    /** {@code the week after Lehman}, {@code two weeks before 2020-03-16}: the days beside others. */
    private Optional<Read> beside(int at) {
        int first = article(is(at, "in", "during", "over", "on", "for", "from") ? at + 1 : at);
        Counting.Count count = Counting.at(words, is(first, "first") ? first + 1 : first);
        int unit = count.exists() ? count.end() : is(first, "a", "first", "one") ? first + 1 : first;
        String name = unit < words.size() ? UNITS.getOrDefault(words.get(unit).lower(), "") : "";
        boolean after = is(unit + 1, "after", "following");
        if (name.isEmpty() || (!after && !is(unit + 1, "before", "preceding"))) {
            return Optional.empty();
        }
        int many = count.exists() ? (int) count.value() : 1;
        return single(article(unit + 2)).map(read -> {
            LocalDate from = read.when().first();
            LocalDate to = read.when().last();
            When when = name.equals("DAYS") && many == 1
                    ? days.day(after ? days.next(to) : days.previous(from))
                    : after
                            ? days.period(to.plusDays(1), new Days(to).ago(-many, name))
                            : days.period(new Days(from).ago(many, name), from.minusDays(1));
            return new Read(when.led(Lead.IN), read.end());
        });
    }

    private Optional<Read> dated(int at) {
        int next = is(at, "as") && is(at + 1, "of", "at") ? at + 2 : is(at, "to") ? words.size() : at + 1;
        next = is(next, "the") && is(next + 1, "close") && is(next + 2, "of", "on") ? next + 3 : next;
        Lead lead = is(at, "for") ? Lead.FOR : Lead.AT;
        return span(article(next)).map(read -> new Read(read.when().led(lead), read.end()));
    }

    /** {@code from a to b}, {@code between a and b}, {@code from a on}. */
    private Optional<Read> range(int at) {
        Optional<Read> first = span(article(at));
        return first.flatMap(read -> {
            if (is(read.end(), "on", "onwards", "onward", "forward")) {
                return Optional.of(new Read(since(read.when().first()), read.end() + 1));
            }
            return Optional.of(read);
        });
    }

    /** A period, or two joined to one. */
    private Optional<Read> span(int at) {
        Optional<Read> first = single(at).or(() -> bareDay(at));
        if (first.isEmpty()) {
            return first;
        }
        int joint = first.get().end();
        if (is(joint, "on", "onwards", "onward") && is(at - 1, "from", "starting")) {
            return first;
        }
        boolean and =
                is(joint, "and") && (is(at - 1, "between") || (is(at - 1, "the") && is(at - 2, "between", "from")));
        int behind = and ? joint + 1 : Words.past(words, joint, JOINTS);
        if (behind == joint) {
            return adjoining(first.get()).or(() -> first);
        }
        return single(article(behind))
                .filter(second -> !second.when()
                        .last()
                        .isBefore(aligned(first.get().when(), second.when()).first()))
                .map(second -> new Read(joined(first.get().when(), second.when()), second.end()))
                .or(() -> first);
    }

    /** {@code 2021 and 2022}: two periods of which one begins where the other ends. */
    private Optional<Read> adjoining(Read first) {
        boolean calendar = first.when().scope() == Scope.MONTH || first.when().scope() == Scope.PERIOD;
        boolean bare = first.when().scope() == Scope.DAY
                && is(first.end(), "and")
                && words.get(first.end() - 1).lower().matches("\\d{1,2}(st|nd|rd|th)?");
        return is(first.end(), "and") && (calendar || bare)
                ? single(article(first.end() + 1))
                        .filter(second -> second.when()
                                .first()
                                .equals(aligned(first.when(), second.when())
                                        .last()
                                        .plusDays(1)))
                        .map(second -> new Read(
                                joined(first.when(), second.when())
                                        .opened(first.when().open()
                                                && second.when().open()),
                                second.end()))
                : Optional.empty();
    }

    /** {@code 1} before {@code to 15 december 2023}: a day of the same month. */
    private Optional<Read> bareDay(int at) {
        if (at + 2 >= words.size()
                || !words.get(at).lower().matches("\\d{1,2}(st|nd|rd|th)?")
                || !is(at + 1, "to", "thru", "through", "until", "till", "-", "..", "and")) {
            return Optional.empty();
        }
        int day = Integer.parseInt(words.get(at).lower().replaceAll("\\D", ""));
        return plain.at(article(at + 2))
                .filter(second -> second.when().scope() == Scope.DAY
                        && day >= 1
                        && day < second.when().first().getDayOfMonth())
                .map(second -> new Read(
                        days.day(second.when().first().withDayOfMonth(day))
                                .opened(second.when().open()),
                        at + 1));
    }

    /** {@code january} before {@code june 2022} and {@code 3 march} before {@code 9 april 2020} are of that year. */
    private When aligned(When first, When second) {
        if (!first.open() || second.open() || first.scope() != second.scope()) {
            return first;
        }
        int year = second.first().getYear();
        return switch (first.scope()) {
            case MONTH -> days.month(year, first.first().getMonthValue());
            case PERIOD -> days.quarter(year, (first.first().getMonthValue() + 2) / 3);
            case DAY ->
                days.day(year, first.first().getMonthValue(), first.first().getDayOfMonth());
            default -> first;
        };
    }

    private When joined(When first, When second) {
        When from = aligned(first, second);
        return days.period(from.first(), second.last(), literal(from, true) + " .. " + literal(second, false))
                .opened(first.open() && second.open());
    }

    private static String literal(When when, boolean first) {
        boolean calendar = when.literal().matches("\\d{4}(-Q\\d|-\\d\\d(-\\d\\d)?)?");
        return calendar ? when.literal() : (first ? when.first() : when.last()).toString();
    }

    private Optional<Read> single(int at) {
        if (at >= words.size()) {
            return Optional.empty();
        }
        return counted.at(at)
                .or(() -> near.at(at))
                .or(() -> event(at))
                .or(() -> parts.at(at))
                .or(() -> near.back(at))
                .or(() -> near.ago(at))
                .or(() -> plain.at(at));
    }

    private Optional<Read> event(int at) {
        return lexicon.at(words, at, "EVENT").map(mention -> {
            Meaning.Tag tag = (Meaning.Tag) mention.meanings().getFirst();
            Lexicon.Event event = lexicon.event(tag.value());
            int end = Words.skip(
                    words,
                    is(mention.to(), "week", "weeks", "period", "era", "days", "episode", "day")
                            ? mention.to() + 1
                            : mention.to(),
                    PeriodPart.HAPPENED);
            When when = event.first().equals(event.last())
                    ? days.day(event.first())
                    : days.period(event.first(), event.last());
            return new Read(when.led(Lead.IN), end);
        });
    }

    private When since(LocalDate first) {
        if (first.isAfter(days.today())) {
            throw new Declined(first + " lies ahead of " + days.today(), "");
        }
        return days.period(first, days.today()).led(Lead.IN);
    }

    private When before(LocalDate day) {
        return new When(Scope.BEFORE, day, day, day.toString(), Lead.IN, false);
    }

    private static When bound(Scope scope, When when) {
        return new When(scope, when.first(), when.last(), when.first().toString(), Lead.IN, false);
    }

    private int article(int at) {
        return is(at, "the") ? at + 1 : at;
    }

    private boolean is(int at, String... any) {
        return Words.is(words, at, any);
    }
}
