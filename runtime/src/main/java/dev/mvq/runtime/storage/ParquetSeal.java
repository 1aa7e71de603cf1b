package dev.mvq.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A Parquet file's checksum within the file, so that both are written, replaced and copied as one: between the last row group and the
 * footer, where readers of Parquet look at nothing, {@code MVQSEAL1}, the {@link Checksum} of the file without these 48 bytes, and
 * {@code 1LAESQVM}. Either word alone says that there is a seal, so that a flipped bit within it is seen too. A file without one, which
 * others wrote or an earlier mvq, is not checked.
 */
final class ParquetSeal {
    /** As many bytes as the end of a file of a few thousand rows has, seal included. */
    static final int END = 8 << 10;

    /** Bytes of a seal. */
    static final int LENGTH = 48;

    private static final byte[] FIRST = bytes("MVQSEAL1");
    private static final byte[] LAST = bytes("1LAESQVM");
    private static final int WORD = 8;

    /** Length of the footer, and {@code PAR1}. */
    private static final int TRAILER = 8;

    private static final byte[] MAGIC = bytes("PAR1");

    private ParquetSeal() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts a seal into a file that has none; a file that is not Parquet stays as it is. */
    static void put(Path file) throws IOException {
        byte[] checksum = bytes(Checksum.of(file));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            int trailer = (int) Math.min(TRAILER, size);
            long footer = footer(size, read(channel, size - trailer, trailer));
            if (footer < 0) {
                return;
            }
            byte[] end = read(channel, footer, Math.toIntExact(size - footer));
            ByteBuffer sealed = ByteBuffer.allocate(LENGTH + end.length)
                    .put(FIRST)
                    .put(checksum)
                    .put(LAST)
                    .put(end)
                    .flip();
            while (sealed.hasRemaining()) {
                channel.write(sealed, footer + sealed.position());
            }
        }
    }

    /** Where the seal begins, if there is one; negative: the file is too short to have one, or not Parquet. */
    static long at(long size, byte[] end) {
        long footer = footer(size, end);
        return footer < 0 ? -1 : footer - LENGTH;
    }

    /** Where the footer begins, by the last bytes of a file of so many; negative where they are not the end of Parquet. */
    private static long footer(long size, byte[] end) {
        if (end.length < TRAILER
                || !Arrays.equals(end, end.length - MAGIC.length, end.length, MAGIC, 0, MAGIC.length)) {
            return -1;
        }
        long length = Integer.toUnsignedLong(ByteBuffer.wrap(end, end.length - TRAILER, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt());
        return size - TRAILER - length;
    }

    /** What a seal says, of the bytes where it would lie; empty where there is none. */
    static Optional<String> checksum(byte[] seal) {
        if (seal.length != LENGTH) {
            return Optional.empty();
        }
        boolean first = Arrays.equals(seal, 0, WORD, FIRST, 0, WORD);
        boolean last = Arrays.equals(seal, LENGTH - WORD, LENGTH, LAST, 0, WORD);
        if (!first && !last) {
            return Optional.empty();
        }
        String checksum = new String(seal, WORD, LENGTH - 2 * WORD, StandardCharsets.US_ASCII);
        return Optional.of(first && last ? checksum : "damaged");
    }

    /** Whether the file's content is what its seal says, if it has one. */
    static boolean holds(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            int trailer = (int) Math.min(TRAILER, size);
            long at = at(size, read(channel, size - trailer, trailer));
            if (at < 0) {
                return true;
            }
            Optional<String> sealed = checksum(read(channel, at, LENGTH));
            return sealed.isEmpty() || sealed.get().equals(without(channel, at));
        }
    }

    /** Checksum of the file without the seal at that place. */
    private static String without(FileChannel channel, long seal) throws IOException {
        Checksum checksum = new Checksum();
        byte[] buffer = new byte[1 << 16];
        long size = channel.size();
        for (long at = 0; at < size; ) {
            if (at == seal) {
                at += LENGTH;
                continue;
            }
            long end = at < seal ? seal : size;
            ByteBuffer part = ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, end - at));
            int read = channel.read(part, at);
            if (read < 0) {
                throw new IOException("it became shorter while it was read");
            }
            checksum.add(buffer, 0, read);
            at += read;
        }
        return checksum.hex();
    }

    private static byte[] read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        int read;
        do {
            read = channel.read(buffer, at + buffer.position());
        } while (read >= 0 && buffer.hasRemaining());
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
