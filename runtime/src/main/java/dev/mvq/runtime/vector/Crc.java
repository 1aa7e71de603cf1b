package dev.mvq.runtime.vector;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A second, quick checksum (CRC-32C, RFC 3720): some gigabytes a second, so that vectors can be held against it whenever they are
 * mapped. It finds what a disk or a cut made of a file, and no forgery, for which there is the other.
 */
final class Crc {
    private static final long PIECE = 1 << 28;

    private Crc() {}

    /** Eight hexadecimal digits. */
    static String of(byte[] content) {
        return of(MemorySegment.ofArray(content));
    }

    static String of(MemorySegment content) {
        CRC32C crc = new CRC32C();
        for (long from = 0; from < content.byteSize(); from += PIECE) {
            ByteBuffer piece = content.asSlice(from, Math.min(PIECE, content.byteSize() - from))
                    .asByteBuffer();
            crc.update(piece);
        }
        return "%08x".formatted(crc.getValue());
    }
}
