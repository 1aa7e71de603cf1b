package dev.mvq.runtime.engine;

import dev.mvq.runtime.market.MarketDay;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Progress;
import dev.mvq.runtime.simulation.SimulationOptions;
import dev.mvq.runtime.source.FileReport;
import dev.mvq.runtime.source.ImportReport;
import dev.mvq.runtime.source.Importer;
import dev.mvq.runtime.storage.Catalogue;
import dev.mvq.runtime.storage.MarketArchive;
import dev.mvq.runtime.storage.ObjectStore;
import dev.mvq.runtime.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Market data into the archive and the catalogue: from files, or made. */
final class Imports {
    private static final int BAD_ROWS_SHOWN = 5;
    private static final DateTimeFormatter REPORT_NAME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH-mm-ss-SSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ObjectStore store;
    private final MarketArchive archive;
    private final Catalogue catalogue;
    private final SourcePlaces places;
    private final Progress progress;
    private final Clock clock;

    Imports(
            ObjectStore store,
            MarketArchive archive,
            Catalogue catalogue,
            SourcePlaces places,
            Progress progress,
            Clock clock) {
        this.store = store;
        this.archive = archive;
        this.catalogue = catalogue;
        this.places = places;
        this.progress = progress;
        this.clock = clock;
    }

    Answer files(ImportQuery query) {
        try (SourcePlaces.Place place = places.of(query.glob())) {
            ImportReport report = read(query, place);
            catalogue.save();
            return new Answer(fileTable(report), messages(report, place));
        }
    }

    private ImportReport read(ImportQuery query, SourcePlaces.Place place) {
        try {
            return new Importer(place.workingFolder(), progress)
                    .read(List.of(place.pattern()), query.format(), query.kind(), query.during(), this::keep);
        } catch (MvqException e) {
            throw place.asNamed(e);
        }
    }

    Answer simulated(SimulationQuery query) {
        SimulationOptions options = SimulationOptions.of(query.options(), query.texts());
        Answer answer = new SimulatedImport(store, this::keep, progress, options).run();
        catalogue.save();
        return answer;
    }

    private void keep(MarketDay day) {
        archive.merge(day);
        catalogue.include(day);
    }

    private List<String> messages(ImportReport report, SourcePlaces.Place place) {
        ImportReport.Content content = report.content();
        List<String> messages = new ArrayList<>();
        messages.add("%,d rows read, %,d kept: %,d quotes and %,d bars on %,d days"
                .formatted(report.rows(), report.kept(), content.quotes(), content.bars(), content.days()));
        if (content.quotes() > 0) {
            messages.add("implied volatility: %,d as delivered, %,d computed, %,d without"
                    .formatted(content.vendorIv(), content.computedIv(), content.withoutIv()));
        }
        if (report.bad() > 0) {
            messages.add("%,d bad rows kept out (%s)".formatted(report.bad(), kinds(report)));
            report.badRows().stream()
                    .limit(BAD_ROWS_SHOWN)
                    .map(row -> place.asNamed(row.toString()))
                    .forEach(messages::add);
            messages.add("all bad rows%s are named in %s"
                    .formatted(
                            report.bad() > report.badRows().size() ? " up to the 1,000th" : "",
                            writeBadRows(report, place)));
        }
        return messages;
    }

    private static String kinds(ImportReport report) {
        return report.badByKind().entrySet().stream()
                .map(kind -> "%s: %,d".formatted(kind.getKey(), kind.getValue()))
                .collect(Collectors.joining(", "));
    }

    private String writeBadRows(ImportReport report, SourcePlaces.Place place) {
        String key = "market/reports/" + REPORT_NAME.format(clock.instant()) + ".csv";
        String rows = report.badRows().stream()
                .map(row -> "%s,%d,%s"
                        .formatted(quoted(place.asNamed(row.file().toString())), row.line(), quoted(row.reason())))
                .collect(Collectors.joining("\n", "file,line,reason\n", "\n"));
        store.put(key, rows.getBytes(StandardCharsets.UTF_8), Precondition.NONE);
        return store.location() + "/" + key;
    }

    private static String quoted(String field) {
        return "\"" + field.replace("\"", "\"\"") + "\"";
    }

    private Table fileTable(ImportReport report) {
        StringColumn file = StringColumn.create("file");
        StringColumn format = StringColumn.create("format");
        List<LongColumn> counts = Stream.of("rows", "kept", "identical", "superseded", "outside", "bad")
                .map(LongColumn::create)
                .toList();
        for (FileReport each : report.files()) {
            file.append(String.valueOf(each.file().getFileName()));
            format.append(each.format());
            long[] values = {each.rows(), each.kept(), each.identical(), each.superseded(), each.outside(), each.bad()};
            for (int i = 0; i < values.length; i++) {
                counts.get(i).append(values[i]);
            }
        }
        Table table = Table.create("imported", file, format);
        counts.forEach(table::addColumns);
        return table;
    }
}
