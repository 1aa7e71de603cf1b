package dev.mvq.runtime.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mvq.runtime.encoder.EncoderParameters.Tensor;
import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * The parameter file, little-endian: magic {@code MVQENC01}, length of the header (int), header (JSON: card, schema, size, names and
 * shapes of the tensors), the tensors' float32 numbers in the header's order, CRC-32C of everything before it (int).
 */
final class EncoderFile {
    private static final byte[] MAGIC = "MVQENC01".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_HEADER = 1 << 20;
    private static final int MAX_TENSORS = 4096;
    private static final int MAX_FILE = 64 << 20;
    private static final int MAX_WIDTH = 4096;
    private static final int MAX_DEPTH = 64;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Entry(String name, long[] shape) {}

    private record Header(ModelCard card, InputSchema schema, EncoderSize size, List<Entry> tensors) {}

    private EncoderFile() {}

    static byte[] write(EncoderParameters parameters) {
        List<Entry> entries = new ArrayList<>();
        long floats = 0;
        for (var tensor : parameters.tensors().entrySet()) {
            entries.add(new Entry(tensor.getKey(), tensor.getValue().shape()));
            floats += tensor.getValue().values().length;
        }
        byte[] header = header(new Header(parameters.card(), parameters.schema(), parameters.size(), entries));
        long length = MAGIC.length + 2L * Integer.BYTES + header.length + floats * Float.BYTES;
        ByteBuffer file = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
        file.put(MAGIC).putInt(header.length).put(header);
        for (Tensor tensor : parameters.tensors().values()) {
            for (float value : tensor.values()) {
                file.putFloat(value);
            }
        }
        return file.putInt(checksum(file.array(), file.position())).array();
    }

    /**
     * Reads a file, whose size is looked at first.
     *
     * @throws MvqException when it is not such a file, or damaged
     * @throws IOException when it cannot be read
     */
    static EncoderParameters read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_FILE) {
            throw damaged(file.toString(), "it has %,d bytes, and such files %,d at most".formatted(size, MAX_FILE));
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in.readNBytes(MAX_FILE + 1), file.toString());
        }
    }

    /**
     * Reads a file's bytes, trusting none of its lengths.
     *
     * @param from what to call the file in an error
     * @throws MvqException when it is not such a file, or damaged
     */
    static EncoderParameters read(byte[] bytes, String from) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int least = MAGIC.length + 2 * Integer.BYTES;
        if (bytes.length < least
                || bytes.length > MAX_FILE
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw damaged(from, "it is not a file of encoder parameters");
        }
        int end = bytes.length - Integer.BYTES;
        if (file.getInt(end) != checksum(bytes, end)) {
            throw damaged(from, "its checksum does not agree");
        }
        int headerLength = file.position(MAGIC.length).getInt();
        if (headerLength < 2 || headerLength > MAX_HEADER || headerLength > end - file.position()) {
            throw damaged(from, "its header is " + headerLength + " bytes long");
        }
        byte[] header = new byte[headerLength];
        file.get(header);
        return body(parse(header, from), file.limit(end), from);
    }

    private static EncoderParameters body(Header header, ByteBuffer file, String from) {
        long available = file.remaining() / Float.BYTES;
        if (header.tensors.size() > MAX_TENSORS) {
            throw damaged(from, "it names " + header.tensors.size() + " tensors");
        }
        FloatBuffer numbers = file.asFloatBuffer();
        TreeMap<String, Tensor> tensors = new TreeMap<>();
        for (Entry entry : header.tensors) {
            long size = size(entry, available, from);
            if (size > numbers.remaining()) {
                throw damaged(from, "it ends within tensor " + entry.name);
            }
            float[] values = new float[(int) size];
            numbers.get(values);
            check(entry.name, values, from);
            if (tensors.put(entry.name, new Tensor(entry.shape, values)) != null) {
                throw damaged(from, "it has tensor " + entry.name + " twice");
            }
        }
        if (numbers.hasRemaining() || file.remaining() % Float.BYTES != 0) {
            throw damaged(from, "it is longer than its tensors");
        }
        return new EncoderParameters(header.card, header.schema, header.size, tensors);
    }

    /** One number that is none would make every embedding none; a deviation divides. */
    private static void check(String name, float[] values, String from) {
        boolean divides = name.endsWith("/deviation");
        for (float value : values) {
            if (!Float.isFinite(value) || (divides && value <= 0)) {
                throw damaged(from, "tensor " + name + " holds the number " + value);
            }
        }
    }

    private static long size(Entry entry, long available, String from) {
        long size = 1;
        for (long extent : entry.shape) {
            if (extent < 1 || extent > available || size > available) {
                throw damaged(from, "tensor " + entry.name + " has the shape " + Arrays.toString(entry.shape));
            }
            size *= extent;
        }
        return size;
    }

    private static byte[] header(Header header) {
        try {
            return JSON.writeValueAsBytes(header);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a header of records is always JSON", e);
        }
    }

    private static Header parse(byte[] json, String from) {
        try {
            Header header = JSON.readValue(new String(json, StandardCharsets.UTF_8), Header.class);
            if (header == null
                    || header.card == null
                    || header.schema == null
                    || header.size == null
                    || header.tensors == null
                    || header.tensors.stream().anyMatch(EncoderFile::isIncomplete)
                    || InputSchema.BASE.stream().anyMatch(base -> header.schema.shape(base) == null)) {
                throw damaged(from, "its header lacks a part");
            }
            requireSize(header.size, from);
            return header;
        } catch (JsonProcessingException e) {
            throw damaged(from, "its header cannot be read: " + e.getOriginalMessage());
        }
    }

    private static boolean isIncomplete(Entry entry) {
        return entry == null || entry.name == null || entry.shape == null;
    }

    /** Networks are built by these numbers before they are held against the tensors. */
    private static void requireSize(EncoderSize size, String from) {
        boolean wide = IntStream.of(
                        size.recurrent(), size.head(), size.token(), size.greeks(), size.technical(), size.fusion())
                .allMatch(width -> width >= 1 && width <= MAX_WIDTH);
        boolean deep = IntStream.of(size.depth(), size.layers(), size.heads())
                .allMatch(depth -> depth >= 1 && depth <= MAX_DEPTH);
        if (!wide || !deep || size.token() % size.heads() != 0 || size.fusion() % size.heads() != 0) {
            throw damaged(from, "it is of networks that cannot be: " + size);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static MvqException damaged(String from, String how) {
        return new MvqException(
                "encoder parameters " + from + " are damaged: " + how,
                "use the shipped ones, or make them again with scripts/train-encoders");
    }
}
