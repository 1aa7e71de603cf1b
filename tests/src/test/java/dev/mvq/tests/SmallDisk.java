package dev.mvq.tests;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opentest4j.TestAbortedException;

/** A file system in memory that is soon full; only root may mount one, and elsewhere the test is skipped. */
final class SmallDisk implements AutoCloseable {
    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    static SmallDisk mount(Path path, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(path);
        if (run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString()) != 0) {
            throw new TestAbortedException("a small disk cannot be mounted here: only root may");
        }
        return new SmallDisk(path);
    }

    Path path() {
        return path;
    }

    /** Uses up all of its space. */
    void fill() throws IOException {
        try (OutputStream out = Files.newOutputStream(filling())) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(path).getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    /** Gives back what {@link #fill} took. */
    void empty() throws IOException {
        Files.delete(filling());
    }

    private Path filling() {
        return path.resolve("filling");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String ignored = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        return ignored.contains("not found") ? 1 : code;
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "--lazy", path.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
