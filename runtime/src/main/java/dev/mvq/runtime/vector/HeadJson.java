package dev.mvq.runtime.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A generation as it stands in {@code metadata.json}, and later in a file of its own. */
final class HeadJson {
    /** The field of random pairs, which may be another generation's. */
    static final String PAIRS = "random_pairs";

    private HeadJson() {}

    static void encode(Root.Head head, ObjectNode to) {
        to.put("name", head.name())
                .put("number", head.number())
                .put("created", head.created().toString())
                .put("encoder_version", head.encoderVersion());
        to.putObject(PAIRS)
                .put("generation", head.pairs().generation())
                .put("rows", head.pairs().rows())
                .put("changed", head.pairs().changed());
        ArrayNode manifests = to.putArray("manifests");
        head.manifests().forEach(manifests::add);
    }

    /** @throws IllegalArgumentException where it is none */
    static Root.Head decode(JsonNode json) {
        try {
            List<String> manifests = new ArrayList<>();
            json.required("manifests").forEach(hash -> manifests.add(hash.textValue()));
            String name = Json.name(json, "name");
            JsonNode pairs = json.path(PAIRS);
            return new Root.Head(
                    name,
                    Json.whole(json, "number"),
                    Instant.parse(Json.text(json, "created")),
                    Json.name(json, "encoder_version"),
                    manifests,
                    new Root.Pairs(
                            pairs.has("generation") ? Json.name(pairs, "generation") : name,
                            pairs.path("rows").asLong(0),
                            pairs.path("changed").asLong(0)));
        } catch (DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException(Damage.words(e), e);
        }
    }
}
