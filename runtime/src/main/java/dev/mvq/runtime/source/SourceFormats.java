package dev.mvq.runtime.source;

import dev.mvq.runtime.market.MvqException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The forms of file that are known here. */
public final class SourceFormats {
    private static final List<SourceFormat> ALL = List.of(new ChainsFormat(), new SpyOptionsFormat(), new BarsFormat());

    private SourceFormats() {}

    /** All forms, in the order in which they are tried. */
    public static List<SourceFormat> all() {
        return ALL;
    }

    /**
     * The form of that name, in any case.
     *
     * @throws MvqException naming the known ones
     */
    public static SourceFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new MvqException("unknown format '" + name + "'", known()));
    }

    /** The form whose columns the header has, or an error that names the form nearest to it and what the header lacks. */
    static SourceFormat recognise(CsvHeader header, Path file) {
        return ALL.stream()
                .filter(format -> format.missing(header).isEmpty())
                .findFirst()
                .orElseThrow(() -> unknown(header, file));
    }

    static String known() {
        return "known formats: " + ALL.stream().map(SourceFormat::name).collect(Collectors.joining(", "));
    }

    private static MvqException unknown(CsvHeader header, Path file) {
        String nearest = ALL.stream()
                .max(Comparator.comparingDouble(format -> format.share(header)))
                .map(format -> "; nearest is " + format.name() + ", and the header lacks "
                        + String.join(", ", format.missing(header)))
                .orElse("");
        return new MvqException(file + " begins with a header of no known format", known() + nearest);
    }
}
