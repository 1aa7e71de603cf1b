package dev.mvq.runtime.engine;

import dev.mvq.runtime.generation.GenerationOptions;
import dev.mvq.runtime.generation.Selection;
import dev.mvq.runtime.market.Contract;
import dev.mvq.runtime.market.DateRange;
import dev.mvq.runtime.market.Instrument;
import dev.mvq.runtime.market.MvqException;
import dev.mvq.runtime.market.Stock;
import dev.mvq.runtime.storage.Catalogue;
import dev.mvq.runtime.storage.CatalogueEntry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What GENERATE asks for, in terms of the catalogue and the settings. */
final class Generations {
    private final Catalogue catalogue;
    private final EngineSettings settings;

    Generations(Catalogue catalogue, EngineSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /** @throws MvqException where a subject is not known, or has no data in the period */
    GenerationOptions options(GenerateQuery query) {
        List<Selection.Part> parts = new ArrayList<>();
        List<CatalogueEntry> entries = new ArrayList<>();
        for (Instrument subject : query.subjects()) {
            List<CatalogueEntry> found = entries(subject);
            entries.addAll(found);
            found.stream()
                    .map(CatalogueEntry::underlyingId)
                    .distinct()
                    .forEach(id -> parts.add(Selection.Part.of(subject, id)));
        }
        return new GenerationOptions(
                entries.isEmpty() ? query.during() : Optional.of(listed(query, entries)),
                Selection.of(parts),
                query.restart(),
                query.allIndices(),
                query.batchSize().orElse(settings.whole(Setting.BATCH_SIZE)),
                query.maxWorkers().orElse(settings.whole(Setting.MAX_WORKERS)));
    }

    /** Entries whose rows are the subject's: its own, and of a ticker every one of its underlyings. */
    private List<CatalogueEntry> entries(Instrument subject) {
        return switch (subject) {
            case Contract contract ->
                own(contract).isEmpty() ? List.of(Subjects.known(catalogue, contract)) : own(contract);
            case Stock stock -> {
                Set<String> ids =
                        own(stock).stream().map(CatalogueEntry::underlyingId).collect(Collectors.toSet());
                if (ids.isEmpty()) {
                    catalogue.entries().stream()
                            .filter(entry -> entry.instrument().root().equals(stock.ticker()))
                            .forEach(entry -> ids.add(entry.underlyingId()));
                }
                if (ids.isEmpty()) {
                    ids.add(Subjects.known(catalogue, stock).underlyingId());
                }
                yield catalogue.entries().stream()
                        .filter(entry -> ids.contains(entry.underlyingId()))
                        .toList();
            }
        };
    }

    private List<CatalogueEntry> own(Instrument subject) {
        return catalogue.entries().stream()
                .filter(entry -> entry.instrument().equals(subject))
                .toList();
    }

    /** The days of the period on which any of the entries can have rows. */
    private static DateRange listed(GenerateQuery query, List<CatalogueEntry> entries) {
        LocalDate first = entries.stream()
                .map(CatalogueEntry::firstDay)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        LocalDate last = entries.stream()
                .map(CatalogueEntry::lastDay)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (query.during().isEmpty()) {
            return new DateRange(first, last);
        }
        DateRange period = query.during().get();
        if (first.isAfter(period.last()) || last.isBefore(period.first())) {
            String names = query.subjects().stream().map(Instrument::name).collect(Collectors.joining(", "));
            throw new MvqException(
                    "no market data of %s in %s".formatted(names, period),
                    "there is data from %s to %s".formatted(first, last));
        }
        return new DateRange(
                first.isAfter(period.first()) ? first : period.first(),
                last.isBefore(period.last()) ? last : period.last());
    }
}
