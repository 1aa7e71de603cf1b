package dev.mvq.dsl.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mvq.dsl.Surroundings;
import dev.mvq.dsl.ask.PlainEnglish;
import dev.mvq.dsl.run.MvqInterpreter;
import dev.mvq.runtime.engine.Mvq;
import dev.mvq.runtime.market.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden scripts: cells, each followed by what it gives in lines that begin with {@code >}. One file is one session. They are written
 * anew by {@code mvn test -pl dsl -Dtest=GoldenTest -Dmvq.record=true}; what changed is then to be read.
 */
class GoldenTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/golden");

    @TempDir
    private Path folder;

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".golden"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void gives_what_it_gave(Path script) throws IOException {
        String written = Files.readString(script);
        boolean generations = script.getFileName().toString().equals("generations.golden");
        String given = String.join("\n", play(GoldenScript.cells(written), generations));
        if (Boolean.getBoolean("mvq.record")) {
            Files.writeString(script, given);
        } else {
            assertEquals(written, given);
        }
    }

    /** The reference's sessions: blocks marked {@code mvql-session}, one after the other. */
    @Test
    void the_reference_shows_what_is_given() throws IOException {
        Path reference = Path.of("../grammar/README.md");
        String written = Files.readString(reference);
        Matcher blocks = Pattern.compile("(?ms)^```mvql-session\\n(.*?)^```$").matcher(written);
        List<List<String>> cells = blocks.results()
                .map(block -> GoldenScript.cells(block.group(1)))
                .toList();
        List<String> played = play(cells.stream().flatMap(List::stream).toList(), false);
        Iterator<String> next = played.iterator();
        Iterator<List<String>> block = cells.iterator();
        String given = blocks.replaceAll(found -> {
            StringBuilder session = new StringBuilder();
            block.next().forEach(cell -> session.append(next.next()));
            return Matcher.quoteReplacement("```mvql-session\n" + session + "```");
        });
        if (Boolean.getBoolean("mvq.record")) {
            Files.writeString(reference, given);
        } else {
            assertEquals(written, given);
        }
    }

    /** @param generations whether the market's days are encoded, after a fashion */
    private List<String> play(List<String> cells, boolean generations) throws IOException {
        Path store = folder.resolve("store");
        Path work = Files.createDirectories(folder.resolve("work"));
        HandmadeMarket.write(store);
        if (generations) {
            HandmadeGenerations.write(store);
        }
        Files.writeString(work.resolve("pick.mvq"), "LET pick = FROM contracts | LIMIT 1;\nFROM pick | KEEP contract");
        Files.writeString(work.resolve("iwm.csv"), """
                date,symbol,open,high,low,close,volume
                2024-01-17,IWM,190,191.5,188,190.5,1000
                2024-01-18,IWM,190.5,192,190,191.25,1200
                """);
        Files.writeString(work.resolve("itself.mvq"), "RUN 'itself.mvq'");
        Files.writeString(work.resolve("wrong.mvq"), "SHOW INDICES;\nSIMILAR TO SPY ON greks");
        Files.write(work.resolve("latin.mvq"), new byte[] {'-', '-', ' ', (byte) 0xE9});
        Files.createDirectories(work.resolve("folder"));
        try (GoldenMvq engine = new GoldenMvq(Mvq.open(store, work, Progress.SILENT), work)) {
            Map<String, Object> parameters = Map.of(
                    "k",
                    2,
                    "ticker",
                    "SPY",
                    "day",
                    LocalDate.of(2024, 1, 12),
                    "list",
                    List.of("SPY", "QQQ"),
                    "odd",
                    "SPY; RESET debug",
                    "none",
                    List.of(),
                    "file",
                    "pick.mvq");
            Clock sunday = Clock.fixed(Instant.parse("2024-01-14T12:00:00Z"), ZoneOffset.UTC);
            MvqInterpreter interpreter = new MvqInterpreter(
                    () -> engine, new Surroundings(work, parameters, Optional.of(new PlainEnglish()), sunday));
            List<String> played = new ArrayList<>();
            for (String cell : cells) {
                GoldenScript heard = new GoldenScript();
                int code = interpreter.run("<cell>", cell, heard);
                played.add(cell + "\n" + heard.lines(code, folder.toString()));
            }
            return played;
        }
    }
}
