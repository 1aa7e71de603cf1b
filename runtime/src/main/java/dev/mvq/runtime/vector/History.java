package dev.mvq.runtime.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Earlier generations, {@code generations/<name>.json} each. A generation is described there by whoever replaces it, with what the root
 * said of it, before the swap: so every generation that was ever read is found, and none that never was.
 */
final class History {
    private final ObjectStore store;

    History(ObjectStore store) {
        this.store = store;
    }

    /**
     * An earlier generation.
     *
     * @param head as it was in the root
     * @param info its description: as old as the generation's replacement
     * @param going whether its removal has begun: it can no longer be read
     */
    record Past(Root.Head head, ObjectInfo info, boolean going) {}

    void keep(Root.Head head) {
        write(head, false);
    }

    /** Nobody opens it from now on. */
    void condemn(Past past) {
        write(past.head(), true);
    }

    /** Takes {@link #condemn} back: somebody had opened it before. */
    void spare(Past past) {
        write(past.head(), false);
    }

    /** The last step of its removal. */
    void forget(Past past) {
        store.delete(Layout.generation(past.head().name()));
    }

    private void write(Root.Head head, boolean going) {
        ObjectNode json = Json.object();
        json.put("format_version", RootFile.FORMAT);
        HeadJson.encode(head, json);
        if (going) {
            json.put("going", true);
        }
        store.put(Layout.generation(head.name()), Json.bytes(json), Precondition.NONE);
    }

    /** A description; empty where it was removed since it was listed. */
    private Optional<Past> read(ObjectInfo info) {
        try {
            JsonNode json = Json.parse(store.read(info.key()));
            return Optional.of(
                    new Past(HeadJson.decode(json), info, json.path("going").asBoolean(false)));
        } catch (IllegalArgumentException e) {
            throw Damage.of(info.key(), Damage.words(e), "delete it: that generation can no longer be read", e);
        } catch (MvqException e) {
            if (store.head(info.key()).isEmpty()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** All there are, oldest first. */
    List<Past> all() {
        List<Past> all = new ArrayList<>();
        for (ObjectInfo info : store.list(Layout.GENERATIONS)) {
            read(info).ifPresent(all::add);
        }
        all.sort(Comparator.comparingInt(past -> past.head().number()));
        return all;
    }
}
