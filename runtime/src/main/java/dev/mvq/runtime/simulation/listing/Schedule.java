package dev.mvq.runtime.simulation.listing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * All expiries that a name ever lists, with the session on which each is listed. Every kind follows one rule: the next n of it are
 * listed, so the one after them is listed on the session after an earlier one has ended. What several kinds list is listed with the
 * first of them.
 */
final class Schedule {
    /** Weeklies on Fridays: on the S&P 500 first (Cboe, October 2005), on stocks and funds in the summer of 2010. */
    private static final LocalDate INDEX_WEEKLIES_SINCE = LocalDate.of(2005, 10, 28);

    private static final LocalDate WEEKLIES_SINCE = LocalDate.of(2010, 7, 1);
    /** The third Friday's close beside its open: SPXW and its like. */
    private static final LocalDate THIRD_FRIDAYS_SINCE = LocalDate.of(2014, 1, 1);

    private static final LocalDate QUARTER_ENDS_SINCE = LocalDate.of(2007, 1, 1);
    private static final Map<DayOfWeek, LocalDate> DAILIES_SINCE = Map.of(
            DayOfWeek.WEDNESDAY, LocalDate.of(2016, 2, 23),
            DayOfWeek.MONDAY, LocalDate.of(2016, 8, 15),
            DayOfWeek.TUESDAY, LocalDate.of(2022, 4, 18),
            DayOfWeek.THURSDAY, LocalDate.of(2022, 5, 11));

    private final ListedExpiries calendar;
    private final Style style;
    private final Profile profile;
    private final Map<Key, Expiry> found = new HashMap<>();
    private final TreeSet<LocalDate> changes = new TreeSet<>();
    private final List<Expiry> expiries;

    private record Key(String root, LocalDate printed) {}

    Schedule(ListedExpiries calendar, Style style, Profile profile) {
        this.calendar = calendar;
        this.style = style;
        this.profile = profile;
        changes.add(calendar.day(0));
        addMonthlies();
        addLeaps();
        addWeeklies();
        addQuarterEnds();
        addDailies();
        expiries = found.values().stream()
                .sorted(Comparator.comparingInt(Expiry::last)
                        .thenComparing(Expiry::printed)
                        .thenComparing(Expiry::root))
                .toList();
        found.clear();
    }

    /** Days on which a kind of expiry begins, the world's first among them, ascending. */
    List<LocalDate> changes() {
        return List.copyOf(changes);
    }

    /** What is listed on a session, by last session. */
    List<Expiry> on(int session) {
        List<Expiry> listed = new ArrayList<>();
        for (int i = firstEndingFrom(session); i < expiries.size(); i++) {
            if (expiries.get(i).isListedOn(session)) {
                listed.add(expiries.get(i));
            }
        }
        return listed;
    }

    private int firstEndingFrom(int session) {
        int low = 0;
        int high = expiries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (expiries.get(middle).last() < session) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void addMonthlies() {
        Settlement settlement = style.index() ? Settlement.OPEN : Settlement.CLOSE;
        next(profile.months(), style.root(), settlement, calendar.monthlies(settlement, month -> true));
        Predicate<YearMonth> quarterly = month -> month.getMonthValue() % 3 == style.cycle() % 3;
        next(profile.quarters(), style.root(), settlement, calendar.monthlies(settlement, quarterly));
        if (style.index() && profile.weeklies() > 1) {
            begin(THIRD_FRIDAYS_SINCE);
            List<ListedExpiries.End> close = calendar.thirdFridays(THIRD_FRIDAYS_SINCE);
            next(profile.months(), style.closeRoot(), Settlement.CLOSE, close, THIRD_FRIDAYS_SINCE);
        }
    }

    /** With two Januaries, the third is listed after September's monthly, 28 months before it ends. */
    private void addLeaps() {
        Settlement settlement = style.index() ? Settlement.OPEN : Settlement.CLOSE;
        for (ListedExpiries.End january : calendar.monthlies(settlement, month -> month.getMonthValue() == 1)) {
            if (profile.leaps() > 0) {
                YearMonth september = YearMonth.of(january.printed().getYear() - 1 - profile.leaps(), 9);
                LocalDate before = calendar.monthly(september, settlement).last();
                add(style.root(), settlement, january, after(before));
            }
        }
    }

    private void addWeeklies() {
        if (!style.weeklies() || profile.weeklies() == 0) {
            return;
        }
        LocalDate since = style.index() ? INDEX_WEEKLIES_SINCE : WEEKLIES_SINCE;
        begin(since);
        List<ListedExpiries.End> fridays =
                calendar.weekdays(DayOfWeek.FRIDAY, since, friday -> !ListedExpiries.isThird(friday));
        List<ListedExpiries.End> strided = new ArrayList<>();
        // Names of another cycle begin with another week.
        for (int i = style.cycle() % profile.stride(); i < fridays.size(); i += profile.stride()) {
            strided.add(fridays.get(i));
        }
        next(profile.weeklies(), style.closeRoot(), Settlement.CLOSE, strided, since);
    }

    private void addQuarterEnds() {
        if (!style.stock() && profile.quarterEnds() > 0) {
            begin(QUARTER_ENDS_SINCE);
            List<ListedExpiries.End> ends = calendar.quarterEnds(QUARTER_ENDS_SINCE);
            next(profile.quarterEnds(), style.closeRoot(), Settlement.CLOSE, ends, QUARTER_ENDS_SINCE);
        }
    }

    private void addDailies() {
        if (style.dailies() && profile.dailies() > 0) {
            DAILIES_SINCE.forEach((weekday, since) -> {
                begin(since);
                List<ListedExpiries.End> ends = calendar.weekdays(weekday, since, day -> true);
                next(profile.dailies(), style.closeRoot(), Settlement.CLOSE, ends, since);
            });
        }
    }

    private void begin(LocalDate since) {
        changes.add(since);
    }

    private void next(int count, String root, Settlement settlement, List<ListedExpiries.End> ends) {
        next(count, root, settlement, ends, calendar.day(0));
    }

    private void next(int count, String root, Settlement settlement, List<ListedExpiries.End> ends, LocalDate since) {
        int first = after(since.minusDays(1));
        for (int i = 0; i < ends.size() && count > 0; i++) {
            int room = i < count ? 0 : after(ends.get(i - count).last());
            add(root, settlement, ends.get(i), Math.max(first, room));
        }
    }

    /** The first session after a day; the world's first for days before it. */
    private int after(LocalDate day) {
        if (day.isBefore(calendar.day(0))) {
            return 0;
        }
        int session = calendar.session(day);
        return session == Integer.MAX_VALUE ? session : session + 1;
    }

    private void add(String root, Settlement settlement, ListedExpiries.End end, int listed) {
        if (end.last().isBefore(calendar.day(0)) || listed == Integer.MAX_VALUE) {
            return;
        }
        Expiry expiry = new Expiry(root, end.printed(), settlement, listed, calendar.session(end.last()));
        found.merge(new Key(root, end.printed()), expiry, (one, other) -> one.listed() <= other.listed() ? one : other);
    }
}
