package dev.mvq.runtime.encoder;

import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.source.Importer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The real data that may lie beside the project, and where learning from it ends: what comes later is for measuring only.
 *
 * @param root folder of the shared data
 */
public record SharedMarkets(Path root) {
    /** Last session of 2021's SPY options that is learnt from: two thirds of the year. */
    public static final LocalDate SPY_LEARNT_THROUGH = LocalDate.of(2021, 8, 31);

    /** Last session of the chains that is learnt from: two of four. */
    public static final LocalDate CHAINS_LEARNT_THROUGH = LocalDate.of(2026, 4, 15);

    /** Last session of the stocks' bars that is learnt from: before the crises that are searched for. */
    public static final LocalDate BARS_LEARNT_THROUGH = LocalDate.of(2005, 12, 30);

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2030, 12, 31);

    /** {@code $MVQ_SHARED_DATA}, else {@code shared/data} beside the project, found upwards from the working directory. */
    public static SharedMarkets find() {
        String given = System.getenv("MVQ_SHARED_DATA");
        if (given != null) {
            return new SharedMarkets(Path.of(given));
        }
        Path project = Path.of("").toAbsolutePath();
        while (project.getParent() != null
                && !(Files.isDirectory(project.resolve("grammar")) && Files.isDirectory(project.resolve("runtime")))) {
            project = project.getParent();
        }
        return new SharedMarkets(project.resolveSibling("shared").resolve("data"));
    }

    /** Whether chains and option histories are there. */
    public boolean exist() {
        return Files.isDirectory(root.resolve("chains-2026")) && Files.isDirectory(root.resolve("spy-options-2021"));
    }

    /** Option chains of 2026; for learning only those through {@link #CHAINS_LEARNT_THROUGH}. */
    public List<MarketDay> chains(boolean learning) {
        return read(List.of("chains-2026/*.csv"), learning ? CHAINS_LEARNT_THROUGH : LAST);
    }

    /** SPY options of 2021; for learning only those through {@link #SPY_LEARNT_THROUGH}. */
    public List<MarketDay> spy(boolean learning) {
        return read(
                List.of("spy-options-2021/prod_options_1y.csv", "spy-options-2021/prod_stocks_1y.csv"),
                learning ? SPY_LEARNT_THROUGH : LAST);
    }

    /** Daily bars of ten stocks; for learning only those through {@link #BARS_LEARNT_THROUGH}. */
    public List<MarketDay> bars(boolean learning) {
        LocalDate last = learning ? BARS_LEARNT_THROUGH : LAST;
        return Files.isDirectory(root.resolve("bars")) ? read(List.of("bars/*.csv"), last) : List.of();
    }

    private List<MarketDay> read(List<String> files, LocalDate last) {
        List<MarketDay> days = new ArrayList<>();
        new Importer(root, Progress.SILENT)
                .read(files, Optional.empty(), Optional.of(new DateRange(FIRST, last)), days::add);
        return days;
    }
}
