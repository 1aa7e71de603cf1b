package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.storage.Checksum;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** What is to be written: bytes, or a file. */
sealed interface Content {
    /** Bytes in all. */
    long size() throws IOException;

    /** {@link Checksum} of all. */
    String checksum() throws IOException;

    /** A part of it. */
    byte[] part(long offset, int length) throws IOException;

    /** Writes all of it to a file that is not there yet. */
    void copyTo(Path copy) throws IOException;

    /** Bytes at hand, not to be changed meanwhile. */
    record Bytes(byte[] bytes) implements Content {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public String checksum() {
            return Checksum.of(bytes);
        }

        @Override
        public void copyTo(Path copy) throws IOException {
            Files.write(copy, bytes);
        }

        @Override
        public byte[] part(long offset, int length) {
            return offset == 0 && length == bytes.length
                    ? bytes
                    : Arrays.copyOfRange(bytes, Math.toIntExact(offset), Math.toIntExact(offset + length));
        }
    }

    /** A file, not to be changed meanwhile. */
    record OfFile(Path file) implements Content {
        @Override
        public long size() throws IOException {
            return Files.size(file);
        }

        @Override
        public String checksum() throws IOException {
            return Checksum.of(file);
        }

        @Override
        public void copyTo(Path copy) throws IOException {
            Files.copy(file, copy);
        }

        @Override
        public byte[] part(long offset, int length) throws IOException {
            ByteBuffer part = ByteBuffer.allocate(length);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                while (part.hasRemaining()) {
                    if (channel.read(part, offset + part.position()) < 0) {
                        throw new EOFException(file + " became shorter while it was read");
                    }
                }
            }
            return part.array();
        }
    }
}
