package dev.mvq.runtime.vector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Named pointers to generations, {@code checkpoints/<name>.json}. Whoever writes them may write more beside: any text in one that is the
 * name of a generation, or of a manifest, points to it.
 */
final class Checkpoints {
    private static final String SUFFIX = ".json";

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
            throw Damage.of(
                    key,
                    "it does not say which generation it keeps: " + Damage.words(e),
                    "delete it to keep that generation no longer",
                    e);
        }
        return texts;
    }

    private static void gather(JsonNode json, Set<String> texts) {
        if (json.isTextual()) {
            texts.add(json.textValue());
        }
        json.forEach(child -> gather(child, texts));
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
