package dev.mvq.runtime.vector;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mvq.runtime.storage.ObjectInfo;
import dev.mvq.runtime.storage.ObjectStore;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** JSON text that is the same for the same content: members in the order they were put, two blanks, Unix line ends. */
final class Json {
    /** Thirty years of days in one manifest are a tenth of it. */
    private static final int LONGEST = 256 << 20;

    private static final Pattern OWN_KEY = Pattern.compile(Layout.HOME + "(?:[\\w=-][\\w.=-]*/)*[\\w=-][\\w.=-]*");
    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]{0,99}");
    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxDocumentLength(LONGEST)
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static byte[] bytes(JsonNode json) {
        try {
            String text = MAPPER.writeValueAsString(json).replace("\r\n", "\n") + "\n";
            return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }

    /** The whole object, unless it is too large to be read into memory as a text. */
    static byte[] text(ObjectStore store, ObjectInfo info) {
        if (info.size() > LONGEST) {
            throw Damage.ofRoot(info.key(), "it has %,d bytes, too many for what it is".formatted(info.size()), null);
        }
        return store.read(info.key());
    }

    /** @throws IllegalArgumentException where the text is not JSON, nests too deep or says one thing twice */
    static JsonNode parse(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    /** A text; as the others, {@link IllegalArgumentException} where it is missing or of another kind. */
    static String text(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " is not a text");
        }
        return value.textValue();
    }

    /** A name that becomes a part of a key, and nothing but one part. */
    static String name(JsonNode json, String name) {
        String text = text(json, name);
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(name + " is not a name of mvq's");
        }
        return text;
    }

    /** A date such as 2024-01-16. */
    static LocalDate date(JsonNode json, String name) {
        try {
            return LocalDate.parse(text(json, name));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is not a date", e);
        }
    }

    /** A whole number from 0 that an int holds. */
    static int whole(JsonNode json, String name) {
        long number = number(json, name);
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " is too large");
        }
        return (int) number;
    }

    /** A whole number from 0. */
    static long number(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IllegalArgumentException(name + " is not a whole number from 0");
        }
        return value.longValue();
    }

    /** A number. */
    static double real(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(name + " is not a number");
        }
        return value.doubleValue();
    }

    /** Size and checksums of a file, put into an object. */
    static ObjectNode file(ObjectNode into, StoredFile file) {
        into.put("bytes", file.bytes()).put("checksum", file.checksum());
        return file.crc().isEmpty() ? into : into.put("crc32c", file.crc());
    }

    /** The file of those; a key, which the text may have made up, stays among the store's own. */
    static StoredFile file(String key, JsonNode json) {
        if (!OWN_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("it names a file that is none of the store's");
        }
        return new StoredFile(
                key, number(json, "bytes"), text(json, "checksum"), json.has("crc32c") ? text(json, "crc32c") : "");
    }
}
