package dev.mvq.runtime.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A {@link TrainingState} as bytes, little-endian: magic {@code MVQTRN01}, length of the header (int), header (JSON), the float32 numbers
 * in the header's order, CRC-32C of everything before it (int).
 */
final class TrainingStateFile {
    private static final byte[] MAGIC = "MVQTRN01".getBytes(StandardCharsets.US_ASCII);
    private static final int LEAST = MAGIC.length + 2 * Integer.BYTES;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Entry(String name, int size) {}

    private record Header(TrainingState.Standing standing, List<Entry> entries) {}

    private TrainingStateFile() {}

    static byte[] write(TrainingState state) {
        List<Entry> entries = new ArrayList<>();
        long floats = 0;
        for (Map.Entry<String, float[]> each : state.numbers().entrySet()) {
            entries.add(new Entry(each.getKey(), each.getValue().length));
            floats += each.getValue().length;
        }
        byte[] header = header(new Header(state.standing(), entries));
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(LEAST + header.length + floats * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        file.put(MAGIC).putInt(header.length).put(header);
        for (float[] values : state.numbers().values()) {
            file.asFloatBuffer().put(values);
            file.position(file.position() + values.length * Float.BYTES);
        }
        return file.putInt(checksum(file.array(), file.position())).array();
    }

    /** The state, or empty where the bytes are damaged or something else. */
    static Optional<TrainingState> read(byte[] bytes) {
        int end = bytes.length - Integer.BYTES;
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < LEAST
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                || file.getInt(end) != checksum(bytes, end)) {
            return Optional.empty();
        }
        int length = file.position(MAGIC.length).getInt();
        if (length < 2 || length > end - file.position()) {
            return Optional.empty();
        }
        byte[] header = new byte[length];
        file.get(header).limit(end);
        try {
            return body(JSON.readValue(new String(header, StandardCharsets.UTF_8), Header.class), file.slice());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<TrainingState> body(Header header, ByteBuffer rest) {
        FloatBuffer numbers = rest.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        TreeMap<String, float[]> byName = new TreeMap<>();
        for (Entry entry : header.entries) {
            if (entry.size < 0 || entry.size > numbers.remaining()) {
                return Optional.empty();
            }
            float[] values = new float[entry.size];
            numbers.get(values);
            byName.put(entry.name, values);
        }
        return Optional.of(new TrainingState(header.standing, byName));
    }

    private static byte[] header(Header header) {
        try {
            return JSON.writeValueAsBytes(header);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header of records is always JSON", e);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
