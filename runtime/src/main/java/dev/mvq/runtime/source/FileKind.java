package dev.mvq.runtime.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Kinds of file that people try to import, told by their first bytes. None of them is ever opened: an archive of a few kilobytes may
 * unpack to a disk full, or to names that lead elsewhere.
 */
enum FileKind {
    ZIP("a zip archive", "504b0304", "504b0506", "504b0708"),
    GZIP("compressed by gzip", "1f8b"),
    ZSTANDARD("compressed by zstd", "28b52ffd"),
    XZ("compressed by xz", "fd377a585a00"),
    BZIP2("compressed by bzip2", "425a6839314159265359"),
    SEVEN_ZIP("a 7z archive", "377abcaf271c"),
    RAR("a rar archive", "526172211a07"),
    PARQUET("a Parquet file", "50415231"),
    NUMPY("a NumPy file", "934e554d5059"),
    HDF5("an HDF5 file", "894844460d0a1a0a"),
    EXCEL("an Excel workbook", "d0cf11e0a1b11ae1");

    private static final int LONGEST = 16;

    private final String words;
    private final byte[][] beginnings;

    FileKind(String words, String... beginnings) {
        this.words = words;
        this.beginnings =
                Arrays.stream(beginnings).map(HexFormat.of()::parseHex).toArray(byte[][]::new);
    }

    /** The kind that the file begins as, if it is one of these. */
    static Optional<FileKind> of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(LONGEST);
            return Arrays.stream(values()).filter(kind -> kind.begins(start)).findFirst();
        }
    }

    private boolean begins(byte[] start) {
        return Arrays.stream(beginnings)
                .anyMatch(of -> start.length >= of.length && Arrays.equals(of, Arrays.copyOf(start, of.length)));
    }

    /** What such a file is, in a sentence: {@code a zip archive}. */
    String words() {
        return words;
    }
}
