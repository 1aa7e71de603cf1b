package dev.mvq.runtime.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import dev.mvq.runtime.storage.PreconditionFailedException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code metadata.json}: the format of the store and its current generation, swapped by conditional put. */
final class RootFile {
    /** The layout this version reads and writes. */
    static final int FORMAT = 1;

    private final ObjectStore store;
    private final Clock clock;

    RootFile(ObjectStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Root read() {
        while (true) {
            Optional<ObjectInfo> info = store.head(Layout.ROOT);
            if (info.isEmpty()) {
                return new Root(Optional.empty(), Optional.empty());
            }
            byte[] text = store.read(Layout.ROOT);
            // Only text and etag of the same version make a root; between the two calls another may have come.
            if (store.head(Layout.ROOT).equals(info)) {
                return new Root(Optional.of(info.get().etag()), Optional.of(decode(text)));
            }
        }
    }

    Root commit(Root expected, String generation, List<Manifest> manifests) {
        Root.Head head = head(expected, generation, manifests);
        Precondition unchanged =
                expected.etag().<Precondition>map(Precondition.Matches::new).orElse(Precondition.ABSENT);
        try {
            ObjectInfo info = store.put(Layout.ROOT, encode(head), unchanged);
            return new Root(Optional.of(info.etag()), Optional.of(head));
        } catch (PreconditionFailedException e) {
            throw new MvqException(
                    "another run changed the store " + store.location() + " in the meantime, and its generation stays",
                    "run the statement again: it goes on from there, and days already encoded are not encoded again",
                    e);
        }
    }

    /** What a commit would make current. */
    Root.Head head(Root expected, String generation, List<Manifest> manifests) {
        List<String> encoders = manifests.stream()
                .map(manifest -> manifest.segment().encoderVersion())
                .distinct()
                .toList();
        if (encoders.size() != 1) {
            throw new IllegalArgumentException("a generation has segments of one encoder, not of " + encoders);
        }
        return new Root.Head(
                generation,
                expected.generation().map(Root.Head::number).orElse(0) + 1,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                encoders.getFirst(),
                manifests.stream().map(Manifest::hash).toList());
    }

    static byte[] encode(Root.Head head) {
        ObjectNode json = Json.object();
        json.put("format_version", FORMAT);
        ObjectNode generation = json.putObject("generation");
        generation
                .put("name", head.name())
                .put("number", head.number())
                .put("created", head.created().toString())
                .put("encoder_version", head.encoderVersion());
        ArrayNode manifests = generation.putArray("manifests");
        head.manifests().forEach(manifests::add);
        return Json.bytes(json);
    }

    private static Root.Head decode(byte[] text) {
        return decode(Layout.ROOT, text);
    }

    /** The head in an object that is written like the root. */
    static Root.Head decode(String key, byte[] text) {
        try {
            JsonNode json = Json.parse(text);
            int format = json.required("format_version").intValue();
            if (format > FORMAT) {
                throw new MvqException(
                        "the store is of format %d, and this mvq reads formats up to %d".formatted(format, FORMAT),
                        "use the mvq that wrote it, or a newer one");
            }
            JsonNode generation = json.required("generation");
            List<String> manifests = new ArrayList<>();
            generation.required("manifests").forEach(hash -> manifests.add(hash.textValue()));
            return new Root.Head(
                    generation.required("name").textValue(),
                    generation.required("number").intValue(),
                    Instant.parse(generation.required("created").textValue()),
                    generation.required("encoder_version").textValue(),
                    manifests);
        } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
            throw Damage.ofRoot(key, Damage.words(e), e);
        }
    }
}
