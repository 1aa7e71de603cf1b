package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
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
    static final String GENERATIONS = HOME + "generations/";
    static final String CHECKPOINTS = HOME + "checkpoints/";
    static final String PINS = HOME + "pins/";
    static final String MODELS = HOME + "models/";
    static final String TRAINING = HOME + "training/";
    static final String ROWS = "rows.parquet";
    static final String DAY = "day.json";

    private static final Pattern DAY_KEY = Pattern.compile(VECTORS + "\\d{4}/(\\d{4}-\\d{2}-\\d{2})/([0-9a-f]+)/.+");

    private static final Pattern CHECKPOINT_KEY = Pattern.compile(CHECKPOINTS + "checkpoint_(\\d{4})\\.json");

    private Layout() {}

    /** Where a date's folders lie, with a slash behind. */
    static String date(LocalDate date) {
        return "%s%04d/%s/".formatted(VECTORS, date.getYear(), date);
    }

    /** Where the folders of a year's dates lie, with a slash behind. */
    static String year(int year) {
        return "%s%04d/".formatted(VECTORS, year);
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

    /** Whose vectors a file of that name in a day's folder holds. */
    static Optional<Modality> modality(String name) {
        return Arrays.stream(Modality.values())
                .filter(modality -> npy(modality).equals(name))
                .findFirst();
    }

    static String checkpoint(int year) {
        return "%scheckpoint_%04d.json".formatted(CHECKPOINTS, year);
    }

    /** The year of a checkpoint's key. */
    static OptionalInt checkpointYear(String key) {
        Matcher matcher = CHECKPOINT_KEY.matcher(key);
        return matcher.matches() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
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

    /** Where an earlier generation is described. */
    static String generation(String name) {
        return GENERATIONS + name + ".json";
    }

    /** What keeps a generation while somebody reads it. */
    static String pin(String generation, String reader) {
        return PINS + generation + "/" + reader;
    }

    /** Random pairs drawn for a generation of an encoder. */
    static String pairs(String encoderVersion, String generation) {
        return MODELS + encoderVersion + "/random_pairs/" + generation + ".parquet";
    }

    /** A folder of a day's content. */
    record DayFolder(LocalDate date, String hash) {
        String key() {
            return day(date, hash);
        }
    }
}
