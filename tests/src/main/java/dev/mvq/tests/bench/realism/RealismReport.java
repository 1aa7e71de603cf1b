package dev.mvq.tests.bench.realism;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** The whole comparison: the table of facts, and the tables of features for a classifier. */
public final class RealismReport {
    private final long firstSeed;
    private final int seeds;
    private final PrintStream progress;

    /**
     * @param firstSeed the first made world
     * @param seeds how many, with the seeds that follow
     * @param progress hears of what is being done
     */
    public RealismReport(long firstSeed, int seeds, PrintStream progress) {
        this.firstSeed = firstSeed;
        this.seeds = seeds;
        this.progress = progress;
    }

    /** Whether the real data are there. */
    public static boolean isPossible() {
        return SharedData.find().exists();
    }

    /**
     * Prints the table of facts and leaves {@code chains.csv} and {@code rows.csv} in a folder.
     *
     * @param out takes Markdown
     * @param features an existing folder
     */
    public void run(PrintStream out, Path features) {
        progress.println("reading and measuring the real data");
        MeasuredReal real = MeasuredReal.of(SharedData.find());
        FeatureFiles files = new FeatureFiles(features);
        files.add(FeatureFiles.REAL, real.chains());
        List<Facts> made = new ArrayList<>();
        for (long seed : LongStream.range(firstSeed, firstSeed + seeds).toArray()) {
            progress.println("making and measuring seed " + seed);
            MeasuredMade measured = MeasuredMade.of(new MadeMarkets(seed), real.chains());
            made.add(measured.facts());
            files.add(seed, measured.chains());
        }
        files.write();
        new FactTable(real.facts(), made).print(out);
    }
}
