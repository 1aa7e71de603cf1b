package dev.mvq.runtime.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mvq.runtime.storage.Checksum;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** {@code day.json}: what a day's folder must hold. Written last; the folder is named by its hash. */
final class DayJson {
    static final int FORMAT = 1;
    private static final int NAME_DIGITS = 16;

    private DayJson() {}

    /** The text for these files, given by name. */
    static byte[] encode(LocalDate date, int rows, DayInputs inputs, Map<String, StoredFile> files) {
        ObjectNode json = Json.object();
        json.put("format_version", FORMAT)
                .put("date", date.toString())
                .put("rows", rows)
                .put("source_etag", inputs.sourceEtag())
                .put("encoder_version", inputs.encoderVersion());
        ObjectNode of = json.putObject("files");
        new TreeMap<>(files).forEach((name, file) -> Json.file(of.putObject(name), file));
        return Json.bytes(json);
    }

    /** The folder's name for that text. */
    static String hash(byte[] text) {
        return Checksum.of(text).substring(0, NAME_DIGITS);
    }

    /**
     * Reads the text found in a folder.
     *
     * @throws IllegalArgumentException where it is not what the folder's name says
     */
    static DayRef decode(Layout.DayFolder folder, byte[] text) {
        if (!hash(text).equals(folder.hash())) {
            throw new IllegalArgumentException("it is not what the name of its folder says");
        }
        JsonNode json = Json.parse(text);
        if (Json.whole(json, "format_version") != FORMAT) {
            throw new IllegalArgumentException("it is of another format");
        }
        Map<String, StoredFile> files = new LinkedHashMap<>();
        json.required("files").properties().forEach(entry -> files.put(entry.getKey(), file(folder, entry)));
        return new DayRef(
                folder.date(),
                folder.hash(),
                Json.whole(json, "rows"),
                new DayInputs(Json.text(json, "source_etag"), Json.text(json, "encoder_version")),
                new HashMap<>(files));
    }

    private static StoredFile file(Layout.DayFolder folder, Map.Entry<String, JsonNode> entry) {
        return Json.file(folder.key() + entry.getKey(), entry.getValue());
    }
}
