package dev.mvq.runtime.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.PreconditionFailedException;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code metadata.json}: the format of the store and its current generation, swapped by conditional put. */
final class RootFile {
    /** The layout this version reads and writes. */
    static final int FORMAT = 1;

    private final ObjectStore store;
    private final History history;
    private final Predicate<Root.Head> readable;

    /**
     * @param history keeps what is no longer current
     * @param readable says whether a generation's manifests are whole; one that nobody could read is not kept
     */
    RootFile(ObjectStore store, History history, Predicate<Root.Head> readable) {
        this.store = store;
        this.history = history;
        this.readable = readable;
    }

    Root read() {
        while (true) {
            Optional<ObjectInfo> info = store.head(Layout.ROOT);
            if (info.isEmpty()) {
                return Root.NONE;
            }
            byte[] text = Json.text(store, info.get());
            // Only text and etag of the same version make a root; between the two calls another may have come.
            if (store.head(Layout.ROOT).equals(info)) {
                return decode(Optional.of(info.get().etag()), text);
            }
        }
    }

    /** Swaps the root, if it is still the one expected. What it then no longer names is described in a file of its own before. */
    Root swap(Root expected, Optional<Root.Head> generation, Optional<Root.Head> growing) {
        Root next = new Root(expected.etag(), generation, growing);
        expected.heads()
                .filter(head -> next.heads().noneMatch(head::equals))
                .filter(readable)
                .forEach(history::keep);
        Precondition unchanged =
                expected.etag().<Precondition>map(Precondition.Matches::new).orElse(Precondition.ABSENT);
        try {
            ObjectInfo info = store.put(Layout.ROOT, encode(next), unchanged);
            return new Root(Optional.of(info.etag()), generation, growing);
        } catch (PreconditionFailedException e) {
            throw new OvertakenException(store.location(), e);
        }
    }

    private static byte[] encode(Root root) {
        ObjectNode json = Json.object();
        json.put("format_version", FORMAT);
        root.generation().ifPresent(head -> HeadJson.encode(head, json.putObject("generation")));
        root.growing().ifPresent(head -> HeadJson.encode(head, json.putObject("growing")));
        return Json.bytes(json);
    }

    private static Root decode(Optional<String> etag, byte[] text) {
        try {
            JsonNode json = Json.parse(text);
            int format = Json.whole(json, "format_version");
            if (format > FORMAT) {
                throw new MvqException(
                        "the store is of format %d, and this mvq reads formats up to %d".formatted(format, FORMAT),
                        "use the mvq that wrote it, or a newer one");
            }
            return new Root(
                    etag,
                    Optional.of(HeadJson.decode(json.required("generation"))),
                    Optional.ofNullable(json.get("growing")).map(HeadJson::decode));
        } catch (IllegalArgumentException e) {
            throw Damage.ofRoot(Layout.ROOT, Damage.words(e), e);
        }
    }
}
