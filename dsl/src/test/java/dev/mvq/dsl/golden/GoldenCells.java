package dev.mvq.dsl.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every cell of the golden scripts and of the reference's sessions, with what it gives. */
record GoldenCells(List<Cell> cells) {
    private static final Pattern SESSION = Pattern.compile("(?ms)^```mvql-session\\n(.*?)^```$");

    /** @param given its lines without the sign */
    record Cell(String text, String given) {
        /** Whether it was refused before anything ran. */
        boolean isRefused() {
            return given.endsWith("exit code 2\n");
        }
    }

    static GoldenCells read() throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (Path script : GoldenTest.scripts()) {
            add(Files.readString(script), cells);
        }
        Matcher sessions = SESSION.matcher(Files.readString(Path.of("../grammar/README.md")));
        while (sessions.find()) {
            add(sessions.group(1), cells);
        }
        return new GoldenCells(List.copyOf(cells));
    }

    private static void add(String script, List<Cell> cells) {
        StringBuilder text = new StringBuilder();
        StringBuilder given = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (line.startsWith(">")) {
                given.append(line.substring(Math.min(2, line.length()))).append('\n');
                continue;
            }
            if (!given.isEmpty()) {
                cells.add(new Cell(text.toString().strip(), given.toString()));
                text.setLength(0);
                given.setLength(0);
            }
            text.append(line).append('\n');
        }
        if (!given.isEmpty()) {
            cells.add(new Cell(text.toString().strip(), given.toString()));
        }
    }
}
