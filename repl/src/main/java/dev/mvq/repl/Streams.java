package dev.mvq.repl;

import dev.mvq.repl.output.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Standard input, output and error, and what they lead to. Streams other than the process's own never lead to a terminal.
 *
 * @param inLeadsTo what input is read from, such as {@code /dev/pts/0} or {@code pipe:[4711]}; empty where unknown
 * @param outLeadsTo likewise for output
 * @param errLeadsTo likewise for errors
 * @param columns width of the terminal, 0 where unknown
 */
record Streams(
        InputStream in,
        PrintStream out,
        PrintStream err,
        String inLeadsTo,
        String outLeadsTo,
        String errLeadsTo,
        int columns) {

    static Streams of(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        return new Streams(
                in,
                out,
                err,
                in.equals(System.in) ? descriptor(0) : "",
                out.equals(System.out) ? descriptor(1) : "",
                err.equals(System.err) ? descriptor(2) : "",
                columns(environment.getOrDefault("COLUMNS", "")));
    }

    boolean inIsTerminal() {
        return isTerminal(inLeadsTo);
    }

    boolean outIsTerminal() {
        return isTerminal(outLeadsTo);
    }

    /** Whether output goes to another program, which may stop listening at any time, as {@code head} does. */
    boolean outIsPipe() {
        return outLeadsTo.startsWith("pipe:");
    }

    Page outPage() {
        return outIsTerminal() ? Page.terminal(columns) : Page.file();
    }

    Page errPage() {
        return isTerminal(errLeadsTo) ? Page.terminal(columns) : Page.file();
    }

    private static boolean isTerminal(String target) {
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
    }

    private static String descriptor(int number) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString();
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return "";
        }
    }

    private static int columns(String text) {
        return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    }
}
