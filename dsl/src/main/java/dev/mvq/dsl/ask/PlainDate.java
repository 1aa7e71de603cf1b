package dev.mvq.dsl.ask;

import dev.mvq.dsl.ask.Meaning.When;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Days, months, quarters and years as people write them, without the words around them. */
final class PlainDate {
    private static final Pattern MIXED = Pattern.compile("(?:(\\d{1,2}))?([a-z]{3,9})(\\d{1,4})?");
    private static final int NO_YEAR = -1;
    private static final List<Feast> FEASTS = List.of(
            new Feast(List.of("new", "year", "eve"), 12, 31),
            new Feast(List.of("new", "years", "eve"), 12, 31),
            new Feast(List.of("new", "year", "day"), 1, 1),
            new Feast(List.of("new", "years", "day"), 1, 1),
            new Feast(List.of("christmas", "eve"), 12, 24),
            new Feast(List.of("halloween"), 10, 31));

    /** Days and the word that follows them. */
    record Read(When when, int end) {}

    private final Days days;
    private final List<Word> words;

    PlainDate(Days days, List<Word> words) {
        this.days = days;
        this.words = words;
    }

    Optional<Read> at(int at) {
        if (at >= words.size()) {
            return Optional.empty();
        }
        Word word = words.get(at);
        return switch (word.kind()) {
            case DATE -> Optional.of(new Read(written(word.text()), at + 1));
            case MIXED -> mixed(at, word.lower());
            case NUMBER -> figures(at, word.text());
            case WORD -> named(at, word.lower());
            default -> Optional.empty();
        };
    }

    private When written(String text) {
        String[] parts = text.split("[-/.]", -1);
        if (parts[1].matches("[qQ]\\d")) {
            return days.quarter(number(parts[0]), number(parts[1].substring(1)));
        }
        if (parts.length == 2) {
            return twoParts(parts);
        }
        if (parts[0].length() == 4) {
            return days.day(number(parts[0]), number(parts[1]), number(parts[2]));
        }
        boolean dayFirst = text.contains(".") || number(parts[0]) > 12;
        return days.day(number(parts[2]), number(parts[dayFirst ? 1 : 0]), number(parts[dayFirst ? 0 : 1]));
    }

    private When twoParts(String[] parts) {
        if (parts[0].length() == 4 || parts[1].length() == 4) {
            boolean yearFirst = parts[0].length() == 4;
            int month = number(parts[yearFirst ? 1 : 0]);
            if (month < 1 || month > 12) {
                throw new Declined("there is no month " + month, "a month such as 2020-03");
            }
            return days.month(number(parts[yearFirst ? 0 : 1]), month);
        }
        return days.yearless(number(parts[0]), number(parts[1]));
    }

    /** {@code 19jan24}, {@code jun24}, {@code jan2024}, {@code 24th}, {@code q1}, {@code h1}, {@code 20240119}, {@code 2010s}. */
    private Optional<Read> mixed(int at, String lower) {
        if (lower.matches("q[1-4]")) {
            return Optional.of(withYear(at + 1, lower.charAt(1) - '0', true));
        }
        if (lower.matches("[1-4]q(\\d\\d|\\d{4})?")) {
            int quarter = lower.charAt(0) - '0';
            return Optional.of(
                    lower.length() == 2
                            ? withYear(at + 1, quarter, true)
                            : new Read(days.quarter(number(lower.substring(2)), quarter), at + 1));
        }
        if (lower.matches("q[1-4](\\d\\d|\\d{4})")) {
            return Optional.of(new Read(days.quarter(number(lower.substring(2)), lower.charAt(1) - '0'), at + 1));
        }
        if (lower.matches("h[12]")) {
            return Optional.of(withYear(at + 1, lower.charAt(1) - '0', false));
        }
        if (lower.matches("[12]\\d\\d0s")) {
            int year = number(lower.substring(0, 4));
            return Optional.of(new Read(
                    days.period(LocalDate.of(year, 1, 1), LocalDate.of(year + 9, 12, 31), year + " .. " + (year + 9)),
                    at + 1));
        }
        if (lower.matches("\\d{1,2}(st|nd|rd|th)")) {
            return dayFirst(at, number(lower.replaceAll("\\D", "")));
        }
        Matcher joined = MIXED.matcher(lower);
        if (!joined.matches() || Days.monthNamed(joined.group(2)) == 0) {
            return Optional.empty();
        }
        return joined(at, joined);
    }

    private Optional<Read> joined(int at, Matcher joined) {
        int month = Days.monthNamed(joined.group(2));
        String day = joined.group(1);
        String year = joined.group(3);
        boolean yearBehind = day == null
                && year.length() <= 2
                && number(year) <= 31
                && at + 1 < words.size()
                && (isShortYear(words.get(at + 1).text())
                        || isYear(words.get(at + 1).text()));
        if (yearBehind) {
            return Optional.of(new Read(days.day(number(words.get(at + 1).text()), month, number(year)), at + 2));
        }
        if (day == null && isDayOfExpiry(at, year)) {
            return Optional.of(new Read(days.yearless(month, number(year)).led(Meaning.Lead.FOR), at + 1));
        }
        if (day == null) {
            return Optional.of(new Read(days.month(number(year), month), at + 1));
        }
        if (year == null) {
            return Optional.of(dayAndYear(month, number(day), at + 1));
        }
        return Optional.of(new Read(days.day(number(year), month, number(day)), at + 1));
    }

    /** In {@code jan19 calls} and {@code 400p mar15} the number is a day, unless it is of this year or the next two. */
    private boolean isDayOfExpiry(int at, String figures) {
        int number = number(figures);
        int year = days.today().getYear() % 100;
        boolean beside = Words.is(words, at + 1, "call", "calls", "put", "puts", "c", "p", "options", "contracts")
                || (at > 0 && words.get(at - 1).lower().matches("\\$?\\d+(\\.\\d+)?[cp]|calls?|puts?"));
        return figures.length() <= 2 && number >= 1 && number <= 31 && beside && (number < year || number > year + 2);
    }

    private Optional<Read> figures(int at, String text) {
        if (text.matches("(19|20)\\d\\d[01]\\d[0-3]\\d")) {
            return Optional.of(new Read(
                    days.day(number(text.substring(0, 4)), number(text.substring(4, 6)), number(text.substring(6))),
                    at + 1));
        }
        if (isYear(text)) {
            int month =
                    at + 1 < words.size() ? Days.monthNamed(words.get(at + 1).lower()) : 0;
            if (month > 0 && at + 2 < words.size() && words.get(at + 2).lower().matches("\\d{1,2}(st|nd|rd|th)?")) {
                int day = number(words.get(at + 2).lower().replaceAll("\\D", ""));
                return Optional.of(new Read(days.day(number(text), month, day), at + 3));
            }
            Optional<Integer> quarter = quarter(at + 1);
            return Optional.of(quarter.map(each -> new Read(days.quarter(number(text), each), at + 2))
                    .orElseGet(() -> new Read(days.year(number(text), true), at + 1)));
        }
        boolean ended = at + 1 == words.size() || words.get(at + 1).kind() != Word.Kind.WORD;
        boolean early = text.matches("0\\d")
                || (text.matches("[12]\\d")
                        && ended
                        && number(text) <= days.today().getYear() % 100);
        if (early && at > 0 && words.get(at - 1).is("in", "since", "during", "of", "through")) {
            return Optional.of(new Read(days.year(2000 + number(text), true), at + 1));
        }
        return text.matches("\\d{1,2}") ? dayFirst(at, number(text)) : Optional.empty();
    }

    private Optional<Integer> quarter(int at) {
        return at < words.size() && words.get(at).lower().matches("q[1-4]")
                ? Optional.of(words.get(at).lower().charAt(1) - '0')
                : Optional.empty();
    }

    /** {@code 24 [of] aug [2015]}. */
    private Optional<Read> dayFirst(int at, int day) {
        int month = at + 1 < words.size() && words.get(at + 1).is("of") ? at + 2 : at + 1;
        if (month >= words.size() || Days.monthNamed(words.get(month).lower()) == 0) {
            return Optional.empty();
        }
        return Optional.of(dayAndYear(Days.monthNamed(words.get(month).lower()), day, month + 1));
    }

    /** {@code new year's eve}, {@code christmas eve 2018}: the last one where no year is named. */
    private Optional<Read> feast(int at) {
        for (Feast feast : FEASTS) {
            boolean said = IntStream.range(0, feast.words().size())
                    .allMatch(i -> Words.is(words, at + i, feast.words().get(i)));
            if (said) {
                return Optional.of(dayAndYear(
                        feast.month(), feast.day(), at + feast.words().size()));
            }
        }
        return Optional.empty();
    }

    /** A day of every year by its name. */
    private record Feast(List<String> words, int month, int day) {}

    /** {@code aug 24[th] [2015]}, {@code march [of] 2020}. */
    private Optional<Read> named(int at, String lower) {
        boolean asks = lower.equals("may") && Words.is(words, at + 1, "i", "we", "you", "one", "it", "be", "have");
        int month = asks ? 0 : Days.monthNamed(lower);
        if (month == 0) {
            return feast(at);
        }
        int next = at + 1 < words.size() && words.get(at + 1).is("of") ? at + 2 : at + 1;
        int year = yearAt(next);
        if (year != NO_YEAR) {
            return Optional.of(new Read(days.month(year, month), next + 1));
        }
        int after = at + 1 < words.size() && words.get(at + 1).is("the") ? at + 2 : at + 1;
        if (after < words.size() && words.get(after).lower().matches("\\d{1,2}(st|nd|rd|th)?")) {
            int day = number(words.get(after).lower().replaceAll("\\D", ""));
            if (day >= 1 && day <= 31) {
                return Optional.of(dayAndYear(month, day, after + 1));
            }
        }
        return lower.equals("may")
                        && at + 1 < words.size()
                        && !words.get(at).isUpper()
                        && !words.get(at).text().startsWith("M")
                        && at > 0
                        && !words.get(at - 1)
                                .is("in", "of", "since", "last", "this", "during", "before", "after", "the")
                ? Optional.empty()
                : Optional.of(new Read(days.month(month), at + 1));
    }

    private Read dayAndYear(int month, int day, int next) {
        int year = isLongAgo(next) ? number(words.get(next).text()) : yearAt(next);
        if (year != NO_YEAR) {
            return new Read(days.day(year, month, day), next + 1);
        }
        if (next < words.size() && isShortYear(words.get(next).text())) {
            return new Read(days.day(number(words.get(next).text()), month, day), next + 1);
        }
        return new Read(days.yearless(month, day), next);
    }

    /** {@code 19 october 1987}: a year before all data, unless it is a strike. */
    private boolean isLongAgo(int at) {
        return at < words.size()
                && words.get(at).text().matches("19\\d\\d")
                && !Words.is(words, at + 1, "call", "calls", "put", "puts", "c", "p", "strike", "strikes");
    }

    /** Two digits behind a day and a month are a year where it is last year's, this year's or one of the next two. */
    private boolean isShortYear(String text) {
        int year = days.today().getYear() % 100;
        return text.matches("\\d\\d") && number(text) >= year - 1 && number(text) <= year + 2;
    }

    private Read withYear(int at, int part, boolean quarter) {
        int next = at < words.size() && words.get(at).is("of", "in") ? at + 1 : at;
        int year = yearAt(next);
        boolean shortYear = year == NO_YEAR
                && next < words.size()
                && words.get(next).text().matches("[0-4]\\d")
                && !Words.is(words, next + 1, "days", "day", "results", "rows", "delta", "dte");
        if (shortYear) {
            year = 2000 + number(words.get(next).text());
        }
        if (year == NO_YEAR) {
            When when = quarter ? days.quarter(part) : days.half(days.today().getYear(), part);
            return new Read(when, at);
        }
        return new Read(quarter ? days.quarter(year, part) : days.half(year, part), next + 1);
    }

    private int yearAt(int at) {
        return at < words.size() && isYear(words.get(at).text())
                ? number(words.get(at).text())
                : NO_YEAR;
    }

    static boolean isYear(String text) {
        return text.matches("(199|20[0-4])\\d");
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
