package dev.mvq.tests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Matrices of float32 as NumPy files. */
final class FloatFile {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private FloatFile() {}

    /**
     * Writes the parts one behind the other.
     *
     * @param shape extents of each part; the first is the rows
     */
    static void write(Path file, long[] shape, List<float[]> parts) {
        long[] whole = shape.clone();
        whole[0] *= parts.size();
        String extents = Arrays.stream(whole)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(", ", "(", whole.length > 1 ? ")" : ",)"));
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': " + extents + ", }";
        int length = (MAGIC.length + 2 + dictionary.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        byte[] header = new byte[length];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer.wrap(header)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) (length - MAGIC.length - 2))
                .put(dictionary.getBytes(StandardCharsets.US_ASCII));
        header[length - 1] = '\n';
        int values = parts.stream().mapToInt(part -> part.length).sum();
        ByteBuffer content = ByteBuffer.allocate(length + Float.BYTES * values).order(ByteOrder.LITTLE_ENDIAN);
        content.put(header);
        parts.forEach(part -> {
            for (float value : part) {
                content.putFloat(value);
            }
        });
        try {
            Files.write(file, content.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
