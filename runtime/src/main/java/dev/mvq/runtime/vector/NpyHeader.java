package dev.mvq.runtime.vector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Header of a NumPy file, format version 1.0, of a C-ordered matrix of little-endian float16. The vectors begin at a
 * multiple of 64 bytes, so that they can be mapped aligned.
 *
 * @param rows number of rows
 * @param columns length of a row
 * @param offset where the first value begins, bytes
 */
record NpyHeader(int rows, int columns, int offset) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int PREFIX = MAGIC.length + 2;
    private static final int ALIGNMENT = 64;
    private static final int MOST = 2 * ALIGNMENT;
    private static final Pattern DICTIONARY = Pattern.compile(
            "\\{'descr': '<f2', 'fortran_order': False, 'shape': \\((\\d{1,9}), (\\d{1,9})\\), \\} *\n");

    /** The header's bytes: magic, length, dictionary, blanks up to the data, newline. */
    static byte[] encode(int rows, int columns) {
        String dictionary = "{'descr': '<f2', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
        int length = roundUp(PREFIX + dictionary.length() + 1);
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ' ');
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) (length - PREFIX))
                .put(dictionary.getBytes(StandardCharsets.US_ASCII));
        bytes[length - 1] = '\n';
        return bytes;
    }

    /** Reads the header of an open file. */
    static NpyHeader read(FileChannel file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(MOST, file.size()));
        while (start.hasRemaining() && file.read(start, start.position()) >= 0) {
            // reads on
        }
        return parse(Arrays.copyOf(start.array(), start.position()), file.size());
    }

    /**
     * Reads a header and holds it against the file's size.
     *
     * @param start the file's first bytes, enough for the longest header or all it has
     * @param fileBytes the file's size
     * @throws IllegalArgumentException saying what is wrong
     */
    static NpyHeader parse(byte[] start, long fileBytes) {
        if (start.length < PREFIX || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IllegalArgumentException("it does not begin as a NumPy file of version 1.0");
        }
        int length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getShort(MAGIC.length) & 0xffff;
        int offset = PREFIX + length;
        if (offset > start.length || offset % ALIGNMENT != 0) {
            throw new IllegalArgumentException("its header is cut off or of a wrong length");
        }
        Matcher matcher = DICTIONARY.matcher(new String(start, PREFIX, length, StandardCharsets.US_ASCII));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("its header does not describe a matrix of float16");
        }
        NpyHeader header =
                new NpyHeader(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), offset);
        if (header.fileBytes() != fileBytes) {
            throw new IllegalArgumentException(
                    "it has %,d bytes instead of %,d".formatted(fileBytes, header.fileBytes()));
        }
        return header;
    }

    /** Size of the whole file. */
    long fileBytes() {
        return offset + 2L * rows * columns;
    }

    private static int roundUp(int length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
