package dev.mvq.tests;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs {@code check_store.py}. */
final class StoreCheck {
    private StoreCheck() {}

    /**
     * What it said.
     *
     * @param code 0 when every check held, 1 when one failed
     * @param text its output, stderr included
     */
    record Outcome(int code, String text) {}

    static Outcome run(Path store, Path answers) throws IOException {
        Path script = Surroundings.project().resolve("tests/src/test/resources/conformance/check_store.py");
        Process process = new ProcessBuilder(
                        Surroundings.python(), script.toString(), store.toString(), answers.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Outcome(process.waitFor(), text);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
