package dev.mvq.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.repl.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What one call of {@code mvq} came to.
 *
 * @param code exit code
 * @param out standard output
 * @param err standard error
 */
record Invocation(int code, String out, String err) {

    /** Runs {@code mvq --store STORE arguments} in this process, with nothing on standard input. */
    static Invocation of(Path store, String... arguments) {
        return of(store.toString(), Map.of("HOME", System.getProperty("user.home")), arguments);
    }

    /** As {@link #of(Path, String...)}, of a store anywhere, with those environment variables only. */
    static Invocation of(String store, Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--store", store));
        all.addAll(List.of(arguments));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(new byte[0]);
        Path workingFolder = Path.of("").toAbsolutePath();
        int code = Main.run(
                all.toArray(String[]::new),
                in,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                workingFolder);
        return new Invocation(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs the statements. */
    static Invocation statements(Path store, String text) {
        return of(store, "-c", text);
    }

    /** This, having gone well. */
    Invocation well() {
        assertEquals(0, code, () -> "exit code " + code + "\n" + out + "\n" + err);
        return this;
    }

    /** Data rows of the one table on standard output, written with {@code --format csv}. */
    List<String> csvRows() {
        return out.lines().skip(1).filter(line -> !line.isBlank()).toList();
    }
}
