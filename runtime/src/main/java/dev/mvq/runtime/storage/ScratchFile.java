package dev.mvq.runtime.storage;

import dev.mvq.runtime.market.MvqException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Function;

/** A file of our own in the system's temporary folder, for as long as it takes to hand it to a store. */
public final class ScratchFile implements AutoCloseable {
    private final Path folder;
    private final Path file;

    /** A place for a file of that name; the file itself is not made. */
    public ScratchFile(String name) {
        try {
            this.folder = Files.createTempDirectory("mvq-"); // for the owner only
            this.file = folder.resolve(name);
        } catch (IOException e) {
            throw StorageFailure.writing(name, Path.of(System.getProperty("java.io.tmpdir", "/tmp")), e);
        }
    }

    /** Where to write. */
    public Path path() {
        return file;
    }

    /** Writes the table into a scratch file and hands that to {@code use}. */
    public static <T> T parquet(ParquetTables tables, ColumnTable table, Function<Path, T> use) {
        try (ScratchFile scratch = new ScratchFile("rows.parquet")) {
            try {
                tables.write(scratch.path(), table);
            } catch (SQLException e) {
                throw scratch.failure(e);
            }
            return use.apply(scratch.path());
        }
    }

    /** What to tell a user when writing the file failed. */
    public MvqException failure(Exception cause) {
        return StorageFailure.writing(
                Objects.toString(file.getFileName()), Objects.requireNonNull(folder.getParent()), cause);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw StorageFailure.writing("a temporary file", folder, e);
        }
    }
}
