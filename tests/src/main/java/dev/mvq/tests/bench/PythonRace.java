package dev.mvq.tests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The Python process that runs the same networks, {@code scripts/encode/race.py}; asked for one run at a time. */
final class PythonRace implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final Writer questions;
    private final JsonNode facts;

    /** What a run came to. */
    record Lap(double done, double seconds) {
        double rate() {
            return done / seconds;
        }
    }

    /** Starts it; returns once it has made the networks and found that they agree with ours. */
    PythonRace(String python, String script, Path folder, int chunk) {
        try {
            ProcessBuilder builder = new ProcessBuilder(python, script, folder.toString(), Integer.toString(chunk))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment()
                    .putAll(Map.of("OMP_NUM_THREADS", "1", "MKL_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1"));
            process = builder.start();
            answers = process.inputReader(StandardCharsets.UTF_8);
            questions = process.outputWriter(StandardCharsets.UTF_8);
            String first = answers.readLine();
            if (first == null) {
                throw new IllegalStateException("Python gave up; its words are above");
            }
            facts = new ObjectMapper().readTree(first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Multiply-adds of a row. */
    double multiplyAdds(String modality) {
        return facts.path("macs").path(modality).asDouble();
    }

    /** How far its embeddings are off ours at most. */
    double off() {
        return facts.path("off").asDouble();
    }

    /** Versions of what it runs. */
    String version(String library) {
        return facts.path("versions").path(library).asText();
    }

    /** Rows and processor seconds. */
    Lap time(String runtime, String modality, double seconds) {
        return ask(String.format(Locale.ROOT, "time %s %s %s", runtime, modality, seconds));
    }

    /** Multiply-adds and processor seconds of large matrix products. */
    Lap peak(double seconds) {
        return ask(String.format(Locale.ROOT, "peak %s", seconds));
    }

    private Lap ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("Python ended at: " + question);
            }
            String[] numbers = answer.split(" ", 2);
            return new Lap(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it: it stops where its input ends. */
    @Override
    public void close() {
        try {
            questions.close();
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
