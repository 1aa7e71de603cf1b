package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys of everything below {@code comprehensive_vectors/}. */
final class Layout {
    static final String HOME = "comprehensive_vectors/";
    static final String ROOT = HOME + "metadata.json";
    static final String VECTORS = HOME + "vectors/";
    static final String MANIFESTS = HOME + "manifests/";
    static final String FILTERS = HOME + "filters/";
    static final String INDICES = HOME + "indices/";
    static final String ROWS = "rows.parquet";
    static final String DAY = "day.json";

    private static final Pattern DAY_KEY = Pattern.compile(VECTORS + "\\d{4}/(\\d{4}-\\d{2}-\\d{2})/([0-9a-f]+)/.+");

    private Layout() {}

    /** Where a date's folders lie, with a slash behind. */
    static String date(LocalDate date) {
        return "%s%04d/%s/".formatted(VECTORS, date.getYear(), date);
    }

    static String day(LocalDate date, String hash) {
        return date(date) + hash + "/";
    }

    /** The folder a key lies in, where it is one of a day. */
    static Optional<DayFolder> folder(String key) {
        Matcher matcher = DAY_KEY.matcher(key);
        try {
            return matcher.matches()
                    ? Optional.of(new DayFolder(LocalDate.parse(matcher.group(1)), matcher.group(2)))
                    : Optional.empty();
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    static String npy(Modality modality) {
        return modality.word() + ".npy";
    }

    static String manifest(String hash) {
        return MANIFESTS + hash + ".json";
    }

    static String filters(String segment) {
        return FILTERS + segment + ".parquet";
    }

    static String index(String generation, String segment, Modality modality) {
        return INDICES + generation + "/" + segment + "/" + modality.word() + ".faiss";
    }

    static String publishedIndex(Modality modality) {
        return INDICES + modality.word() + "_index.faiss";
    }

    /** A folder of a day's content. */
    record DayFolder(LocalDate date, String hash) {
        String key() {
            return day(date, hash);
        }
    }
}
