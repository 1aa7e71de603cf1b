package dev.mvq.runtime.storage.cache;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A folder that only its owner may look into. One that somebody else made, or a link that somebody laid where it should be, is refused:
 * its maker could have put anything there.
 */
final class PrivateFolder {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final String REMEDY = "MVQ_CACHE names another folder";

    private final Path path;

    private PrivateFolder(Path path) {
        this.path = path;
    }

    /** The folder, made if need be. */
    static PrivateFolder at(Path path) {
        PrivateFolder folder = new PrivateFolder(path);
        try {
            folder.make();
        } catch (IOException e) {
            throw new MvqException(
                    "the cache " + path + " cannot be made: " + e.getClass().getSimpleName(), REMEDY, e);
        }
        return folder;
    }

    /** Makes it and the folders below it that are named, where they are not there. */
    void make(Path... below) throws IOException {
        Files.createDirectories(Objects.requireNonNull(path.getParent(), "a cache has a folder above"));
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            check();
        }
        for (Path each : below) {
            Files.createDirectories(each, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }

    private void check() throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isSymbolicLink()) {
            throw new MvqException(
                    "the cache " + path + " is a symbolic link, and links are not followed there", REMEDY);
        }
        if (!attributes.isDirectory()) {
            throw new MvqException("the cache " + path + " is no folder", REMEDY);
        }
        if (!attributes.owner().equals(self())) {
            throw new MvqException(
                    "the cache " + path + " belongs to " + attributes.owner().getName() + ", not to you", REMEDY);
        }
        if (attributes.permissions().stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new MvqException(
                    "others may write to the cache " + path + ", so what lies in it cannot be trusted",
                    "remove it: rm -r " + path + "; or " + REMEDY);
        }
        if (!attributes.permissions().equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        }
    }

    /** Who we are to the file system: the owner of what we make. */
    private static UserPrincipal self() throws IOException {
        Path made = Files.createTempFile("mvq-", ".owner");
        try {
            return Files.getOwner(made);
        } finally {
            Files.deleteIfExists(made);
        }
    }
}
