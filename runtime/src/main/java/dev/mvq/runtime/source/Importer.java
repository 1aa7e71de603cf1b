package dev.mvq.runtime.source;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.pricing.PolicyRate;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Turns files into canonical days. All files are read, and every row is judged, before the first day is given: a file that
 * cannot be read, or is of no known form, is an error and nothing is given. Rows are gathered by session across all files.
 *
 * <p>Memory is bounded by {@link #ROWS_HELD} rows and one session: where the files hold more, the earliest sessions are
 * given first and the files with the others read again.
 */
public final class Importer {
    /** Rows held at a time; at about 400 bytes a row. */
    public static final int ROWS_HELD = 1_000_000;

    /**
     * Source of the rows of a made market. Files that lie in a folder of this name are a made market's, in whatever vendor's form: their
     * rows are marked so, since the form itself cannot say it.
     */
    public static final String MADE = "made-market";

    private final Path workingFolder;
    private final Identities identities;
    private final ToDoubleFunction<LocalDate> rate;
    private final Progress progress;
    private final int rowsHeld;

    /** Identities known here, and the policy rate of each day. */
    public Importer(Path workingFolder, Progress progress) {
        this(workingFolder, Identities.known(), PolicyRate::on, progress, ROWS_HELD);
    }

    /**
     * @param workingFolder what patterns are relative to
     * @param identities who is meant by a ticker on a day
     * @param rate continuously compounded rate per year that stood on a day
     * @param progress hears of files read and days given
     * @param rowsHeld rows held at a time, at least one session's
     */
    public Importer(
            Path workingFolder,
            Identities identities,
            ToDoubleFunction<LocalDate> rate,
            Progress progress,
            int rowsHeld) {
        this.workingFolder = workingFolder.toAbsolutePath().normalize();
        this.identities = identities;
        this.rate = rate;
        this.progress = progress;
        this.rowsHeld = rowsHeld;
    }

    /**
     * Reads the files and gives their days in the order of dates, each once.
     *
     * @param patterns paths or patterns such as {@code data/**}{@code /*.csv}
     * @param format a format's name; empty: each file's is recognised by its header
     * @param during only these sessions; empty: all
     * @param days takes the days; what it throws ends the import
     * @throws MvqException where no file matches, a file cannot be read, or its form is unknown
     */
    public ImportReport read(
            List<String> patterns, Optional<String> format, Optional<DateRange> during, Consumer<MarketDay> days) {
        return read(patterns, format, Optional.empty(), during, days);
    }

    /**
     * As {@link #read(List, Optional, Optional, Consumer)}, of files that are to hold rows of a kind: where one holds others, nothing is given.
     *
     * @param kind what the rows are to be; empty: whatever the files hold
     */
    public ImportReport read(
            List<String> patterns,
            Optional<String> format,
            Optional<RowKind> kind,
            Optional<DateRange> during,
            Consumer<MarketDay> days) {
        Optional<SourceFormat> named = format.map(SourceFormats::named);
        SourceFiles finder = new SourceFiles(workingFolder);
        List<Path> paths = patterns.stream()
                .flatMap(pattern -> finder.matching(pattern).stream())
                .distinct()
                .toList();
        List<SourceFile> files =
                paths.stream().map(path -> SourceFile.open(path, named)).toList();
        kind.ifPresent(wanted -> files.forEach(file -> require(wanted, file)));
        return new ImportRun(files, identities, during, new QuoteCompletion(rate), progress, rowsHeld).run(days);
    }

    private static void require(RowKind wanted, SourceFile file) {
        RowKind kind = file.format().kind();
        if (kind != wanted) {
            throw new MvqException(
                    "%s holds %s (format %s), and AS asks for %s"
                            .formatted(
                                    file.path(), kind.described(), file.format().name(), wanted.described()),
                    "AS %s reads it, and without AS each file is what its header says".formatted(kind.word()));
        }
    }
}
