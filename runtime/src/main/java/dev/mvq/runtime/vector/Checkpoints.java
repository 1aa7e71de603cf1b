package dev.mvq.runtime.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Named pointers to generations, {@code checkpoints/<name>.json}. Those of years hold what the root said of the generation. Whoever writes
 * others may write what he likes: any text in one that is the name of a generation, or of a manifest, points to it.
 */
final class Checkpoints {
    private static final String SUFFIX = ".json";
    private static final String GENERATION = "generation";

    private final Map<String, Set<String>> texts = new TreeMap<>();

    /** The checkpoints there are now. */
    Checkpoints(ObjectStore store) {
        for (ObjectInfo info : store.list(Layout.CHECKPOINTS)) {
            if (info.key().endsWith(SUFFIX)) {
                String name = info.key()
                        .substring(Layout.CHECKPOINTS.length(), info.key().length() - SUFFIX.length());
                texts.put(name, texts(store, info.key()));
            }
        }
    }

    private static Set<String> texts(ObjectStore store, String key) {
        Set<String> texts = new TreeSet<>();
        try {
            gather(Json.parse(store.read(key)), texts);
        } catch (IllegalArgumentException e) {
            throw damage(key, e);
        }
        return texts;
    }

    private static void gather(JsonNode json, Set<String> texts) {
        if (json.isTextual()) {
            texts.add(json.textValue());
        }
        if (!json.isObject()) {
            json.forEach(child -> gather(child, texts));
        }
        json.properties().stream()
                .filter(field -> !field.getKey().equals(HeadJson.PAIRS))
                .forEach(field -> gather(field.getValue(), texts));
    }

    /** Names a generation {@code checkpoint_YEAR}. */
    static void write(ObjectStore store, int year, Root.Head head) {
        ObjectNode json = Json.object();
        json.put("format_version", RootFile.FORMAT);
        HeadJson.encode(head, json.putObject(GENERATION));
        store.put(Layout.checkpoint(year), Json.bytes(json), Precondition.NONE);
    }

    /** What those of years hold; one that was not written by {@link #write} only points. */
    static NavigableMap<Integer, Root.Head> ofYears(ObjectStore store) {
        NavigableMap<Integer, Root.Head> heads = new TreeMap<>();
        for (ObjectInfo info : store.list(Layout.CHECKPOINTS)) {
            OptionalInt year = Layout.checkpointYear(info.key());
            if (year.isPresent()) {
                try {
                    JsonNode generation = Json.parse(store.read(info.key())).path(GENERATION);
                    if (generation.isObject()) {
                        heads.put(year.getAsInt(), HeadJson.decode(generation));
                    }
                } catch (IllegalArgumentException e) {
                    throw damage(info.key(), e);
                }
            }
        }
        return heads;
    }

    private static MvqException damage(String key, IllegalArgumentException e) {
        return Damage.of(
                key,
                "it does not say which generation it keeps: " + Damage.words(e),
                "delete it to keep that generation no longer",
                e);
    }

    /** Names of those that point to the generation or manifest. */
    Set<String> of(String pointedTo) {
        return texts.entrySet().stream()
                .filter(entry -> entry.getValue().contains(pointedTo))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Everything that any of them points to. */
    Set<String> all() {
        return texts.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
    }

    /** All names. */
    Set<String> names() {
        return texts.keySet();
    }
}
