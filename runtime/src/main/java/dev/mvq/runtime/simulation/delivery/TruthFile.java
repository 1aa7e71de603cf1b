package dev.mvq.runtime.simulation.delivery;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.simulation.planting.DayTruth;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The truth of made days, one JSON object a day at {@code simulated/truth/YYYY/YYYY-MM-DD.json}. A day that is made again loses its truth
 * first and gets the new one last: where there is a truth, it is that of the newest whole day. It names seed and options, so that days
 * of an older run beside those of a newer one are known by them. Market data are never derived from it.
 */
public final class TruthFile {
    private static final String FOLDER = "simulated/truth";
    private static final Pattern KEY = Pattern.compile(FOLDER + "/\\d{4}/(\\d{4}-\\d{2}-\\d{2})\\.json");

    private final ObjectStore store;

    public TruthFile(ObjectStore store) {
        this.store = store;
    }

    /** Where the truths are, as a user would name it. */
    public String location() {
        return store.location() + "/" + FOLDER;
    }

    /** Forgets a day's truth, as its data are about to change. */
    public void forget(LocalDate day) {
        store.delete(key(day));
    }

    /** Writes a day's truth. */
    public void write(DayTruth truth) {
        store.put(key(truth.date()), TruthJson.bytes(truth), Precondition.NONE);
    }

    /** A day's truth, if the day is made and whole. */
    public Optional<DayTruth> read(LocalDate day) {
        return store.head(key(day)).map(ObjectInfo::key).map(key -> {
            try {
                return TruthJson.truth(store.read(key));
            } catch (IllegalArgumentException | NullPointerException damaged) {
                throw new MvqException(key + " is damaged", "make its day again: IMPORT SIMULATED", damaged);
            }
        });
    }

    /** Days that have a truth. */
    public NavigableSet<LocalDate> days() {
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (ObjectInfo info : store.list(FOLDER + "/")) {
            Matcher matcher = KEY.matcher(info.key());
            if (matcher.matches()) {
                days.add(LocalDate.parse(matcher.group(1)));
            }
        }
        return days;
    }

    private static String key(LocalDate day) {
        return "%s/%04d/%s.json".formatted(FOLDER, day.getYear(), day);
    }
}
