package dev.mvq.runtime.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mvq.runtime.market.Modality;
import dev.mvq.runtime.storage.Checksum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Text of a manifest. */
final class ManifestJson {
    static final int FORMAT = 1;
    private static final int NAME_DIGITS = 16;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{8,64}");

    private ManifestJson() {}

    static byte[] encode(SegmentDraft segment, Map<Modality, IndexFile> indices, Tombstones tombstones) {
        ObjectNode json = Json.object();
        json.put("format_version", FORMAT)
                .put("segment", segment.id())
                .put("rows", segment.rows())
                .put("encoder_version", segment.encoderVersion());
        ObjectNode present = json.putObject("present");
        segment.present().forEach((modality, count) -> present.put(modality.word(), count));
        ArrayNode underlyings = json.putArray("underlyings");
        segment.underlyings().forEach(underlyings::add);
        ArrayNode ranges = json.putArray("ranges");
        segment.ranges()
                .forEach(range -> ranges.addObject()
                        .put("column", range.column())
                        .put("min", range.min())
                        .put("max", range.max()));
        json.set("filters", file(segment.filters()));
        ArrayNode indexList = json.putArray("indices");
        indices.values().forEach(index -> indexList.add(index(index)));
        ArrayNode days = json.putArray("days");
        segment.days().forEach(day -> days.add(day(day)));
        if (!tombstones.isEmpty()) {
            json.set("tombstones", tombstones.json());
        }
        return Json.bytes(json);
    }

    /** Whether the text, which may come from a file, can name a manifest. */
    static boolean isHash(String text) {
        return HASH.matcher(text).matches();
    }

    static String hash(byte[] text) {
        return Checksum.of(text).substring(0, NAME_DIGITS);
    }

    /** @throws IllegalArgumentException where the text is not what the name says */
    static Manifest decode(String hash, byte[] text) {
        if (!hash(text).equals(hash)) {
            throw new IllegalArgumentException("its content is not what its name says");
        }
        JsonNode json = Json.parse(text);
        EnumMap<Modality, Integer> present = new EnumMap<>(Modality.class);
        json.required("present")
                .properties()
                .forEach(entry ->
                        present.put(modality(entry.getKey()), Json.whole(json.required("present"), entry.getKey())));
        EnumMap<Modality, IndexFile> indices = new EnumMap<>(Modality.class);
        for (JsonNode index : json.required("indices")) {
            IndexFile file = index(index);
            indices.put(file.modality(), file);
        }
        String encoder = Json.name(json, "encoder_version");
        SegmentDraft segment = new SegmentDraft(
                Json.name(json, "segment"),
                days(json.required("days"), encoder),
                Json.whole(json, "rows"),
                encoder,
                present,
                strings(json.required("underlyings")),
                ranges(json.required("ranges")),
                file(json.required("filters")));
        return new Manifest(hash, segment, indices, Tombstones.of(json.path("tombstones"), segment.rows()));
    }

    private static ObjectNode file(StoredFile file) {
        return Json.file(Json.object().put("key", file.key()), file);
    }

    private static StoredFile file(JsonNode json) {
        return Json.file(text(json, "key"), json);
    }

    private static ObjectNode index(IndexFile index) {
        ObjectNode json = Json.object();
        json.put("modality", index.modality().word())
                .put("factory", index.factory())
                .put("ntotal", index.ntotal());
        json.set("file", file(index.file()));
        ObjectNode parameters = json.putObject("parameters");
        index.parameters().forEach(parameters::put);
        return json;
    }

    private static IndexFile index(JsonNode json) {
        Map<String, String> parameters = new TreeMap<>();
        json.required("parameters")
                .properties()
                .forEach(entry -> parameters.put(entry.getKey(), text(json.required("parameters"), entry.getKey())));
        return new IndexFile(
                modality(text(json, "modality")),
                text(json, "factory"),
                parameters,
                Json.number(json, "ntotal"),
                file(json.required("file")));
    }

    private static ObjectNode day(SegmentDay day) {
        ObjectNode json = Json.object();
        json.put("date", day.date().toString())
                .put("first_ordinal", day.firstOrdinal())
                .put("rows", day.day().rows())
                .put("hash", day.day().hash())
                .put("source_etag", day.day().inputs().sourceEtag());
        ObjectNode files = json.putObject("files");
        new TreeMap<>(day.day().files()).forEach((name, file) -> Json.file(files.putObject(name), file));
        return json;
    }

    private static List<SegmentDay> days(JsonNode json, String encoder) {
        List<SegmentDay> days = new ArrayList<>();
        for (JsonNode day : json) {
            LocalDate date = Json.date(day, "date");
            String hash = Json.name(day, "hash");
            Map<String, StoredFile> files = new TreeMap<>();
            day.required("files")
                    .properties()
                    .forEach(entry -> files.put(
                            entry.getKey(), Json.file(Layout.day(date, hash) + entry.getKey(), entry.getValue())));
            DayRef ref = new DayRef(
                    date, hash, Json.whole(day, "rows"), new DayInputs(text(day, "source_etag"), encoder), files);
            days.add(new SegmentDay(ref, Json.whole(day, "first_ordinal")));
        }
        return days;
    }

    private static List<ColumnRange> ranges(JsonNode json) {
        List<ColumnRange> ranges = new ArrayList<>();
        json.forEach(range ->
                ranges.add(new ColumnRange(text(range, "column"), Json.real(range, "min"), Json.real(range, "max"))));
        return ranges;
    }

    private static List<String> strings(JsonNode json) {
        List<String> strings = new ArrayList<>();
        json.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    private static String text(JsonNode json, String name) {
        return Json.text(json, name);
    }

    private static Modality modality(String word) {
        return Modality.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
