package dev.mvq.runtime.storage.bucket;

import dev.mvq.runtime.storage.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Whether what came is what was written: by the checksum that we wrote beside it, else by the etag where that is the MD5 of the content,
 * as it is of objects that others wrote in one piece.
 */
final class Integrity {
    private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

    private Integrity() {}

    /** @throws RequestFailure of kind {@link RequestFailure.Kind#DAMAGE} */
    static void check(BucketRequests.Described described, byte[] content) throws RequestFailure {
        boolean whole;
        if (described.checksum().isPresent()) {
            whole = described.checksum().get().equals(Checksum.of(content));
        } else {
            whole = !isMd5(described.etag()) || isOf(described.etag(), content);
        }
        if (!whole) {
            throw damage(content.length);
        }
    }

    /** As {@link #check(BucketRequests.Described, byte[])}, of a file. */
    static void check(BucketRequests.Described described, Path content) throws RequestFailure, IOException {
        boolean whole;
        if (described.checksum().isPresent()) {
            whole = described.checksum().get().equals(Checksum.of(content));
        } else {
            whole = !isMd5(described.etag()) || described.etag().equals(md5(content));
        }
        if (!whole) {
            throw damage(Files.size(content));
        }
    }

    private static RequestFailure damage(long bytes) {
        return new RequestFailure(
                RequestFailure.Kind.DAMAGE,
                "the %,d bytes that came have another checksum than those that were written".formatted(bytes));
    }

    /** Whether the etag is that of an object written in one piece: a hash of its content. */
    static boolean isMd5(String etag) {
        return MD5.matcher(etag).matches();
    }

    /** Whether such an etag is that of the content. */
    static boolean isOf(String etag, byte[] content) {
        return etag.equals(HexFormat.of().formatHex(md5().digest(content)));
    }

    private static String md5(Path file) throws IOException {
        MessageDigest digest = md5();
        byte[] buffer = new byte[1 << 16];
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
