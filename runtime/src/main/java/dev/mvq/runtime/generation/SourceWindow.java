package dev.mvq.runtime.generation;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.TradingCalendar;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a day's features were computed from: the contents of the canonical days of its window. Two runs agree on a day's fingerprint
 * exactly when its features are the same, so a day whose past was corrected is done again, and no other.
 */
final class SourceWindow {
    /** Sessions of the longest feature window, the day itself included. */
    static final int SESSIONS = 260;

    private final TradingCalendar calendar;
    private final NavigableMap<LocalDate, String> etags;

    /** @param etags content tag of every canonical day */
    SourceWindow(TradingCalendar calendar, NavigableMap<LocalDate, String> etags) {
        this.calendar = calendar;
        this.etags = new TreeMap<>(etags);
    }

    /** First day that the features of {@code day} may look at. */
    static LocalDate firstDay(TradingCalendar calendar, LocalDate day) {
        return calendar.minusSessions(day, SESSIONS - 1);
    }

    /** Fingerprint of everything that the features of {@code day} may look at. */
    String fingerprint(LocalDate day) {
        MessageDigest digest = sha256();
        DateRange window = new DateRange(firstDay(calendar, day), day);
        etags.subMap(window.first(), true, window.last(), true)
                .forEach((date, etag) -> digest.update((date + " " + etag + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
