package dev.mvq.repl;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/** The program {@code mvq}. */
public final class Main {
    private final Opener opener;

    /** @param opener opens stores */
    public Main(Opener opener) {
        this.opener = opener;
    }

    /** Runs the process's own arguments on its own streams, and exits. */
    public static void main(String[] args) {
        Path workingFolder = Path.of("").toAbsolutePath();
        System.exit(run(args, System.in, System.out, System.err, System.getenv(), workingFolder));
    }

    /**
     * Runs one invocation over the real engine.
     *
     * @param environment environment variables
     * @param workingFolder what relative paths are relative to
     * @return 0 when all went well, 1 when something failed at its turn, 2 when the command line or the statements were refused
     */
    public static int run(
            String[] args,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Path workingFolder) {
        return new Main(new EngineOpener()).invoke(args, in, out, err, environment, workingFolder);
    }

    /** As {@link #run}, over this program's opener. */
    public int invoke(
            String[] args,
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Path workingFolder) {
        Streams streams = Streams.of(in, out, err, environment);
        Ways ways = new Ways(streams, new Folders(environment, workingFolder), opener);
        int code = new CommandLineParser(ways).execute(args);
        return ways.finish(code);
    }
}
