package dev.mvq.runtime.vector;

import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.ObjectInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sorts objects into what may go and what stays. What it does not know, it leaves. */
final class Garbage {
    private static final Pattern INDEX = Pattern.compile(Layout.INDICES + "g(\\d{1,9})[^/]*/[^/]+/[^/]+");
    private static final Pattern PAIRS = Pattern.compile(Layout.MODELS + "[^/]+/random_pairs/[^/]+\\.parquet");
    private static final String ENDED = "only removed generations needed it";
    private static final String LEFT = "left by a run that did not end";

    private final Root root;
    private final References needed;
    private final References ending;
    private final GarbageCollection.Ages ages;
    private final Map<Layout.DayFolder, DayRef> complete = new HashMap<>();
    private final Map<Layout.DayFolder, List<ObjectInfo>> folders =
            new TreeMap<>(Comparator.comparing(Layout.DayFolder::key));
    private final List<Thing> things = new ArrayList<>();
    private int young;

    private record Thing(String name, List<ObjectInfo> objects, String why) {}

    /** @param days the day folders that are complete */
    Garbage(Root root, References needed, References ending, GarbageCollection.Ages ages, List<DayRef> days) {
        this.root = root;
        this.needed = needed;
        this.ending = ending;
        this.ages = ages;
        days.forEach(day -> complete.put(new Layout.DayFolder(day.date(), day.hash()), day));
    }

    void add(ObjectInfo info) {
        String key = info.key();
        Optional<Layout.DayFolder> folder = Layout.folder(key);
        if (folder.isPresent()) {
            folders.computeIfAbsent(folder.get(), unseen -> new ArrayList<>()).add(info);
        } else if (key.startsWith(Layout.PINS)) {
            addIf(ages.left(info), info, "left by a reader that was stopped");
        } else if (key.startsWith(Layout.TRAINING)) {
            addIf(ages.left(info), info, "left by a training that was stopped");
        } else if (isPublished(key)) {
            boolean current =
                    root.generation().map(head -> head.manifests().size()).orElse(0) <= 1;
            addIf(!current && ages.left(info), info, "a copy from when there was one segment");
        } else if (isOurs(key) && !needed.has(key) && !isAhead(key)) {
            addUnneeded(info);
        }
    }

    private void addUnneeded(ObjectInfo info) {
        if (ending.has(info.key()) ? ages.ended(info) : ages.left(info)) {
            things.add(new Thing(info.key(), List.of(info), ending.has(info.key()) ? ENDED : LEFT));
        } else {
            young++;
        }
    }

    private void addIf(boolean goes, ObjectInfo info, String why) {
        if (goes) {
            things.add(new Thing(info.key(), List.of(info), why));
        }
    }

    private static boolean isOurs(String key) {
        return key.startsWith(Layout.MANIFESTS)
                || key.startsWith(Layout.FILTERS)
                || INDEX.matcher(key).matches()
                || PAIRS.matcher(key).matches();
    }

    private static boolean isPublished(String key) {
        return Arrays.stream(Modality.values()).map(Layout::publishedIndex).anyMatch(key::equals);
    }

    /** Whether it is of a generation that is still to come. */
    private boolean isAhead(String key) {
        Matcher index = INDEX.matcher(key);
        return index.matches() && Integer.parseInt(index.group(1)) >= root.next();
    }

    /** What may go, in the order in which it goes: manifests after what they name. */
    List<List<ObjectInfo>> removals() {
        return things().stream()
                .sorted(Comparator.comparing(thing -> thing.name().startsWith(Layout.MANIFESTS)))
                .map(Thing::objects)
                .toList();
    }

    /** As {@link #removals}, with the descriptions of generations. */
    List<Collected.Item> items(List<History.Past> going) {
        List<Collected.Item> items = new ArrayList<>();
        for (Thing thing : things()) {
            long bytes = thing.objects().stream().mapToLong(ObjectInfo::size).sum();
            items.add(new Collected.Item(thing.name(), bytes, thing.why()));
        }
        going.forEach(past -> items.add(new Collected.Item(
                past.info().key(),
                past.info().size(),
                "generation " + past.head().number() + " was replaced")));
        items.sort(Comparator.comparing(Collected.Item::name));
        return items;
    }

    /** Objects and folders that nothing needs and that are too young. */
    int young() {
        things();
        return young;
    }

    private List<Thing> things() {
        folders.forEach(this::addFolder);
        folders.clear();
        return things;
    }

    private void addFolder(Layout.DayFolder folder, List<ObjectInfo> objects) {
        if (needed.has(folder)) {
            return;
        }
        DayRef day = complete.get(folder);
        boolean ended = ending.has(folder);
        if (day != null && !ended && !needed.supersede(day)) {
            return; // a day that is done, which a run that was stopped goes on from
        }
        if (objects.stream().allMatch(info -> ended ? ages.ended(info) : ages.left(info))) {
            // What makes the folder complete goes first, so that nobody counts on the rest.
            List<ObjectInfo> order = new ArrayList<>(objects);
            order.sort(Comparator.comparing(info -> !info.key().endsWith("/" + Layout.DAY)));
            String why = ended ? ENDED : day == null ? LEFT : "the day was encoded anew since";
            things.add(new Thing(folder.key(), List.copyOf(order), why));
        } else {
            young++;
        }
    }
}
