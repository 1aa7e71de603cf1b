package dev.mvq.dsl;

import dev.mvq.dsl.run.MvqInterpreter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** Everything one run of a text gave. */
public final class Heard implements Output {
    public final List<Table> rows = new ArrayList<>();
    public final List<String> texts = new ArrayList<>();
    public final List<String> messages = new ArrayList<>();
    public final List<String> problems = new ArrayList<>();
    public int exitCode;

    /** Runs the text on a fresh recording engine. */
    public static Heard of(String text) {
        return of(text, new RecordingMvq());
    }

    /** Runs the text on 2024-01-14, a Sunday. */
    public static Heard of(String text, RecordingMvq engine) {
        Heard heard = new Heard();
        Clock sunday = Clock.fixed(Instant.parse("2024-01-14T12:00:00Z"), ZoneOffset.UTC);
        heard.exitCode = new MvqInterpreter(
                        () -> engine, new Surroundings(Path.of(""), Map.of(), Optional.empty(), sunday))
                .run("a.mvq", text, heard);
        return heard;
    }

    /** The problems as they are printed. */
    public String problem() {
        return String.join("\n", problems);
    }

    @Override
    public void rows(Table rows) {
        this.rows.add(rows);
    }

    @Override
    public void text(String text) {
        texts.add(text);
    }

    @Override
    public void message(String message) {
        messages.add(message);
    }

    @Override
    public void problem(String rendered) {
        problems.add(rendered);
    }
}
