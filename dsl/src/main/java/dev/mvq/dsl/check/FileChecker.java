package dev.mvq.dsl.check;

import dev.mvq.dsl.diagnostic.Diagnostic;
import dev.mvq.dsl.diagnostic.Problems;
import dev.mvq.dsl.syntax.Name;
import dev.mvq.dsl.syntax.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Files that SAVE and PLOT write: their ending says what is written. */
final class FileChecker {
    private static final List<String> PICTURES = List.of("html", "png", "svg");
    private static final List<String> PLOTS = List.of("line", "bar", "scatter", "smile", "surface", "heatmap", "paths");

    private final Problems problems;

    FileChecker(Problems problems) {
        this.problems = problems;
    }

    /** How rows are written to the file. */
    Pipeline.FileKind rows(Value file) {
        List<String> known = Arrays.stream(Pipeline.FileKind.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
        String ending = ending(file, known, "rows are saved as 'file.csv', 'file.parquet', 'file.json' or 'file.md'");
        return known.contains(ending)
                ? Pipeline.FileKind.valueOf(ending.toUpperCase(Locale.ROOT))
                : Pipeline.FileKind.CSV;
    }

    void picture(Value file) {
        ending(file, PICTURES, "plots are written to 'file.html', 'file.png' or 'file.svg'");
    }

    void plot(Name kind) {
        if (!PLOTS.contains(kind.lower())) {
            problems.add(
                    Diagnostic.misspelled(kind.span(), "there is no plot '" + kind.text() + "'", kind.text(), PLOTS));
        }
    }

    private String ending(Value file, List<String> known, String remedy) {
        if (file.isParameter()) {
            return known.getFirst();
        }
        String name = file.text().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        boolean named = name.length() > ending.length() + 1 && !name.endsWith("/." + ending);
        if (!known.contains(ending) || !named) {
            problems.add(Diagnostic.of(
                    file.span(), "the ending of '" + file.text() + "' says nothing of its format", remedy));
        }
        return ending;
    }
}
