package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Removes generations that were replaced long ago, and what killed runs left. It may run beside a writer and beside readers, and be killed
 * anywhere: the next run goes on.
 *
 * <p>A generation is first made unreadable, then its objects go, its manifests after what they name, its description last. Objects that no
 * generation names may be a writer's at this moment: those stay for at least {@link #UNFINISHED}, and a day that is encoded whole stays
 * until a generation has that day otherwise. A writer makes what it found young again before it counts on it ({@link DayStore#hold}), and
 * every object is looked at once more just before it goes.
 */
final class GarbageCollection {
    /** The least age of what no generation names. */
    static final Duration UNFINISHED = Duration.ofDays(1);

    /** Clocks of machines differ by so much without one being wrong. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final ObjectStore store;
    private final RootFile rootFile;
    private final History history;
    private final DayStore dayStore;
    private final Function<String, Manifest> manifests;
    private final Clock clock;

    GarbageCollection(
            ObjectStore store,
            RootFile rootFile,
            History history,
            DayStore dayStore,
            Function<String, Manifest> manifests,
            Clock clock) {
        this.store = store;
        this.rootFile = rootFile;
        this.history = history;
        this.dayStore = dayStore;
        this.manifests = manifests;
        this.clock = clock;
    }

    Collected run(Duration grace, Set<String> open, boolean dryRun) {
        List<ObjectInfo> objects = store.list(Layout.HOME);
        Instant now = now(objects);
        Root root = rootFile.read();
        Checkpoints checkpoints = new Checkpoints(store);
        List<History.Past> going = new ArrayList<>();
        List<Root.Head> kept = new ArrayList<>(root.heads().toList());
        for (History.Past past : history.all()) {
            boolean named = root.heads().anyMatch(past.head()::equals);
            boolean goes = past.going() || isForgotten(past, now.minus(grace), checkpoints, open);
            if (!named && goes) {
                going.add(past);
            } else if (!named) {
                kept.add(past.head());
            }
        }
        if (!dryRun) {
            condemn(going, kept);
        }
        References needed = new References();
        kept.forEach(needed::add);
        kept.forEach(head -> needed.add(read(head)));
        needed.add(pointedTo(checkpoints, objects));
        References ending = new References();
        going.forEach(past -> ending.add(past.head()));
        going.forEach(past -> ending.add(readable(past.head(), objects)));
        Ages ages = new Ages(now, min(grace, UNFINISHED), max(grace, UNFINISHED));
        // Only what nothing needs is looked into.
        List<ObjectInfo> unneeded = objects.stream()
                .filter(info -> Layout.folder(info.key())
                        .filter(folder -> !needed.has(folder))
                        .isPresent())
                .toList();
        Garbage garbage = new Garbage(root, needed, ending, ages, dayStore.complete(unneeded));
        objects.forEach(garbage::add);
        if (!dryRun) {
            garbage.removals().forEach(this::remove);
            going.forEach(history::forget);
        }
        return new Collected(
                garbage.items(going),
                going.stream().map(past -> past.head().name()).toList(),
                kept.stream()
                        .sorted(Comparator.comparingInt(Root.Head::number))
                        .map(Root.Head::name)
                        .toList(),
                garbage.young());
    }

    /**
     * The time, held against that of what is in the store: a clock that went back, or ran ahead when something was written, says nothing
     * about ages.
     */
    private Instant now(List<ObjectInfo> objects) {
        Instant now = clock.instant();
        Optional<ObjectInfo> ahead = objects.stream()
                .filter(info -> !info.modified().equals(ObjectInfo.UNKNOWN))
                .filter(info -> info.modified().isAfter(now.plus(SKEW)))
                .max(Comparator.comparing(ObjectInfo::modified));
        ahead.ifPresent(info -> {
            throw new MvqException(
                    "the clock stands at %s, and %s was written at %s: one of the two is wrong"
                            .formatted(
                                    now.truncatedTo(ChronoUnit.SECONDS),
                                    info.key(),
                                    info.modified().truncatedTo(ChronoUnit.SECONDS)),
                    "set the clock right, or wait until then; nothing was removed");
        });
        return now;
    }

    private boolean isForgotten(History.Past past, Instant before, Checkpoints checkpoints, Set<String> open) {
        String name = past.head().name();
        return !past.info().modified().isAfter(before)
                && checkpoints.of(name).isEmpty()
                && !open.contains(name)
                && !isPinned(name);
    }

    private boolean isPinned(String generation) {
        Instant alive = clock.instant().minus(Pin.LIFE);
        return store.list(Layout.pin(generation, "")).stream()
                .anyMatch(pin -> pin.modified().isAfter(alive));
    }

    /** Makes them unreadable. Who opened one just before has put a pin, and is left with it. */
    private void condemn(List<History.Past> going, List<Root.Head> kept) {
        going.stream().filter(past -> !past.going()).forEach(history::condemn);
        for (History.Past past : List.copyOf(going)) {
            if (isPinned(past.head().name())) {
                history.spare(past);
                going.remove(past);
                kept.add(past.head());
            }
        }
    }

    private List<Manifest> read(Root.Head head) {
        return head.manifests().stream().map(manifests).toList();
    }

    /** Manifests of a generation that a killed run may have begun to remove. */
    private List<Manifest> readable(Root.Head head, List<ObjectInfo> objects) {
        Set<String> keys = keys(objects);
        List<Manifest> found = new ArrayList<>();
        for (String hash : head.manifests()) {
            if (keys.contains(Layout.manifest(hash))) {
                try {
                    found.add(manifests.apply(hash));
                } catch (MvqException e) {
                    if (store.head(Layout.manifest(hash)).isPresent()) {
                        throw e;
                    } // else another run removed it meanwhile
                }
            }
        }
        return found;
    }

    private List<Manifest> pointedTo(Checkpoints checkpoints, List<ObjectInfo> objects) {
        Set<String> keys = keys(objects);
        return checkpoints.all().stream()
                .filter(text -> keys.contains(Layout.manifest(text)))
                .map(manifests)
                .toList();
    }

    private static Set<String> keys(List<ObjectInfo> objects) {
        Set<String> keys = new HashSet<>();
        objects.forEach(info -> keys.add(info.key()));
        return keys;
    }

    /** Removes objects of one thing, the one that makes it whole first; no more of them once that is written again. */
    private void remove(List<ObjectInfo> objects) {
        ObjectInfo first = objects.getFirst();
        for (ObjectInfo info : objects) {
            Optional<ObjectInfo> now = store.head(first.key());
            // By its time too: where etags are made of content, an object that was made young again has its old one.
            if (now.isPresent() && !now.get().equals(first)) {
                return;
            }
            store.delete(info.key());
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? b : a;
    }

    /**
     * How old something must be to go.
     *
     * @param ending what only generations need that are going themselves
     * @param left what no generation names
     */
    record Ages(Instant now, Duration ending, Duration left) {
        boolean ended(ObjectInfo info) {
            return !info.modified().isAfter(now.minus(ending));
        }

        boolean left(ObjectInfo info) {
            return !info.modified().isAfter(now.minus(left));
        }
    }
}
